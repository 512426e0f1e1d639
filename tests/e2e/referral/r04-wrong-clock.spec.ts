import { join } from 'node:path';
import { keyRing } from '../../support/gpg.ts';
import { landed } from '../../support/outbox.ts';
import { startSite } from '../../support/site-server.ts';
import { expect, test } from '../../support/site-test.ts';

for (const year of ['1970-01-02', '2099-12-31']) {
  test(`a phone whose clock stands at ${year} sends a letter that opens`, async ({ page }) => {
    const site = await startSite();
    await page.clock.setFixedTime(new Date(year));
    await page.goto(`${site.origin}/sv/skriv/`);
    await page.locator('#reach').fill('070');
    await page.locator('.send').click();
    await expect(page.locator('main [data-mark]')).toBeVisible();
    const [letter] = await landed(site.dataDir, 1);
    const ring = keyRing(join('.local', 'keys', 'social.private.asc'));
    expect(ring.open(letter?.armor ?? '').text).toContain(year);
    ring.discard();
    await site.stop();
  });
}
