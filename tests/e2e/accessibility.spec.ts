import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
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
  '/ar/ring/',
  '/ar/skriv/',
  '/en/spar/',
  '/sv/sluta/',
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
      expect(await violations(page, options), `${screen.width} px, ${colorScheme}`).toEqual([]);
    }
  });
}

test('the error summary and "not sent" have no fault either', async ({ page }) => {
  await page.goto('/ar/skriv/');
  await page.locator('.send').click();
  await expect(page.locator('[data-error-summary]')).toBeVisible();
  expect(await violations(page, EVERY_RULE)).toEqual([]);
  await page.route('**/api/referrals/', (route) => route.fulfill({ status: 503, json: {} }));
  await page.locator('#noReply').check();
  await page.locator('.send').click();
  await expect(page.locator('[data-not-sent]')).toBeVisible();
  expect(await violations(page, EVERY_RULE)).toEqual([]);
});

/** What axe finds wrong, with the first element of each kind. */
async function violations(
  page: Page,
  options: Parameters<AxeBuilder['options']>[0],
): Promise<string[]> {
  // The page has no frames: nothing has to be gathered from them in a page of its own, and what is right is not told.
  const result = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ ...options, resultTypes: ['violations'] })
    .analyze();
  return result.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}
