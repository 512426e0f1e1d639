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
  // Tigrinya
  አ: 'ኣ',
};

/** Ethiopic consonants that readers write for one another: how far the one is from the other. */
const SAME_ROWS: readonly (readonly [letters: RegExp, distance: number])[] = [
  [/[ሠ-ሧ]/gu, 0x10],
  [/[ኀ-ኇ]/gu, -0x70],
  [/[ፀ-ፇ]/gu, -8],
];

/**
 * A text as it is compared in a search: lower case, without accents and vowel signs, letters that
 * readers write for one another made the same.
 */
const fold = (text: string): string =>
  SAME_ROWS.reduce(
    (folded, [letters, distance]) =>
      folded.replace(letters, (letter) => String.fromCharCode(letter.charCodeAt(0) + distance)),
    text,
  )
    .toLowerCase()
    .replace(/[٠-٩۰-۹]/gu, (digit) => `${digit.charCodeAt(0) & 15}`)
    .replace(/[\u0621-\u06d5አıґł]/gu, (letter) => SAME_LETTERS[letter] ?? letter)
    .normalize('NFD')
    .replace(MARKS, '')
    .replace(/(?<=\p{L})['’ʼ](?=\p{L})/gu, '');

/** The Arabic article, alone and after a joined particle. */
const ARTICLE = /^(?:[وبك]?ال|لل)(?=.{3})/u;

/** The ending ة, which becomes ت before a suffix and is left out by many. */
const FEMININE = /(?<=[\u0621-\u064a]{3})ه$/u;

/** The words of a text, folded; digits that stand in groups are one number. */
export const foldedWords = (text: string): string[] =>
  fold(text)
    .replace(/(?<=\d)[ -](?=\d)/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => word.replace(ARTICLE, '').replace(FEMININE, ''))
    .filter((word) => word !== '');
