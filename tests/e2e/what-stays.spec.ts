import { expect, test } from '../support/site-test.ts';

for (const locale of ['sv', 'ar']) {
  test(`/${locale}/spar/: the part for the browser in use stands first and says so`, async ({
    page,
    browserName,
  }) => {
    await page.goto(`/${locale}/spar/`);
    const own = page.locator(`.browsers > .${browserName}`);
    await expect(page.locator('.now:visible')).toHaveCount(1);
    await expect(own.locator('.now')).toBeVisible();
    const tops = await page
      .locator('.browsers > section')
      .evaluateAll((parts) => parts.map((part) => part.getBoundingClientRect().top));
    expect((await own.boundingBox())?.y).toBe(Math.min(...tops));
  });
}

test('the trial empties the screen, keeps the exit in reach, and brings the page back', async ({
  page,
}) => {
  const asked: string[] = [];
  await page.goto('/sv/spar/');
  page.on('request', (request) => asked.push(request.url()));
  const trial = page.locator('.trial > summary');
  await trial.press('Enter');
  await expect(page.locator('.trial p')).toBeInViewport();
  const seen = (selector: string) =>
    page.evaluate((name) => {
      const { x, y, width, height } = document.querySelector(name)!.getBoundingClientRect();
      return document.elementFromPoint(x + width / 2, y + height / 2)?.closest(name) != null;
    }, selector);
  const paper = await page.evaluate(
    () => getComputedStyle(document.documentElement).backgroundColor,
  );
  await expect(page.locator('.trial')).toHaveCSS('background-color', paper);
  expect(await seen('h1')).toBe(false);
  expect(await seen('[data-quick-exit]')).toBe(true);
  await expect(trial).toBeFocused();
  await trial.press('Enter');
  await expect(page.locator('.trial p')).toBeHidden();
  await trial.press('Enter');
  // Nothing that cannot be seen takes the focus.
  for (const key of ['Tab', 'Tab', 'Tab', 'Shift+Tab', 'Shift+Tab', 'Shift+Tab']) {
    await page.keyboard.press(key);
    const focused = page.locator(':focus');
    if ((await focused.count()) > 0) await expect(focused).toHaveText(/Lämna sidan|Prova/u);
  }
  // A tap: after the last of these keys Firefox's own bar may have the focus, and would hear the next.
  await trial.click();
  await expect(page.locator('.trial p')).toBeHidden();
  expect(await seen('[data-quick-exit]')).toBe(true);
  expect(asked).toEqual([]);
});
