import { expect, test } from '../support/site-test.ts';

test.use({ javaScriptEnabled: false, viewport: { width: 360, height: 720 } });

test('a sentence is shown on a tap, in Swedish and in the own language, one at a time', async ({
  page,
}) => {
  await page.goto('/ar/kort/');
  await expect(page.locator('.show:visible')).toHaveCount(0);
  await page.locator('.cards summary').first().click();
  const [swedish, own] = [
    page.locator('.show:visible p').first(),
    page.locator('.show:visible p').last(),
  ];
  await expect(swedish).toHaveText('Jag vill prata ensam, med tolk.');
  await expect(swedish).toHaveAttribute('lang', 'sv');
  await expect(own).toHaveAttribute('dir', 'rtl');
  const size = await swedish.evaluate((element) => parseFloat(getComputedStyle(element).fontSize));
  expect(size).toBeGreaterThanOrEqual(28);
  // Nothing else is read over a shoulder while it is shown; closed, the next can be opened.
  await expect(page.locator('.cards summary:visible')).toHaveCount(1);
  await page.locator('.cards summary').first().click();
  await page.locator('.cards summary').nth(1).click();
  await expect(page.locator('.show:visible')).toHaveCount(1);
});

test('whoever reads Swedish shows it in English too', async ({ page }) => {
  await page.goto('/sv/kort/');
  await page.locator('.cards summary').first().click();
  await expect(page.locator('.show:visible p').last()).toHaveAttribute('lang', 'en');
});
