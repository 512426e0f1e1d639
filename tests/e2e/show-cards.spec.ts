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
  await page.locator('.cards summary').first().click();
  await page.locator('.cards summary').nth(1).click();
  await expect(page.locator('.show:visible')).toHaveCount(1);
});

for (const path of ['/sv/kort/', '/ti/kort/']) {
  test(`every sentence of ${path} is shown whole at the top, alone but for the exit`, async ({
    page,
  }) => {
    await page.goto(path);
    const cards = page.locator('.cards details');
    for (let place = 0; place < (await cards.count()); place += 1) {
      const summary = cards.nth(place).locator('summary');
      await summary.click();
      const box = await cards.nth(place).locator('.show p').first().boundingBox();
      expect(box?.y, `sentence ${place + 1}`).toBeGreaterThanOrEqual(0);
      expect(box!.y + box!.height).toBeLessThanOrEqual(720 - 64);
      // What stood on the page is behind the sheet.
      const seen = await page.evaluate(() =>
        [20, 300, 600].map(
          (y) => document.elementFromPoint(180, y)?.closest('details, a')?.tagName,
        ),
      );
      expect(seen).toEqual(['DETAILS', 'DETAILS', 'DETAILS']);
      await summary.click();
    }
  });
}

test('whoever reads Swedish shows it in English too', async ({ page }) => {
  await page.goto('/sv/kort/');
  await page.locator('.cards summary').first().click();
  await expect(page.locator('.show:visible p').last()).toHaveAttribute('lang', 'en');
});

test('on paper every sentence stands in both languages, whether one was open or not', async ({
  page,
}) => {
  await page.goto('/fi/kort/');
  const sentences = page.locator('.show p');
  const count = await page.locator('.show').count();
  expect(count).toBeGreaterThan(10);
  for (const opened of [false, true]) {
    if (opened) await page.locator('.cards summary').first().click();
    await page.emulateMedia({ media: 'print' });
    await expect(sentences.filter({ visible: true })).toHaveCount(2 * count);
    // Nothing is said twice, and no card takes a page of its own.
    await expect(page.locator('.cards summary:visible')).toHaveCount(0);
    const heights = await page
      .locator('.show')
      .evaluateAll((cards) => cards.map((card) => card.getBoundingClientRect().height));
    expect(Math.max(...heights)).toBeLessThan(400);
    await page.emulateMedia({ media: 'screen' });
  }
});
