/*
 * What Firefox itself tells screen readers of the exit, the announcement, the cover and a page shown in
 * place. It gives its tree to no program whole, but the role and the name of one element to the programs
 * that drive it.
 */
import { openFirefoxTree, type FirefoxTree } from '../../support/firefox-tree.ts';
import { expect, test as base } from '../../support/site-test.ts';

const test = base.extend<{ firefox: FirefoxTree }>({
  firefox: async ({}, use) => {
    const firefox = await openFirefoxTree();
    await use(firefox);
    await firefox.quit();
  },
});

const SWEDISH = 'Telefonnummer';
const ARABIC = 'أرقام الهاتف';

for (const { path, exit, cover, said, other, otherSaid } of [
  {
    path: '/sv/',
    exit: 'Lämna sidan',
    cover: 'Fortsätt',
    said: SWEDISH,
    other: '/ar/ring/',
    otherSaid: ARABIC,
  },
  {
    path: '/ar/',
    exit: 'مغادرة الصفحة',
    cover: 'متابعة',
    said: ARABIC,
    other: '/sv/ring/',
    otherSaid: SWEDISH,
  },
]) {
  test(`${path}: exit, announcement, page in place, another language and cover in Firefox’s own tree`, async ({
    firefox,
    site,
  }) => {
    await firefox.open(site.origin + path);
    await expect
      .poll(() => firefox.told('[data-quick-exit]'))
      .toEqual({ role: 'link', name: exit });
    expect(await firefox.told('[data-leave]')).toEqual({ role: 'link', name: exit });
    expect((await firefox.told('[data-live]')).role).toBe('status');
    expect(await firefox.text('[data-live]')).toBe('');

    await firefox.press(`#page a[href="${path}ring/"]`);
    const page = `#page[data-page="${path}ring/"]`;
    const heading = await firefox.text(`${page} h1`);
    expect(await firefox.told(`${page} h1:focus`)).toEqual({ role: 'heading', name: heading });
    await expect.poll(() => firefox.text('[data-live]')).toBe(said);

    await firefox.press(`#languages a[href="${other}"]`);
    const otherHeading = await firefox.text(`#page[data-page="${other}"] h1`);
    expect(await firefox.told('h1:focus')).toEqual({ role: 'heading', name: otherHeading });
    await expect.poll(() => firefox.text('[data-live]')).toBe(otherSaid);

    await firefox.open('about:blank');
    await firefox.back();
    // In the language of the address, which is the page of arrival.
    expect(await firefox.told('body > button:only-child:focus')).toEqual({
      role: 'button',
      name: cover,
    });
  });
}
