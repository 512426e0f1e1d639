import { openFirefoxProfile } from '../../support/firefox-profile.ts';
import { expect, test } from '../../support/site-test.ts';
import { openStreet } from '../../support/traces/street.ts';
import { HERE } from '../../support/traces/subjects.ts';
import { arrive } from '../../support/traces/walk.ts';

for (const [name, key, times] of [
  ['the left Shift key three times', 'ShiftLeft', 3],
  ['the right Shift key three times', 'ShiftRight', 3],
  ['Esc twice', 'Escape', 2],
] as const) {
  test(`D6, D8 in Firefox, ${name}: it leaves like the link, and Back leads to the page before`, async ({
    site,
  }) => {
    const street = await openStreet(site);
    const { page, discard } = await openFirefoxProfile(street.hosts);
    await arrive({ page, press: (target) => target.click() }, street, HERE);
    for (let count = 1; count < times; count += 1) await page.keyboard.press(key);
    // One press fewer is answered by the sentence that says how to go on.
    await expect(page.locator('[data-live]')).not.toBeEmpty();
    await expect(page.locator('#page')).toHaveCount(1);
    await page.keyboard.press(key);
    await page.waitForURL(street.destination);
    await page.goBack();
    expect(new URL(page.url()).host).not.toBe(HERE.host);
    await discard();
    await street.close();
  });
}

test('D8 in Firefox: capitals typed twenty times never leave', async ({ site }) => {
  const street = await openStreet(site);
  const { page, discard } = await openFirefoxProfile(street.hosts);
  await page.goto(`https://${HERE.host}/sv/skriv/`);
  const field = page.locator('#ownWords');
  await field.focus();
  for (let count = 0; count < 20; count += 1) await page.keyboard.press('Shift+A');
  await expect(field).toHaveValue('A'.repeat(20));
  expect(new URL(page.url()).host).toBe(HERE.host);
  await discard();
  await street.close();
});
