import { expect, test } from '../support/site-test.ts';

/** A Monday at 10:00 in Stockholm, no holiday near. */
const MONDAY_MORNING = new Date('2026-10-12T08:00:00Z');

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });
  test('the whole list stands, and no choices that would not work', async ({ page }) => {
    await page.goto('/sv/ring/');
    expect(await page.locator('[data-helpline]:visible').count()).toBeGreaterThan(20);
    await expect(page.locator('.tool')).toBeHidden();
  });
});

test('begins with what is open now in the reader’s language, or with an interpreter', async ({
  page,
}) => {
  await page.clock.setFixedTime(MONDAY_MORNING);
  await page.goto('/ar/ring/');
  await page.locator('.tool summary').click();
  await expect(page.locator('#finder-language')).toHaveValue('ar');
  await expect(page.locator('[data-helpline="kvinnofridslinjen"]')).toBeVisible();
  // Swedish and English only, though it is open.
  await expect(page.locator('[data-helpline="stodlinjen-man"]')).toBeHidden();
  // Nobody waits for a filter to find 112.
  await expect(page.locator('[data-helpline="sos-112"]')).toBeVisible();
});

test('filters by need, person, channel and hour in place, and shows all again', async ({
  page,
}) => {
  await page.clock.setFixedTime(MONDAY_MORNING);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto('/sv/ring/');
  const all = await page.locator('[data-group] [data-helpline]:visible').count();
  await page.locator('.tool summary').click();
  await page.locator('#finder-who').selectOption('young');
  await expect(page.locator('[data-helpline="bris"]')).toBeVisible();
  await expect(page.locator('[data-helpline="aldrelinjen"]')).toBeHidden();
  await page.locator('#finder-channel').selectOption('sms');
  await expect(page.locator('[data-group] [data-helpline]:visible')).toHaveCount(1);
  await expect(page.locator('.tool [role=status]')).toContainText('1');
  // A group without a card has neither heading nor link.
  await expect(page.locator('h2#work')).toBeHidden();
  await expect(page.locator('a[href="#work"]')).toBeHidden();
  await page.locator('.tool button').click();
  await expect(page.locator('[data-group] [data-helpline]:visible')).toHaveCount(all);
  expect(new URL(page.url()).search + new URL(page.url()).hash).toBe('');
  // One page, one module: nothing of the choice leaves the page.
  expect(asked.filter((path) => !/^\/(?:sv\/ring\/|i\.[0-9a-f]+\.js)$/u.test(path))).toEqual([]);
});

test('says when nothing fits, with 112 beside it', async ({ page }) => {
  await page.goto('/sv/ring/');
  await page.locator('.tool summary').click();
  await page.locator('#finder-who').selectOption('older');
  await page.locator('#finder-channel').selectOption('sms');
  await expect(page.locator('.tool [role=status] a')).toHaveAttribute('href', 'tel:112');
});

test('says when the choices could not be fetched, and the list stands', async ({ page }) => {
  await page.route('**/i.*.js', (route) => route.abort());
  await page.goto('/sv/ring/');
  await page.locator('.tool summary').click();
  await expect(page.locator('.late')).toBeVisible({ timeout: 10_000 });
  await expect(page.locator('[data-helpline="bris"]')).toBeVisible();
});

test('works on a page shown in place, and with the keyboard alone', async ({ page }) => {
  await page.goto('/sv/');
  await page.locator('#page a[href="/sv/ring/"]').first().click();
  await expect(page.locator('h1')).toHaveText('Telefonnummer');
  await page.locator('.tool summary').focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('#finder-need')).toBeVisible();
  expect(new URL(page.url()).pathname).toBe('/sv/');
});
