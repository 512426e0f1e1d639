import Holidays from 'date-holidays';
import type { HoursException, WeekHours } from '../../../src/helplines/hours-schema.ts';
import type { OpenState } from '../../../src/helplines/opening-hours.ts';

const DAY_MS = 86_400_000;
const NAMES = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Stockholm',
  dateStyle: 'short',
  timeStyle: 'short',
});
const calendar = new Holidays('SE');
const publicDays = new Set(
  Array.from({ length: 20 }, (_, place) => 2023 + place).flatMap((year) =>
    calendar
      .getHolidays(year)
      .filter(({ type }) => type === 'public')
      .map(({ date }) => date.slice(0, 10)),
  ),
);

/**
 * The state of a channel read the slow way, from a calendar of real days and a list of holidays that
 * somebody else keeps: what the site's own reading is held against.
 */
export function readFromCalendar(
  hours: WeekHours,
  exceptions: readonly HoursException[],
  instant: Date,
): OpenState {
  const [date = '', time = ''] = parts.format(instant).split(', ');
  const today = Date.parse(date.split('/').reverse().join('-'));
  const now = today + minutes(time) * 60_000;
  const openings = openingsAround(today, hours);
  const present = openings.find(([from, to]) => from <= now && now < to);
  if (present !== undefined) {
    for (let day = midnight(present[0]); day < present[1]; day += DAY_MS) {
      if (isDoubtful(day, exceptions)) return { state: 'check' };
    }
    const end = clock(present[1]);
    return { state: 'open', until: end === '00:00' ? '24:00' : end };
  }
  const [next = Number.NaN] = openings.find(([from]) => from > now) ?? [];
  if (isDoubtful(today, exceptions) || isDoubtful(midnight(next), exceptions)) {
    return { state: 'check' };
  }
  const weekday = NAMES[new Date(next).getUTCDay()]!;
  const opens = { weekday, time: clock(next), today: midnight(next) === today };
  return { state: 'closed', opens };
}

function openingsAround(today: number, hours: WeekHours): [number, number][] {
  const joined: [number, number][] = [];
  for (let day = today - 8 * DAY_MS; day <= today + 8 * DAY_MS; day += DAY_MS) {
    for (const [from, to] of hours[NAMES[new Date(day).getUTCDay()]!]) {
      const last = joined.at(-1);
      const [start, end] = [day + minutes(from) * 60_000, day + minutes(to) * 60_000];
      if (last?.[1] === start) last[1] = end;
      else joined.push([start, end]);
    }
  }
  return joined;
}

function isDoubtful(day: number, exceptions: readonly HoursException[]): boolean {
  const text = iso(day);
  const date = text.slice(5);
  return (
    /^0[67]/u.test(date) ||
    publicDays.has(text) ||
    publicDays.has(iso(day + DAY_MS)) ||
    exceptions.some(({ from, to }) =>
      from <= to ? date >= from && date <= to : date >= from || date <= to,
    )
  );
}

const iso = (day: number): string => new Date(day).toISOString().slice(0, 10);
const midnight = (time: number): number => Math.floor(time / DAY_MS) * DAY_MS;
const clock = (time: number): string => new Date(time).toISOString().slice(11, 16);
const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
