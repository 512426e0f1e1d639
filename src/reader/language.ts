import type { Locale } from '../i18n/locales.ts';
import { LANGUAGE_NAMES, isLocale } from '../referral/letter-labels.ts';

/** How the sender's own words are marked: their language for a screen reader's voice, and their direction. */
export interface Writing {
  readonly lang: Locale | null;
  readonly dir: 'ltr' | 'rtl' | 'auto';
}

// The locale table brings a library of schemas along, larger than all the rest; a test compares the two.
const RIGHT_TO_LEFT: readonly Locale[] = ['ar', 'fa'];
// Letters alone: a number in Arabic digits is shown in the order in which it was typed.
const RIGHT_TO_LEFT_LETTER =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;

/** The tag and direction of words in a letter, by the language that it names and the letters they are written in. */
export const writingOf = (words: string, letter: string): Writing => {
  const name = /^Avsändaren läste text \S+ på (.+)\.$/mu.exec(letter)?.[1];
  const locale = Object.keys(LANGUAGE_NAMES)
    .filter(isLocale)
    .find((key) => LANGUAGE_NAMES[key] === name);
  const isRightToLeft = locale !== undefined && RIGHT_TO_LEFT.includes(locale);
  // A number, a mail address or Swedish words on an Arabic page stay as they were typed.
  const hasLetters = RIGHT_TO_LEFT_LETTER.test(words.replaceAll(/\P{L}/gu, ''));
  const fits = hasLetters === isRightToLeft;
  if (fits && locale !== undefined) return { lang: locale, dir: isRightToLeft ? 'rtl' : 'ltr' };
  return { lang: null, dir: hasLetters ? 'auto' : 'ltr' };
};
