/** One thing that a letter says. `words` are the sender's own; everything else is the letter's. */
export type LetterLine =
  | { readonly kind: 'sentence'; readonly text: string }
  | { readonly kind: 'answer'; readonly label: string; readonly answer: string }
  | { readonly kind: 'words'; readonly label: string | null; readonly words: string };

/** What stands under one heading; without a heading what stands before the first. */
export interface LetterSection {
  readonly heading: string | null;
  readonly lines: readonly LetterLine[];
}

/** The bar before every line of the sender's own words: nothing that is written there can pass for the letter. */
const BAR = '| ';
/** The label of a question (letter-labels.ts), and its answer on the same line. */
const ANSWER = /^(\p{Lu}[\p{Lu} ",]*): (.+)$/u;
/** Ends the own words for those who read the letter as one text; here the end is seen. */
const END_OF_WORDS = 'SLUT PÅ EGNA ORD';

/** A letter as sections, in its order; every line of it is in one of them. */
export const letterSections = (text: string): LetterSection[] =>
  text
    .split(/\n{2,}/u)
    .map((block) => block.split('\n').filter((line) => line !== '' && line !== END_OF_WORDS))
    .filter((lines) => lines.length > 0)
    .map(sectionOf);

/** Whether the text has the form of a letter from the site. */
export const isSiteLetter = (text: string): boolean => /^SÅ FÅR VI KONTAKTA$/mu.test(text);

/** The mark of the letter, such as `K7-42`; null when it names none. */
export const markIn = (text: string): string | null =>
  /^Till: .*Märke: ([0-9A-Z]{2}-[0-9A-Z]{2})\.$/mu.exec(text)?.[1] ?? null;

const sectionOf = (lines: readonly string[]): LetterSection => {
  const [first = '', ...rest] = lines;
  const isHeading = !/[.:]$/u.test(first) && !first.startsWith(BAR);
  return isHeading
    ? { heading: first, lines: linesOf(rest) }
    : { heading: null, lines: linesOf(lines) };
};

const linesOf = (lines: readonly string[]): LetterLine[] => {
  const found: LetterLine[] = [];
  for (const [index, line] of lines.entries()) {
    if (!line.startsWith(BAR)) {
      if (!isLabel(line, lines[index + 1])) found.push(lineOf(line));
    } else if (!lines[index - 1]?.startsWith(BAR)) {
      found.push({
        kind: 'words',
        label: labelBefore(lines, index),
        words: wordsFrom(lines, index),
      });
    }
  }
  return found;
};

const lineOf = (line: string): LetterLine => {
  const [, label, answer] = ANSWER.exec(line) ?? [];
  return label === undefined || answer === undefined
    ? { kind: 'sentence', text: line }
    : { kind: 'answer', label, answer };
};

const isLabel = (line: string, next: string | undefined): boolean =>
  line.endsWith(':') && next?.startsWith(BAR) === true;

const labelBefore = (lines: readonly string[], index: number): string | null => {
  const before = lines[index - 1];
  return before?.endsWith(':') === true ? before.slice(0, -1) : null;
};

// A line that the letter has broken ends with the space it was broken at; the screen breaks it anew.
const wordsFrom = (lines: readonly string[], start: number): string => {
  const end = lines.findIndex((line, index) => index > start && !line.startsWith(BAR));
  return lines
    .slice(start, end === -1 ? undefined : end)
    .map((line) => line.slice(BAR.length))
    .join('\n')
    .replaceAll(' \n', ' ');
};
