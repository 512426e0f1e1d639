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
    .replace(/[٠-٩۰-۹]/gu, (digit) => `${digit.charCodeAt(0) & 15}`)
    .replace(/[\u0621-\u06d5ıґł]/gu, (letter) => SAME_LETTERS[letter] ?? letter)
    .normalize('NFD')
    .replace(MARKS, '');

/** The Arabic article, alone and after a joined particle. */
const ARTICLE = /^(?:[وبك]?ال|لل)(?=.{3})/u;

/** The words of a text, folded; digits that stand in groups are one number. */
export const foldedWords = (text: string): string[] =>
  fold(text)
    .replace(/(?<=\d)[ -](?=\d)/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => word.replace(ARTICLE, ''))
    .filter((word) => word !== '');
