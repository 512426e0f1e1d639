import { freshness } from './fact-age.ts';
import type { Helpline } from './helpline.ts';
import { WEEKDAYS } from './hours-schema.ts';

const DAY_NAMES: Readonly<Record<(typeof WEEKDAYS)[number], string>> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};

/**
 * The help lines that have a number as JSON-LD (schema.org), so that search engines can show number
 * and hours. Facts that nobody has checked stay out, as do hours that are stale or change in summer.
 */
export const structuredHelplines = (lines: readonly Helpline[], today: Date): string =>
  JSON.stringify({
    '@context': 'https://schema.org',
    '@graph': lines
      .filter(({ phone, checked }) => phone !== null && checked !== null)
      .map(({ name, phone, hours, exceptions, checked }) => ({
        '@type': 'ContactPoint',
        name,
        telephone: phone?.number,
        ...(exceptions.length > 0 || freshness(checked, today) === 'stale'
          ? {}
          : { hoursAvailable: openings(hours) }),
      })),
  }).replaceAll('<', '\\u003c');

function openings(hours: Helpline['hours']): object[] | undefined {
  if (hours === null) return undefined;
  if (hours === 'always') return [opening(Object.values(DAY_NAMES), ['00:00', '23:59'])];
  const spans = new Map<string, string[]>();
  for (const day of WEEKDAYS) {
    for (const span of hours[day]) {
      const key = span.join('-');
      spans.set(key, [...(spans.get(key) ?? []), DAY_NAMES[day]]);
    }
  }
  return [...spans].map(([key, days]) => opening(days, key.split('-')));
}

const opening = (dayOfWeek: readonly string[], [opens, closes]: readonly string[]) => ({
  '@type': 'OpeningHoursSpecification',
  dayOfWeek,
  opens,
  closes,
});
