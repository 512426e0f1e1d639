import type { Translate } from '../i18n/sentences.ts';
import { WEEKDAYS, type Weekday, type WeekHours } from './hours-schema.ts';
import { openingsOf } from './opening-hours.ts';

/** One row of a table of hours: the days that share their hours, and those hours, in words. */
export interface HoursRow {
  readonly days: string;
  readonly times: string;
}

const DAY_MINUTES = 1440;

/**
 * The hours of a week in words, one row for all days that are alike; closed days have no row.
 * A night stands whole on the day it begins: 21:00–24:00 and 00:00–06:00 become 21:00–06:00.
 * `lang` is a BCP 47 tag.
 */
export function hoursTable(hours: WeekHours, t: Translate, lang: string): HoursRow[] {
  const list = new Intl.ListFormat(lang, { type: 'conjunction' });
  const days = new Map<string, Weekday[]>();
  for (const [place, name] of WEEKDAYS.entries()) {
    const openings = openingsBeginningOn(place, hours);
    const times = list.format(openings.map(([from, to]) => timeRange(from, to, t)));
    if (openings.length > 0) days.set(times, [...(days.get(times) ?? []), name]);
  }
  return [...days].map(([times, names]) => ({ days: dayNames(names, t, list), times }));
}

function openingsBeginningOn(place: number, hours: WeekHours): [string, string][] {
  const own = hours[dayAt(place)];
  // What lasts a day or longer would read as a short night.
  if (openingsOf(hours).some(([start, end]) => end - start >= DAY_MINUTES)) return own;
  const joined = own.map(([from, to]): [string, string] => [
    from,
    to === '24:00' ? (nightEnd(hours[dayAt(place + 1)]) ?? to) : to,
  ]);
  const isNightsRest =
    nightEnd(own) !== undefined && hours[dayAt(place - 1)].at(-1)?.[1] === '24:00';
  return isNightsRest ? joined.slice(1) : joined;
}

const nightEnd = ([first]: readonly [string, string][]): string | undefined =>
  first?.[0] === '00:00' ? first[1] : undefined;

const dayAt = (place: number): Weekday =>
  WEEKDAYS[(place + WEEKDAYS.length) % WEEKDAYS.length] ?? 'mon';

function timeRange(from: string, to: string, t: Translate): string {
  const separator = t('helpline.time-separator');
  return t('helpline.time-range', {
    from: from.replace(':', separator),
    to: to.replace(':', separator),
  });
}

function dayNames(days: readonly Weekday[], t: Translate, list: Intl.ListFormat): string {
  if (days.length === WEEKDAYS.length) return t('helpline.every-day');
  const name = (day: Weekday | undefined): string => t(`helpline.day.${day ?? 'mon'}`);
  return list.format(
    runs(days).flatMap((run) =>
      run.length < 3
        ? run.map(name)
        : [t('helpline.day-range', { from: name(run[0]), to: name(run.at(-1)) })],
    ),
  );
}

/** Days that follow each other, together. */
function runs(days: readonly Weekday[]): Weekday[][] {
  const found: Weekday[][] = [];
  for (const day of days) {
    const run = found.at(-1);
    const before = WEEKDAYS[WEEKDAYS.indexOf(day) - 1];
    if (run !== undefined && run.at(-1) === before) run.push(day);
    else found.push([day]);
  }
  return found;
}
