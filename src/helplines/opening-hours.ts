import {
  WEEKDAYS,
  type Hours,
  type HoursException,
  type Weekday,
  type WeekHours,
} from './hours-schema.ts';
import { doubtfulDays, exceptionDays } from './doubtful-days.ts';
import { stateAt, stockholmMinute, type Span } from './opening-state.ts';

/** What can truthfully be said of a channel at one moment; times are `HH:MM` in Europe/Stockholm. */
export type OpenState =
  | { readonly state: 'always' }
  | { readonly state: 'open'; readonly until: string }
  | { readonly state: 'closed'; readonly opens: NextOpening }
  | { readonly state: 'check' };

/** The next time a channel opens. */
interface NextOpening {
  readonly weekday: Weekday;
  readonly time: string;
  readonly today: boolean;
}

const DAY_MINUTES = 1440;
const WEEK_MINUTES = 7 * DAY_MINUTES;
const MONDAY_IN_WEEK = 4;

/**
 * Whether a channel is open at an instant.
 * A channel that is always open is never `check`; any other is `check` where its usual hours cannot be
 * relied on: on Swedish public holidays and the days before them, in June and July, inside its
 * exceptions, when an opening touches such a day, when the next opening falls on one, and without hours.
 */
export function openState(
  hours: Hours,
  exceptions: readonly HoursException[],
  instant: Date,
): OpenState {
  if (hours === 'always') return { state: 'always' };
  if (hours === null) return { state: 'check' };
  const year = instant.getUTCFullYear();
  const years = { first: year - 1, last: year + 1 };
  const doubtful = [...doubtfulDays(years), ...exceptionDays(years, exceptions)];
  const { state, time, day, isToday } = stateAt(
    openingsOf(hours),
    doubtful,
    stockholmMinute(instant),
  );
  if (state === 'check') return { state };
  if (state === 'open') return { state, until: time };
  return { state, opens: { weekday: WEEKDAYS[(day + 6) % 7] ?? 'mon', time, today: isToday } };
}

/** The openings of a week; what continues past midnight is one opening. */
export function openingsOf(hours: WeekHours): Span[] {
  const pieces = WEEKDAYS.flatMap((name, place) => {
    const midnight = ((place + MONDAY_IN_WEEK) % 7) * DAY_MINUTES;
    return hours[name].map(([from, to]): Span => [
      midnight + minutes(from),
      midnight + minutes(to),
    ]);
  }).sort(([one], [other]) => one - other);
  const joined: Span[] = [];
  for (const [start, end] of pieces) {
    const last = joined.at(-1);
    if (last?.[1] === start) joined.splice(-1, 1, [last[0], end]);
    else joined.push([start, end]);
  }
  const [first] = joined;
  const last = joined.at(-1);
  // The week begins on Thursday: an opening of Wednesday night goes on at its start.
  if (first && last && first !== last && first[0] === 0 && last[1] === WEEK_MINUTES) {
    return [...joined.slice(1, -1), [last[0], WEEK_MINUTES + first[1]]];
  }
  return joined;
}

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
