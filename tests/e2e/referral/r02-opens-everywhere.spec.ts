import { join } from 'node:path';
import { decrypt, readMessage, readPrivateKey } from 'openpgp';
import { readFile } from 'node:fs/promises';
import { keyRing } from '../../support/gpg.ts';
import { landed } from '../../support/outbox.ts';
import { startSite } from '../../support/site-server.ts';
import { expect, FULL, test } from '../../support/site-test.ts';

const SUBMISSIONS = FULL ? 100 : 6;
const RECIPIENTS = ['social', 'police', 'both'] as const;
/** One of three goes to both. */
const LETTERS = SUBMISSIONS + Math.floor(SUBMISSIONS / RECIPIENTS.length);
const KEYS = join('.local', 'keys');

test(`${LETTERS} letters made by this browser open with gpg and with openpgp.js, and only with their own key`, async ({
  page,
}) => {
  test.setTimeout(600_000);
  const site = await startSite();
  for (let number = 0; number < SUBMISSIONS; number += 1) {
    await page.goto(`${site.origin}/sv/skriv/`);
    const recipients = RECIPIENTS[number % RECIPIENTS.length] ?? 'social';
    await page.locator(`[name=recipients][value=${recipients}]`).check();
    await page.locator('#reach').fill(`kvarnsten${number}`);
    await page.locator('#ownWords').fill('å'.repeat((number * 3) % 301));
    await page.locator('.send').click();
    await expect(page.locator('main [data-mark]')).toBeVisible();
  }
  const letters = await landed(site.dataDir, LETTERS);
  for (const inbox of ['social', 'police']) {
    const file = join(KEYS, `${inbox}.private.asc`);
    const ring = keyRing(file);
    const privateKey = await readPrivateKey({ armoredKey: await readFile(file, 'utf8') });
    for (const { name, armor } of letters) {
      const own = name.includes(inbox);
      const opened = ring.open(armor);
      expect(opened.opened, name).toBe(own);
      if (own) expect(opened.status).toContain('DECRYPTION_OKAY');
      const again = decrypt({
        message: await readMessage({ armoredMessage: armor }),
        decryptionKeys: privateKey,
      });
      if (own) expect(String((await again).data)).toContain('kvarnsten');
      else await expect(again).rejects.toThrow();
    }
    ring.discard();
  }
  await site.stop();
});
