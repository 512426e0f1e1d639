import { follow } from '../../support/browsing.ts';
import { openFirefoxProfile } from '../../support/firefox-profile.ts';
import { placesFile } from '../../support/profile-traces.ts';
import { test as base, expect } from '../../support/site-test.ts';
import { openStreet, type Street } from '../../support/traces/street.ts';
import { HERE } from '../../support/traces/subjects.ts';
import { arrive } from '../../support/traces/walk.ts';

const TOPICS = ['ring/', '', 'fragor/', 'spar/', 'om/', 'integritet/'].map((path) => `/sv/${path}`);

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
    const rows = placesFile(folder).filter(({ address }) => new URL(address).host === HERE.host);
    expect(rows.map(({ address }) => new URL(address).pathname)).toEqual([
      '/sv/',
      ...(withForm ? ['/sv/skriv/'] : []),
    ]);
    await discard();
  }
});
