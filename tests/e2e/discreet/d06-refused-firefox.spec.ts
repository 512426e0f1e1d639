import type { Locator } from '@playwright/test';
import { openFirefoxProfile } from '../../support/firefox-profile.ts';
import { filesWith, placesFile, sessionFile } from '../../support/profile-traces.ts';
import { expect, test } from '../../support/site-test.ts';
import { openStreet } from '../../support/traces/street.ts';
import { HERE } from '../../support/traces/subjects.ts';
import { arrive, readAndType, TYPED_MARKS } from '../../support/traces/walk.ts';

test('D6, D7, D10 in Firefox: a destination that refuses leaves nothing of the site on the screen, behind Back or of the words in a file', async ({
  site,
}) => {
  test.slow();
  const street = await openStreet(site);
  const refusing = new URL(street.destination).host;
  const { page, folder, quit, discard } = await openFirefoxProfile({ ...street.hosts, refusing });
  const walker = { page, press: (target: Locator) => target.click() };
  await arrive(walker, street, HERE);
  await readAndType(walker, HERE);
  await page.locator(HERE.exit).click({ noWaitAfter: true });

  // What the browser shows of its own, about the destination.
  await expect.poll(() => page.url()).toMatch(/^about:neterror\?e=connectionFailure&/u);
  expect(page.url()).not.toContain(HERE.host);
  expect(await page.evaluate(() => location.href)).toBe(street.destination);
  expect(street.referers).toEqual([]);

  await expect.poll(() => sessionFile(folder)).toEqual([street.search, street.destination]);
  const typedWhileOpen = TYPED_MARKS.flatMap((mark) => filesWith(folder, mark));
  await page.evaluate(() => {
    setTimeout(() => {
      history.back();
    });
  });
  await expect.poll(() => page.url()).toBe(street.search);

  await quit();
  const rows = placesFile(folder).filter(({ address }) => new URL(address).host === HERE.host);
  expect(rows).toEqual([
    { address: `https://${HERE.host}/sv/`, title: 'Start' },
    { address: `https://${HERE.host}/sv/skriv/`, title: 'Kontakt' },
  ]);
  expect([...typedWhileOpen, ...TYPED_MARKS.flatMap((mark) => filesWith(folder, mark))]).toEqual(
    [],
  );
  await discard();
  await street.close();
});
