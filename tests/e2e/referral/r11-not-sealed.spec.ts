import { expect, test } from '../../support/site-test.ts';

const FAULTS = {
  'the lock does not load': 'x'.repeat(5),
  'the lock fails': 'export const seal = async () => { throw new Error("no"); };',
};

for (const [fault, code] of Object.entries(FAULTS)) {
  test(`${fault}: nothing is sent, and it says so with telephone numbers`, async ({ page }) => {
    const posts: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') posts.push(request.url());
    });
    await page.route('**/l.*.js', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: code }),
    );
    await page.goto('/sv/skriv/');
    await page.locator('#reach').fill('070-9');
    await page.locator('.send').click();
    await expect(page.locator('[data-not-sent]')).toBeFocused();
    await expect(page.locator('[data-reason=unlocked]')).toBeVisible();
    await expect(page.locator('[data-not-sent] a[href="tel:116016"]')).toBeVisible();
    await expect(page.locator('#reach')).toHaveValue('070-9');
    expect(posts).toEqual([]);

    // The other way is taken only by pressing the button that names it.
    await page.locator('[data-send-open]').click();
    await expect(page.locator('main [data-mark]')).toBeVisible();
    expect(posts).toHaveLength(1);
  });
}
