/** A stretch of numbers from its start up to, not including, its end. */
export type Span = readonly [start: number, end: number];

/** What can be said at one moment: open until a time, closed and opening then, or `check`. */
export interface WeekState {
  readonly state: 'open' | 'closed' | 'check';
  /** `HH:MM`; an opening ends at 24:00 and begins at 00:00. */
  readonly time: string;
  /** The day of that time as Date counts it, Sunday first. */
  readonly day: number;
  readonly isToday: boolean;
}

const DAY = 1440;
const WEEK = 7 * DAY;
const MINUTE_MS = 60_000;

/**
 * The wall clock of Stockholm at an instant, in minutes as if it were UTC; not a number where the
 * browser cannot tell it. Opening hours are wall-clock times, so the two nights of the clock change
 * need no rule of their own.
 */
export const stockholmMinute = (instant: Date): number => {
  const clock = instant.toLocaleString('sv', { timeZone: 'Europe/Stockholm' }).replace(' ', 'T');
  return Math.floor(Date.parse(clock + 'Z') / MINUTE_MS);
};

/**
 * What can truthfully be said of a channel at a minute of the wall clock (see `stockholmMinute`).
 * `check` when today, the next opening, or any day that the present opening touches is doubtful.
 * @param openings in minutes of the week. It begins on Thursday 00:00, as Unix time does; an end may
 * lie beyond its end.
 * @param doubtful days since 1970 on which the openings cannot be relied on.
 */
export const stateAt = (
  openings: readonly Span[],
  doubtful: readonly Span[],
  now: number,
): WeekState => {
  /** Whether a doubtful day lies between two minutes, both counted. */
  const isDoubtful = (first: number, last = first): boolean =>
    doubtful.some(([start, end]) => start * DAY <= last && first < end * DAY);
  let opened = 0;
  let left = 0;
  let ahead = WEEK;
  for (const [start, end] of openings) {
    const ago = (now - start) % WEEK;
    if (ago < end - start) {
      opened = now - ago;
      left = end - start - ago;
    } else ahead = Math.min(ahead, WEEK - ago);
  }
  const then = now + (left || ahead);
  const moment = new Date(then * MINUTE_MS);
  const time = moment.toISOString().slice(11, 16);
  const doubt = left ? isDoubtful(opened, then - 1) : isDoubtful(now) || isDoubtful(then);
  return {
    state: doubt ? 'check' : left ? 'open' : 'closed',
    time: left && time === '00:00' ? '24:00' : time,
    day: moment.getUTCDay(),
    isToday: (now % DAY) + ahead < DAY,
  };
};
