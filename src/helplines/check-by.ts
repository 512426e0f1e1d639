import { checkedDate } from './dates.ts';
import { freshness, REFUSE_AFTER_DAYS } from './fact-age.ts';
import type { Helpline } from './helpline.ts';

const DAY_MS = 86_400_000;

/** The newest day on which one of these facts was checked, as milliseconds since 1970. */
export const newestFact = (lines: readonly Helpline[]): number =>
  Math.max(0, ...lines.flatMap(({ checked }) => (checked === null ? [] : [Date.parse(checked)])));

/** The month before which the numbers have to be checked again, as `2027-01`. */
export function checkByMonth(lines: readonly Helpline[]): string {
  const due = new Date(oldestGoodFact(lines) + REFUSE_AFTER_DAYS * DAY_MS);
  // The first month that begins after that day: "before December" for a day in November.
  const month = new Date(Date.UTC(due.getUTCFullYear(), due.getUTCMonth() + 1));
  return month.toISOString().slice(0, 7);
}

/** Whether a month, as `2026-12`, is over on a day. */
export const isOver = (month: string, today: Date): boolean =>
  today.toISOString().slice(0, 7) > month;

/** The month before a month, as `2026-12`. */
export function monthBefore(month: string): string {
  const first = new Date(`${month}-01`);
  return new Date(+first - DAY_MS).toISOString().slice(0, 7);
}

/** The same month in the words of a language. */
export const checkBy = (lines: readonly Helpline[], lang: string): string =>
  checkedDate(checkByMonth(lines), lang);

/** The oldest fact that was still good when the newest was checked: it is the first to grow too old. */
function oldestGoodFact(lines: readonly Helpline[]): number {
  const newest = new Date(newestFact(lines));
  return Math.min(
    +newest,
    ...lines.flatMap(({ checked }) =>
      checked !== null && freshness(checked, newest) !== 'stale' ? [Date.parse(checked)] : [],
    ),
  );
}
