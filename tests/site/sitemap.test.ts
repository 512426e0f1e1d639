import { readFileSync } from 'node:fs';
import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { builtPages } from '../support/built-pages.ts';

const { document } = parseHTML(readFileSync('dist/client/sitemap.xml', 'utf8'));
const path = (address: string | null | undefined) => new URL(address ?? '').pathname;
const rows = [...document.querySelectorAll('url')].map((row) => ({
  page: path(row.querySelector('loc')?.textContent),
  languages: new Map(
    [...row.getElementsByTagName('xhtml:link')].map((link) => [
      link.getAttribute('hreflang'),
      path(link.getAttribute('href')),
    ]),
  ),
}));
const byPage = new Map(rows.map(({ page, languages }) => [page, languages]));
const built = new Set(builtPages.map(({ address }) => address));

test('the map of the site names pages that were built, each once', () => {
  expect(rows.length).toBeGreaterThan(300);
  expect(byPage.size).toBe(rows.length);
  expect(rows.filter(({ page }) => !built.has(page))).toEqual([]);
});

test('each page is told its own languages, and the others say the same of it', () => {
  for (const { page, languages } of rows) {
    expect([...languages.values()], page).toContain(page);
    for (const other of languages.values())
      expect([...(byPage.get(other) ?? [])], other).toEqual([...languages]);
  }
});

test('readers of any other language are led to English, where that is', () => {
  const start = byPage.get('/sv/');
  expect(start?.get('x-default')).toBe('/en/');
  expect(start?.get('sv-x-lattlast')).toBe('/sv-x-lattlast/');
  expect(start?.size).toBe(13);
});
