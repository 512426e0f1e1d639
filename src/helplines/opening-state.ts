/** A stretch of numbers from its start up to, not including, its end. */
export type Span = readonly [start: number, end: number];

/** When a channel is open, for a script and for the build alike. */
export interface WeekPlan {
  /**
   * Openings in minutes of the week. The week begins on Thursday 00:00, as Unix time does; an end may
   * lie beyond the end of the week.
   */
  readonly openings: readonly Span[];
  /** Days since 1970 on which the openings cannot be relied on. */
  readonly doubtful: readonly Span[];
}

/**
 * What can be said at one moment: open until `moment`, closed and opening at `moment`, or `check`.
 * `moment` holds the wall clock in its UTC fields; `today` tells whether it is on the present day.
 */
export interface WeekState {
  readonly state: 'open' | 'closed' | 'check';
  readonly moment: Date;
  readonly today: boolean;
}

const DAY = 1440;
const WEEK = 7 * DAY;
const MINUTE_MS = 60_000;
const DAY_MS = DAY * MINUTE_MS;

/**
 * The wall clock of Stockholm at an instant, as a date whose UTC fields hold it.
 * Opening hours are wall-clock times, so the two nights of the clock change need no rule of their own.
 */
export const stockholmClock = (instant: Date): Date =>
  new Date(instant.toLocaleString('sv', { timeZone: 'Europe/Stockholm' }).replace(' ', 'T') + 'Z');

/**
 * What can truthfully be said of a channel at a wall-clock time (see `stockholmClock`).
 * `check` when today, the next opening, or any day that the present opening touches is doubtful.
 */
export const stateAt = ({ openings, doubtful }: WeekPlan, clock: Date): WeekState => {
  const now = Math.floor(+clock / MINUTE_MS) % WEEK;
  const after = (minutes: number): Date => new Date(+clock + minutes * MINUTE_MS);
  const isDoubtful = (minutes: number): boolean => {
    const day = +after(minutes) / DAY_MS;
    return doubtful.some(([start, end]) => start <= day && day < end);
  };
  let ahead = WEEK;
  let isOpen = false;
  let doubt = isDoubtful(0);
  for (const [start, end] of openings) {
    const since = (now - start + WEEK) % WEEK;
    const left = end - start - since;
    if (left > 0) {
      isOpen = true;
      ahead = left;
      for (let minutes = -since; minutes < left; minutes += DAY) doubt ||= isDoubtful(minutes);
    } else if (!isOpen) ahead = Math.min(ahead, WEEK - since);
  }
  doubt ||= isDoubtful(isOpen ? ahead - 1 : ahead);
  return {
    state: doubt ? 'check' : isOpen ? 'open' : 'closed',
    moment: after(ahead),
    today: (now % DAY) + ahead < DAY,
  };
};

/** `HH:MM` of a moment from `stateAt`; an opening ends at 24:00 and begins at 00:00. */
export const timeOf = ({ state, moment }: WeekState): string => {
  const time = moment.toISOString().slice(11, 16);
  return state === 'open' && time === '00:00' ? '24:00' : time;
};
