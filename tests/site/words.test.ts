import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { builtPages, localeOf } from '../support/built-pages.ts';
import { wordsOf } from '../support/locale-words.ts';
import { withdrawnIn } from '../support/withdrawn-numbers.ts';

describe.each(builtPages)('$address', (page) => {
  const { document, html } = page;

  test('D14: promises nothing that is not so', () => {
    const body = document.body.cloneNode(true) as HTMLElement;
    // What a help line says of itself is its own fact, with its own source.
    for (const fact of body.querySelectorAll('[data-fits], script')) fact.remove();
    const text = body.textContent.toLowerCase();
    for (const words of wordsOf(localeOf(page)).untrue) expect(text).not.toContain(words);
  });

  test('shows no number outside the one component, so that no script turns it around', () => {
    const body = document.body.cloneNode(true) as HTMLElement;
    // A text to copy holds no component; its numbers are bound by signs (tests/unit/campaign/copy-text).
    for (const part of body.querySelectorAll(
      '.num, script, template, td, pre, .chk, .lit, .line > :is(h2, h3)',
    ))
      part.remove();
    const digits = /\d{2,}[\s-]\d{2,}|\b0\d{2,}|\b(?:112|114|116|1177|90101|90390)\b/u;
    // The size of a file may be any number.
    const text = body.textContent.replace(/\d+\s(?:kB|MB)(?!\p{L})/gu, '');
    expect(text).not.toMatch(digits);
    for (const number of document.querySelectorAll('.num')) {
      if (number.hasAttribute('data-mark')) continue;
      expect(number.getAttribute('dir')).toBe('ltr');
    }
  });

  test('knows no number that is no longer used', () => {
    expect(withdrawnIn(html)).toEqual([]);
  });
});

test('the data for other sites knows no number that is no longer used', () => {
  const json = readFileSync('dist/client/helplines.json', 'utf8');
  expect(json).toContain('116016');
  expect(json).not.toMatch(/altPhone|020[- ]?50 ?50 ?50/u);
});
