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
 * The sections that hold a word beginning with each word asked for; those that name it in a heading, or
 * that people search by it, first.
 */
export function found(index: readonly IndexRow[], question: string): IndexRow[] {
  const asked = foldedWords(question);
  if (asked.length === 0) return [];
  const begins = (words: readonly string[]) =>
    asked.every((start) => words.some((word) => word.startsWith(start)));
  const rank = ([, page, heading, , named]: IndexRow): number =>
    begins(foldedWords(`${page} ${heading} ${named}`)) ? 0 : 1;
  return index
    .filter(([, , , words, named]) => begins(`${words} ${named}`.split(' ')))
    .sort((one, other) => rank(one) - rank(other));
}

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
