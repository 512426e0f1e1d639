import { follow } from '../../support/browsing.ts';
import { openFirefoxProfile } from '../../support/firefox-profile.ts';
import { slipOn } from '../../support/leaving-page.ts';
import { wordsOf } from '../../support/locale-words.ts';
import { placesFile } from '../../support/profile-traces.ts';
import { test as base, expect } from '../../support/site-test.ts';
import { openStreet, type Street } from '../../support/traces/street.ts';
import { HERE } from '../../support/traces/subjects.ts';
import { arrive } from '../../support/traces/walk.ts';

const TOPICS = ['ring/', '', 'fragor/', 'spar/', 'om/', 'integritet/'].map((path) => `/sv/${path}`);

const TELLING = wordsOf('sv').telling;

const rowsOf = (profile: string) =>
  placesFile(profile)
    .map(({ address, title }) => ({ url: new URL(address), title }))
    .filter(({ url }) => url.host === HERE.host)
    .map(({ url, title }) => ({ path: url.pathname, title }));

const test = base.extend<{ street: Street }>({
  street: async ({ site }, use) => {
    const street = await openStreet(site);
    await use(street);
    await street.close();
  },
});

test('reading six pages leaves one row in places.sqlite, and one more with the form', async ({
  street,
}) => {
  for (const withForm of [false, true]) {
    const { page, folder, quit, discard } = await openFirefoxProfile(street.hosts);
    await arrive({ page, press: (target) => target.click() }, street, HERE);
    for (const topic of TOPICS) await follow(page, topic);
    if (withForm) {
      await follow(page, '/sv/');
      await page.locator('#page a[href="/sv/skriv/"]').first().click();
      await page.waitForURL('**/sv/skriv/');
    }
    await quit();
    const rows = rowsOf(folder);
    expect(rows.map(({ path }) => path)).toEqual(['/sv/', ...(withForm ? ['/sv/skriv/'] : [])]);
    for (const { title } of rows) {
      expect(title).toMatch(/\S/u);
      for (const word of TELLING) expect(title.toLowerCase()).not.toContain(word);
    }
    await discard();
  }
});

test('without scripts every page that is read is a row in places.sqlite', async ({ street }) => {
  const { page, folder, quit, discard } = await openFirefoxProfile(street.hosts);
  street.forbidScripts();
  await arrive({ page, press: (target) => target.click() }, street, HERE);
  for (const topic of TOPICS) await follow(page, topic);
  await quit();
  expect(rowsOf(folder).map(({ path }) => path)).toEqual([...new Set(['/sv/', ...TOPICS])]);
  await discard();
});

test('a press that slips on the exit still leaves', async ({ street }) => {
  const { page, discard } = await openFirefoxProfile(street.hosts);
  for (const exit of [HERE.exit, 'footer [data-leave]']) {
    await arrive({ page, press: (target) => target.click() }, street, HERE);
    await slipOn(page.locator(exit));
    await page.waitForURL(street.destination);
  }
  await discard();
});
