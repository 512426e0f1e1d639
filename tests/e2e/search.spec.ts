import { expect, test } from '../support/site-test.ts';

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });
  test('the list of texts stands alone', async ({ page }) => {
    await page.goto('/sv/fragor/');
    await expect(page.locator('.tool')).toBeHidden();
    await expect(page.locator('main a[href="/sv/vardag/"]')).toBeVisible();
  });
});

test('finds a text in the page, and asks the server for nothing that was typed', async ({
  page,
}) => {
  const asked: string[] = [];
  await page.goto('/sv/fragor/');
  page.on('request', (request) => asked.push(request.url()));
  await page.locator('.tool summary').click();
  await page.locator('#search').fill('fingerade');
  await expect(page.locator('.tool li a').first()).toHaveAttribute('href', '/sv/vagar/');
  await page.locator('#search').press('Enter');
  await expect(page.locator('h1')).toHaveText('Korta svar');
  await page.locator('#search').fill('xyzxyz');
  await expect(page.locator('.tool [role=status]')).toHaveText(
    'Inget hittades. Prova ett annat ord.',
  );
  expect(asked.filter((url) => /finger|xyz/u.test(url))).toEqual([]);
  await page.locator('#search').fill('fingerade');
  await page.locator('.tool li a').first().click();
  await expect(page.locator('h1')).toContainText('Två vägar');
  expect(new URL(page.url()).pathname).toBe('/sv/fragor/');
});

test('finds Arabic written without its signs', async ({ page }) => {
  await page.goto('/ar/fragor/');
  await page.locator('.tool summary').click();
  await page.locator('#search').fill('الشرطه');
  await expect(page.locator('.tool li a').first()).toBeVisible();
});

test('the room of those who use violence finds its own texts only', async ({ page }) => {
  await page.goto('/sv/sluta/');
  await page.locator('.tool summary').click();
  await page.locator('#search').fill('ring');
  await expect(page.locator('.tool li a').first()).toBeVisible();
  const links = await page
    .locator('.tool li a')
    .evaluateAll((all) => all.map((a) => a.getAttribute('href')));
  expect(links.filter((href) => !href?.startsWith('/sv/sluta/'))).toEqual([]);
});

test('says when the texts could not be fetched', async ({ page }) => {
  await page.route('**/search.json', (route) => route.abort());
  await page.goto('/sv/fragor/');
  await page.locator('.tool summary').click();
  await expect(page.locator('.tool [role=status]')).toContainText('Läs i listan');
});
