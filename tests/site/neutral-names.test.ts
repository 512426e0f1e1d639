import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import profile from '../../content/area/profile.json' with { type: 'json' };
import { builtPages, localeOf, type BuiltPage } from '../support/built-pages.ts';
import { wordsOf } from '../support/locale-words.ts';

/** What Firefox and Chromium store of a page: the title, the description, the shared texts, the slug. */
function keptTexts({ document, address }: BuiltPage): string[] {
  const shared = document.querySelectorAll(
    'meta[name=description], meta[name^="twitter:"], meta[property^="og:"], meta[name=application-name]',
  );
  return [
    address,
    document.querySelector('title')?.textContent ?? '',
    ...[...shared].map((element) => element.getAttribute('content') ?? ''),
    ...[...document.querySelectorAll('link[rel~=icon]')].map((link) => link.outerHTML),
  ];
}

/** Parts of a page that every page has, and letters. */
const FRAGMENT = /^(?:main|languages|contents|p|win|[a-g])?$/u;
const pageNames = new Set(builtPages.map(({ address }) => address.split('/').at(-2)));

/** What follows # in every link of a page: without scripts it stands in the address and in the history. */
const fragments = ({ document }: BuiltPage): string[] =>
  [...document.querySelectorAll('[href*="#"]')].map(
    (link) => link.getAttribute('href')?.replace(/^[^#]*#/u, '') ?? '',
  );

describe.each(builtPages)('$address', (page) => {
  const { lang } = page.document.documentElement;

  test('D3: keeps nothing telling in title, description, shared texts, address and icon', () => {
    const words = [...wordsOf(localeOf(page)).telling, ...wordsOf('sv').telling];
    for (const text of keptTexts(page))
      for (const word of words) expect(text.toLocaleLowerCase(lang)).not.toContain(word);
  });

  test('D3: links to no part of a page by a name that tells anything', () => {
    for (const name of fragments(page))
      expect(pageNames.has(name) || FRAGMENT.test(name), `#${name}`).toBe(true);
  });

  test('D3: has a title and a description all the same', () => {
    const [, title, description] = keptTexts(page);
    expect(title).toMatch(/\S/u);
    expect(description).toMatch(/\S/u);
  });
});

test.each(profile.locales)('D3: the search of %s leads to no telling part of a page', (locale) => {
  const rows = readFileSync(`dist/client/${locale}/search.json`, 'utf8');
  const names = [...rows.matchAll(/#([^"#]*)"/gu)].map(([, name = '']) => name);
  expect(names.length).toBeGreaterThan(3);
  for (const name of names) expect(name).toMatch(FRAGMENT);
});
