import { expect, test } from '@playwright/test';
import { openProfile } from '../../support/chromium-profile.ts';
import { startDestination } from '../../support/neighbour-sites.ts';
import { startSite } from '../../support/site-server.ts';
import { travel } from '../../support/tab-history.ts';

const WORDS = 'kvarnsten7719';

test('after sending, neither Back nor Forward brings a word back', async () => {
  const site = await startSite();
  // No exit is pressed here; the rule only keeps every other name from being found.
  const destination = await startDestination('example.org');
  const profile = await openProfile({ resolverRule: destination.resolverRule });
  const { page } = profile;
  await page.goto(`${site.origin}/sv/om/`);
  await page.goto(`${site.origin}/sv/skriv/`);
  await page.locator('#reach').fill(WORDS);
  await page.locator('.send').click();
  await expect(page.locator('main [data-mark]')).toBeVisible();
  for (const step of [-1, 1] as const) {
    await travel(page, step);
    expect(await page.content()).not.toContain(WORDS);
    const values = await page
      .locator('input, textarea')
      .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value));
    expect(values.join(' ')).not.toContain(WORDS);
  }
  await profile.discard();
  await Promise.all([site.stop(), destination.close()]);
});
