/** When people work: the days on which somebody reads, and the holidays among them. */
export interface Calendar {
  /** `mon` to `sun`. */
  readonly replyDays: readonly string[];
  /** Days off, as `2026-12-24`. */
  readonly closedDays: readonly string[];
}

const TIME_ZONE = 'Europe/Stockholm';
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const DAY_MS = 86_400_000;
/** No team is away for longer; it ends the search where no day is a working day. */
const LONGEST_SEARCH_DAYS = 60;

// This locale writes a date as ISO 8601 does.
const dateFormat = new Intl.DateTimeFormat('sv-SE', {
  timeZone: TIME_ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});
const hourFormat = new Intl.DateTimeFormat('sv-SE', {
  timeZone: TIME_ZONE,
  hour: '2-digit',
  hourCycle: 'h23',
});
const inWords = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'UTC',
  weekday: 'long',
  day: 'numeric',
  month: 'long',
});

/** The day in Sweden at a moment, as `2026-11-23`; such days compare as text. */
export const dayOf = (now: number): string => dateFormat.format(now);

/** The hour in Sweden at a moment, 0 to 23. */
export const hourOf = (now: number): number => Number(hourFormat.format(now));

/** The day so many days later, or earlier. */
export const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, day.length);

/** The day in Swedish, as `måndag 23 november`. */
export const dayInWords = (day: string): string => inWords.format(Date.parse(day));

/** Whether somebody reads on this day. */
export const isWorkingDay = (day: string, { replyDays, closedDays }: Calendar): boolean =>
  replyDays.includes(WEEKDAYS[new Date(day).getUTCDay()] ?? '') && !closedDays.includes(day);

/** The last working day before this day; null where there is none. */
export const workingDayBefore = (day: string, calendar: Calendar): string | null =>
  nearest(day, -1, calendar);

/** The first working day after this day; null where there is none. */
export const workingDayAfter = (day: string, calendar: Calendar): string | null =>
  nearest(day, 1, calendar);

function nearest(day: string, step: 1 | -1, calendar: Calendar): string | null {
  for (let distance = 1; distance <= LONGEST_SEARCH_DAYS; distance += 1) {
    const candidate = daysAfter(day, step * distance);
    if (isWorkingDay(candidate, calendar)) return candidate;
  }
  return null;
}
