import { AxeBuilder } from '@axe-core/playwright';
import { builtPages } from '../support/built-pages.ts';
import { expect, FULL, test } from '../support/site-test.ts';

const PHONE = { width: 360, height: 720 };
const DESKTOP = { width: 1280, height: 800 };
/** AAA contrast is what was promised; axe leaves it out unless asked. */
const EVERY_RULE = { rules: { 'color-contrast-enhanced': { enabled: true } } };
/** What another colour scheme can change. */
const COLOURS = {
  runOnly: ['color-contrast', 'color-contrast-enhanced', 'link-in-text-block'],
};
/** Every rule on both screens, the colours of both schemes on both screens. */
const LOOKS = [
  { screen: PHONE, colorScheme: 'light', options: EVERY_RULE },
  { screen: PHONE, colorScheme: 'dark', options: COLOURS },
  { screen: DESKTOP, colorScheme: 'dark', options: EVERY_RULE },
  { screen: DESKTOP, colorScheme: 'light', options: COLOURS },
] as const;
/** One page of each kind; every page in every language is in the full run. */
const SAMPLE = [
  '/sv/',
  '/ar/ring/',
  '/ar/skriv/',
  '/en/spar/',
  '/sv/sluta/',
  '/sv/material/toalett/',
  '/ar/material/trapphus/',
  '/ar/material/texter/',
];

const addresses = FULL ? builtPages.map(({ address }) => address) : SAMPLE;

for (const address of addresses) {
  test(`${address}: axe finds nothing, on phone and desktop, light and dark`, async ({ page }) => {
    test.slow();
    await page.goto(address);
    for (const { screen, colorScheme, options } of LOOKS) {
      await page.setViewportSize(screen);
      await page.emulateMedia({ colorScheme });
      const { violations } = await new AxeBuilder({ page }).options(options).analyze();
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
      expect(found, `${screen.width} px, ${colorScheme}`).toEqual([]);
    }
  });
}

test('the error summary and "not sent" have no fault either', async ({ page }) => {
  await page.goto('/ar/skriv/');
  await page.locator('.send').click();
  await expect(page.locator('[data-error-summary]')).toBeVisible();
  const wrong = await new AxeBuilder({ page }).analyze();
  expect(wrong.violations.map(({ id }) => id)).toEqual([]);
  await page.route('**/api/referrals/', (route) => route.fulfill({ status: 503, json: {} }));
  await page.locator('#noReply').check();
  await page.locator('.send').click();
  await expect(page.locator('[data-not-sent]')).toBeVisible();
  const notSent = await new AxeBuilder({ page }).analyze();
  expect(notSent.violations.map(({ id }) => id)).toEqual([]);
});
