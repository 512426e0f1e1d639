import { refusal, type Refusal } from './own-problems.ts';

/** Longer than any number in Sweden with its country code: two numbers in one. */
const MAX_NUMBER_DIGITS = 13;
/** Fewer digits are a street number, a floor or an hour. */
const MIN_NUMBER_DIGITS = 5;
/** The numbers of two to six digits that the whole country knows. */
const SHORT_NUMBER = /^(?:112|1177|11\d{3,4}|90\d{3})$/u;
/** A number with its area code, and with its country code. */
const LONG_NUMBER = /^(?:0\d{7,12}|\+\d{9,12})$/u;
/** A number without an area code. */
const LOCAL_NUMBER = /^[1-9]\d{4,7}$/u;

const FOREIGN = /[^\p{Script=Latin}0-9 .,:;!?()'’"”“&@+/·|–_=%#~*-]/gu;
/**
 * Digits that may be one number, or several: whatever sign stands between two digits parts groups of
 * them, and some signs do with spaces round them too. Other signs with a space part two runs.
 */
const RUN = /\+?\d(?:[\d ()-]|(?<=\d)[^\p{L}\d\s](?=\d)|[_~=*#%](?= ?\d))*/gu;
/** A time of day. */
const TIME = '(?:[01]?\\d|2[0-4])[.:][0-5]\\d';
/** From when to when; no groups of a number, of which some stand before or after. */
const HOURS = new RegExp(
  `(?<![\\d.])(?<!(?:^|\\D)0\\d{1,3}[ -])${TIME} ?[–-] ?${TIME}(?![\\d.])(?! ?(?!1\\d\\d)[1-9])`,
  'gu',
);
/** A post code before its town, where no number is written on in it; 114 14 is the police. */
const POST_CODE =
  /(?<=^|[^\d\s+()_~=*#%/–-] )(?:SE?-)?(?!114 ?14)[1-9]\d{2} ?\d{2} (?=\p{Lu}\p{L})/u;

/** The line as it is printed: composed letters, single spaces. */
export const tidied = (line: string): string => line.normalize('NFC').replace(/\s+/gu, ' ').trim();

/** What is wrong with a partner's line: letters that are not Latin, more than one number. */
export function lineProblem(line: string): Refusal | null {
  const foreign = [...new Set(line.match(FOREIGN) ?? [])];
  if (foreign.length > 0) return refusal('letters', { letters: foreign.join(' ') });
  return countNumbers(line) > 1 ? refusal('numbers') : null;
}

/** How many telephone numbers a line holds; hours and one post code are none. */
const countNumbers = (line: string): number =>
  (line.replace(HOURS, ';').replace(POST_CODE, '; ').match(RUN) ?? [])
    .flatMap((run) => run.split(' - '))
    .map((run) => numbersIn(run.match(/\+?\d+/gu) ?? []))
    .reduce((sum, count) => sum + count, 0);

/** The most numbers that these groups of digits can be read as. */
function numbersIn(groups: readonly string[]): number {
  const { length } = groups.join('');
  if (length > MAX_NUMBER_DIGITS) return 2;
  const [first = '', ...others] = groups;
  // "vån 2 112": what leads to a number is none.
  const led = /^[1-9]\d{0,3}$/u.test(first) ? asNumbers(others, true) : 0;
  return Math.max(asNumbers(groups, true), led, length < MIN_NUMBER_DIGITS ? 0 : 1);
}

/** The most whole numbers that groups can be cut into, at most one of them local; less than 0: none. */
function asNumbers(groups: readonly string[], mayBeLocal: boolean): number {
  if (groups.length === 0) return 0;
  const cuts = groups.map((_group, place) => {
    const number = groups.slice(0, place + 1).join('');
    const isLocal = !SHORT_NUMBER.test(number) && LOCAL_NUMBER.test(number);
    const isWhole = SHORT_NUMBER.test(number) || LONG_NUMBER.test(number) || isLocal;
    if (!isWhole || (isLocal && !mayBeLocal)) return -Infinity;
    return 1 + asNumbers(groups.slice(place + 1), mayBeLocal && !isLocal);
  });
  return Math.max(...cuts);
}
