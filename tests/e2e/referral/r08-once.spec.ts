import { landed, outbox } from '../../support/outbox.ts';
import { startSite, type SiteServer } from '../../support/site-server.ts';
import { expect, test } from '../../support/site-test.ts';

let own: SiteServer;
test.beforeEach(async ({ page }) => {
  own = await startSite();
  await page.goto(`${own.origin}/sv/skriv/`);
  await page.locator('#reach').fill('070-1');
});
test.afterEach(() => own.stop());

test('a double click sends one letter', async ({ page }) => {
  await page.locator('.send').dblclick();
  await expect(page.locator('main [data-mark]')).toBeVisible();
  await landed(own.dataDir, 1);
});

test('a lost answer says that nobody knows, and the next try makes no second letter', async ({
  page,
}) => {
  await page.route('**/api/referrals/', async (route) => {
    await route.fetch();
    await route.abort();
  });
  await page.locator('.send').click();
  await expect(page.locator('[data-reason=unsure]')).toBeVisible();
  await expect(page.locator('[data-not-sent] a[href="tel:116016"]')).toBeVisible();
  await expect(page.locator('#reach')).toHaveValue('070-1');
  const [first] = await landed(own.dataDir, 1);
  await page.unroute('**/api/referrals/');
  await page.locator('.send').click();
  const mark = await page.locator('main [data-mark]').innerText();
  expect(first?.name).toContain(mark);
  expect(outbox(own.dataDir)).toHaveLength(1);
});

test('other words after a lost answer are another letter', async ({ page }) => {
  await page.route('**/api/referrals/', (route) => route.abort(), { times: 1 });
  await page.locator('.send').click();
  await expect(page.locator('[data-reason=unsure]')).toBeVisible();
  await page.locator('#reach').fill('070-2');
  await page.locator('.send').click();
  await expect(page.locator('main [data-mark]')).toBeVisible();
  await landed(own.dataDir, 1);
});
