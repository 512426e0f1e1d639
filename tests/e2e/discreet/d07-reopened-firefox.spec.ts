import { openFirefoxTree, type FirefoxTree } from '../../support/firefox-tree.ts';
import { expect, test as base } from '../../support/site-test.ts';
import { openStreet, type Street } from '../../support/traces/street.ts';
import { HERE } from '../../support/traces/subjects.ts';

const HOME = `https://${HERE.host}`;

const test = base.extend<{ street: Street; firefox: FirefoxTree }>({
  street: async ({ site }, use) => {
    const street = await openStreet(site);
    await use(street);
    await street.close();
  },
  firefox: async ({ street }, use) => {
    const firefox = await openFirefoxTree(street.hosts.proxyPort);
    await use(firefox);
    await firefox.quit();
  },
});

test.describe('a tab of Firefox that was closed and is opened again by the menu of the browser', () => {
  test('shows the neutral cover, and none of the words typed in it', async ({ firefox }) => {
    await firefox.open(`${HOME}/sv/skriv/`);
    await firefox.type('#ownWords', 'markword');
    expect(await firefox.value('#ownWords')).toBe('markword');
    await firefox.reopenTab();
    expect(await firefox.address()).toBe(`${HOME}/sv/skriv/`);
    expect(await firefox.told('body > button:only-child')).toEqual({
      role: 'button',
      name: 'Fortsätt',
    });
    expect(await firefox.text('body')).toBe('Fortsätt');
    await firefox.press('body > button');
    expect(await firefox.value('#ownWords')).toBe('');
  });

  test('shows the other site where it had left, and leads back to nothing of this one', async ({
    firefox,
    street,
  }) => {
    await firefox.open(street.search);
    await firefox.press(`a[href^="${HOME}/"]`);
    await firefox.press('#page a[href="/sv/ring/"]');
    await firefox.told('#page[data-page="/sv/ring/"] h1:focus');
    await firefox.press(HERE.exit);
    await firefox.text('#weather');
    await firefox.reopenTab();
    expect(await firefox.address()).toBe(street.destination);
    expect(await firefox.text('#weather')).toBe('Weather');
    await firefox.back();
    await expect.poll(() => firefox.address()).toBe(street.search);
  });
});
