import { describe, expect, test } from 'vitest';
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

describe.each(builtPages)('$address', (page) => {
  const { lang } = page.document.documentElement;

  test('D3: keeps nothing telling in title, description, shared texts, address and icon', () => {
    const words = [...wordsOf(localeOf(page)).telling, ...wordsOf('sv').telling];
    for (const text of keptTexts(page))
      for (const word of words) expect(text.toLocaleLowerCase(lang)).not.toContain(word);
  });

  test('D3: has a title and a description all the same', () => {
    const [, title, description] = keptTexts(page);
    expect(title).toMatch(/\S/u);
    expect(description).toMatch(/\S/u);
  });
});
