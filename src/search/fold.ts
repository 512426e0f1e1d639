/** Marks that readers leave out or type differently: accents, vowel signs, joiners. */
const MARKS = /\p{M}|\u0640|\u200c|\u200d|\u2060/gu;

/** Letters that are written for one another, from → to. */
const SAME_LETTERS: Readonly<Record<string, string>> = {
  // Arabic and Persian
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ئ: 'ي',
  ؤ: 'و',
  ة: 'ه',
  ۀ: 'ه',
  ک: 'ك',
  // Turkish
  ı: 'i',
  // Ukrainian
  ґ: 'г',
  // Polish
  ł: 'l',
};

/**
 * A text as it is compared in a search: lower case, without accents and vowel signs, letters that
 * readers write for one another made the same.
 */
const fold = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[\u0621-\u06d5ıґł]/gu, (letter) => SAME_LETTERS[letter] ?? letter)
    .normalize('NFD')
    .replace(MARKS, '');

/** The words of a text, folded. */
export const foldedWords = (text: string): string[] =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
