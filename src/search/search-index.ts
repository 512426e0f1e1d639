import { foldedWords } from './fold.ts';

/** A place that can be found: a section of a page. */
export interface Section {
  readonly address: string;
  readonly page: string;
  /** The heading of the section; the same as that of the page at its beginning. */
  readonly heading: string;
  readonly text: string;
  /** Words that people search it for, shown nowhere. */
  readonly asked?: readonly string[];
}

/**
 * A section as the browser reads it: address, heading of the page, of the section, folded words of its
 * text, folded words that people search it for.
 */
export type IndexRow = readonly [
  address: string,
  page: string,
  heading: string,
  words: string,
  asked: string,
];

/** What a word in a heading weighs against one in the text. */
const STRONG = 3;
/** “historik” is found by “historiken”. */
const SHORTEST_STEM = 5;

/** The index of one language: each word of a section once. */
export const searchIndex = (sections: readonly Section[]): IndexRow[] =>
  sections.map(({ address, page, heading, text, asked = [] }) => [
    address,
    page,
    heading === page ? '' : heading,
    wordsOnce(`${page} ${heading} ${text}`),
    wordsOnce(asked.join(' ')),
  ]);

const wordsOnce = (text: string): string => [...new Set(foldedWords(text))].join(' ');

/**
 * The sections that hold a form of each word asked for; where none holds them all, those
 * that hold most. A word in a heading, or that people search by, weighs more than one in the text.
 */
export function found(index: readonly IndexRow[], question: string): IndexRow[] {
  const words = foldedWords(question);
  const asked = telling(words);
  const rows = index
    .map((row) => {
      const weightOf = weightIn(row);
      const weights = asked.map(weightOf);
      const weight = sum(weights);
      // The small words (“vill dö”) decide between rows that are as good.
      return {
        row,
        weight,
        whole: sum(words.map(weightOf)),
        all: weights.every((one) => one > 0),
      };
    })
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight || other.whole - one.whole);
  const whole = rows.filter(({ all }) => all);
  return (whole.length > 0 ? whole : rows.filter(({ weight }) => weight >= STRONG)).map(
    ({ row }) => row,
  );
}

/** What a word asked for weighs in a row. */
function weightIn([, page, heading, words, named]: IndexRow): (start: string) => number {
  const strong = [...foldedWords(`${page} ${heading}`), ...named.split(' ')];
  const weak = words.split(' ');
  return (start) =>
    strong.some((word) => isForm(word, start))
      ? STRONG
      : Number(weak.some((word) => isForm(word, start)));
}

const sum = (weights: readonly number[]): number => weights.reduce((all, one) => all + one, 0);

/** The words asked for without the small ones (“han”, “mig”), where longer ones stand beside them. */
function telling(words: readonly string[]): readonly string[] {
  const longer = words.filter(
    (word) => !/^[\p{Script=Latin}\p{Script=Cyrillic}]{1,3}$/u.test(word),
  );
  return longer.length === 0 ? words : longer;
}

/**
 * A word that begins as the one asked for, or one so long that the one asked for is a form of it: it has
 * an ending then, and no second word (“själv” is no form of “självmord”).
 */
const isForm = (word: string, asked: string): boolean =>
  word.startsWith(asked) ||
  (word.length >= SHORTEST_STEM &&
    asked.startsWith(word) &&
    asked.length - word.length <= word.length / 2);

/** The sections of a page written in MDX; `phone` gives the number of a help line as it is shown. */
export function sectionsOf(
  page: {
    readonly address: string;
    readonly heading: string;
    readonly body: string;
    readonly asked?: readonly string[];
  },
  phone: (id: string) => string,
): Section[] {
  const plain = page.body
    .replace(/<Helpline id="([^"]+)" \/>/gu, (_tag, id: string) => phone(id))
    .replace(/<[^>]+>/gu, ' ')
    .replace(/\]\([^)]*\)/gu, ' ');
  const [first = '', ...others] = plain.split(/^## /mu);
  return [
    {
      address: page.address,
      page: page.heading,
      heading: page.heading,
      text: first,
      asked: page.asked ?? [],
    },
    ...others.map((section) => {
      const [heading = '', ...lines] = section.split('\n');
      return { address: page.address, page: page.heading, heading, text: lines.join('\n') };
    }),
  ];
}
