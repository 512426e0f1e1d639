import { staleFrom } from './fact-age.ts';
import type { Helpline } from './helpline.ts';
import { dayNumber, publicHolidays } from './holidays.ts';
import type { HoursException } from './hours-schema.ts';
import type { Span } from './opening-state.ts';

/** Years, first and last included. */
interface Years {
  readonly first: number;
  readonly last: number;
}

const FOREVER_DAY = 99_999;
const SUMMER = { from: '06-01', to: '07-31', hours: null };

/**
 * The days of some years on which usual hours cannot be relied on, as spans of days since 1970: June
 * and July, public holidays, and the days before them. Every customary eve (Midsummer Eve, Christmas
 * Eve, Maundy Thursday …) is such a day before.
 */
export const doubtfulDays = (years: Years): Span[] =>
  united(years, [
    ...around(years).flatMap((year) => publicHolidays(year).map((day): Span => [day - 1, day + 1])),
    ...exceptionDays(years, [SUMMER]),
  ]);

/** The days of some years on which exceptions hold, as spans of days since 1970. */
export const exceptionDays = (years: Years, exceptions: readonly HoursException[]): Span[] =>
  united(years, exceptionSpans(years, exceptions));

/** The doubtful days as a page built `today` tells them to its script: all outside the years it knows. */
export function knownDoubtfulDays(today: Date): Span[] {
  const years = knownYears(today);
  return [
    [0, dayNumber(years.first, 1, 1)],
    ...doubtfulDays(years),
    [dayNumber(years.last + 1, 1, 1), FOREVER_DAY],
  ];
}

/**
 * The doubtful days of one line as a page tells them to its script: its exceptions, and every day from
 * the one on which its facts are stale. June and July are doubtful as they are.
 */
export function knownLineDays({ exceptions, checked }: Helpline, today: Date): Span[] {
  const years = knownYears(today);
  return united(years, [
    ...exceptionSpans(
      years,
      exceptions.filter(({ from, to }) => from > to || from < SUMMER.from || to > SUMMER.to),
    ),
    ...(checked === null ? [] : [[staleFrom(checked), FOREVER_DAY] as const]),
  ]);
}

const exceptionSpans = (years: Years, exceptions: readonly HoursException[]): Span[] =>
  around(years).flatMap((year) =>
    exceptions.map(({ from, to }): Span => [
      yearDay(year, from),
      yearDay(from <= to ? year : year + 1, to) + 1,
    ]),
  );

/** The years of which a page built `today` tells: within the next every fact of now has become stale. */
const knownYears = (today: Date): Years => ({
  first: today.getUTCFullYear(),
  last: today.getUTCFullYear() + 1,
});

/** The years and their neighbours: what begins in one may reach into the next. */
const around = ({ first, last }: Years): number[] =>
  Array.from({ length: last - first + 3 }, (_, place) => first - 1 + place);

const yearDay = (year: number, date: string): number =>
  dayNumber(year, Number(date.slice(0, 2)), Number(date.slice(3)));

/** The spans in their order, cut to the years; those that touch become one. */
function united({ first, last }: Years, spans: readonly Span[]): Span[] {
  const [start, end] = [dayNumber(first, 1, 1), dayNumber(last + 1, 1, 1)];
  const found: Span[] = [];
  for (const [from, to] of [...spans].sort(([one], [other]) => one - other)) {
    const before = found.at(-1);
    const span: Span = [Math.max(from, start), Math.min(to, end)];
    if (span[0] >= span[1]) continue;
    if (before === undefined || span[0] > before[1]) found.push(span);
    else found.splice(-1, 1, [before[0], Math.max(before[1], span[1])]);
  }
  return found;
}
