import { expect, test } from 'vitest';
import { lix, plainText, readabilityIndex } from '../../src/i18n/reading-level.ts';
import { pagesOf, wholeTextsOf } from '../../scripts/content/locale-files.ts';

const MAX_LIX = 40;
const MAX_LIX_EASY = 30;
/** About what a twelve-year-old reads. */
const MAX_ARI = 7;
/** The pages and the files of sentences of a language. */
const all = (locale: string): [string, string][] => [...pagesOf(locale), ...wholeTextsOf(locale)];

test.each(all('sv'))('sv/%s is easy enough', (_name, page) => {
  expect(lix(plainText(page))).toBeLessThanOrEqual(MAX_LIX);
});

test.each(all('sv-x-lattlast'))('sv-x-lattlast/%s is easy', (_name, page) => {
  expect(lix(plainText(page))).toBeLessThanOrEqual(MAX_LIX_EASY);
});

test.each(all('en'))('en/%s is easy enough', (_name, page) => {
  expect(readabilityIndex(plainText(page))).toBeLessThanOrEqual(MAX_ARI);
});

test.each(['sv', 'sv-x-lattlast', 'en'])('%s: every file of sentences is measured', (locale) => {
  const names = [...wholeTextsOf(locale).keys()];
  expect(names).toEqual(expect.arrayContaining(['ui', 'helplines', 'cards', 'campaigns/common']));
});

test('a hard text is measured as hard', () => {
  const hard =
    'Socialnämndens utredningsskyldighet aktualiseras oberoende av vårdnadshavarens inställning därtill.';
  expect(lix(hard)).toBeGreaterThan(60);
  expect(lix('Du kan ringa. Det är inte ditt fel.')).toBeLessThan(15);
});
