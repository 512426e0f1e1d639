import { refusal, type Refusal } from './own-problems.ts';

/** Longer than any number in Sweden with its country code: two numbers in one. */
const MAX_NUMBER_DIGITS = 13;
/** Fewer digits are a street number, a floor or an hour. */
const MIN_NUMBER_DIGITS = 5;
const SHORT_NUMBERS = ['112', '1177'];

const FOREIGN = /[^\p{Script=Latin}0-9 .,:;!?()'’"”“&@+/·|–-]/gu;
const NUMBER_LIKE = /\+?\d[\d ()/–-]*/gu;
/** Where a number begins that has a country or an area code. */
const BEGINNING = /\+\d|\b0\d{1,3}-/gu;

/** The line as it is printed: composed letters, single spaces. */
export const tidied = (line: string): string => line.normalize('NFC').replace(/\s+/gu, ' ').trim();

/** What is wrong with a partner's line: letters that are not Latin, more than one number. */
export function lineProblem(line: string): Refusal | null {
  const foreign = [...new Set(line.match(FOREIGN) ?? [])];
  if (foreign.length > 0) return refusal('letters', { letters: foreign.join(' ') });
  return countNumbers(line) > 1 ? refusal('numbers') : null;
}

/** How many telephone numbers a line holds; a post code looks like one and counts. */
function countNumbers(line: string): number {
  return (line.match(NUMBER_LIKE) ?? [])
    .map((run) => {
      const digits = run.replace(/\D/gu, '');
      if (SHORT_NUMBERS.includes(digits)) return 1;
      if (digits.length < MIN_NUMBER_DIGITS) return 0;
      const beginnings = run.match(BEGINNING)?.length ?? 0;
      return Math.max(beginnings, digits.length > MAX_NUMBER_DIGITS ? 2 : 1);
    })
    .reduce((sum, count) => sum + count, 0);
}
