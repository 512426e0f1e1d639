import { describe, expect, test } from 'vitest';
import { direction, localeSchema } from '../../../src/i18n/locales.ts';
import type { Locale } from '../../../src/i18n/locales.ts';
import { writeLetter } from '../../../src/referral/letter.ts';
import { writingOf } from '../../../src/reader/language.ts';
import { referralOf } from '../referral/fixtures.ts';

const letterIn = (locale: Locale): string =>
  writeLetter(referralOf('self', { locale }), {
    inbox: 'social',
    mark: 'K7-42',
    choice: true,
    writtenAt: new Date('2026-11-22T20:14:00Z'),
    withoutJavaScript: false,
    demonstration: false,
  });

const WORDS: Readonly<Record<'ltr' | 'rtl', string>> = { ltr: 'Ring mig 08', rtl: 'اتصل بي 08' };

describe('own words', () => {
  test.each(localeSchema.options)('have the language and direction of their page: %s', (locale) => {
    const dir = direction(locale);
    expect(writingOf(WORDS[dir], letterIn(locale))).toEqual({ lang: locale, dir });
  });

  test('in another script than their page have the direction of their first letter', () => {
    expect(writingOf(WORDS.rtl, letterIn('sv'))).toEqual({ lang: null, dir: 'auto' });
    expect(writingOf(WORDS.ltr, letterIn('ar'))).toEqual({ lang: null, dir: 'ltr' });
  });

  test('that are a number stand left to right, in Arabic digits too', () => {
    expect(writingOf('٠٧٠-١٢٣ ٤٥ ٦٧', letterIn('ar')).dir).toBe('ltr');
    expect(writingOf('070-123 45 67', letterIn('fa')).dir).toBe('ltr');
  });

  test('of a text that names no language have none', () => {
    expect(writingOf(WORDS.rtl, 'Hej')).toEqual({ lang: null, dir: 'auto' });
  });
});
