import Holidays from 'date-holidays';
import { describe, expect, test } from 'vitest';
import { doubtfulDays } from '../../../src/helplines/doubtful-days.ts';
import { easterSunday, officeHolidays, publicHolidays } from '../../../src/helplines/holidays.ts';

const DAY_MS = 86_400_000;
const YEARS = Array.from({ length: 17 }, (_, place) => 2024 + place);
const EVES = [
  'trettondagsafton',
  'skärtorsdagen',
  'påskafton',
  'valborgsmässoafton',
  'pingstafton',
  'midsommarafton',
  'allhelgonaafton',
  'julafton',
  'nyårsafton',
];

const calendar = new Holidays('SE', { languages: 'sv' });
const listed = (year: number) =>
  calendar
    .getHolidays(year)
    .map(({ date, name, type }) => ({ day: date.slice(0, 10), name, type }));
const listedHolidays = (year: number): string[] =>
  listed(year)
    .filter(({ type }) => type === 'public')
    .map(({ day }) => day);
const iso = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);
const dayBefore = (day: string): string => iso(Date.parse(day) / DAY_MS - 1);
const doubtfulIn = (year: number): string[] =>
  doubtfulDays({ first: year, last: year }).flatMap(([from, to]) =>
    Array.from({ length: to - from }, (_, place) => iso(from + place)),
  );

describe.each(YEARS)('%i', (year) => {
  test('the public holidays are those of the calendar', () => {
    expect(publicHolidays(year).map(iso).sort()).toEqual(listedHolidays(year).sort());
  });

  test('offices are closed on the public holidays and three eves', () => {
    const eves = listed(year)
      .filter(({ name }) => ['midsommarafton', 'julafton', 'nyårsafton'].includes(name))
      .map(({ day }) => day);
    expect(eves).toHaveLength(3);
    const expected = [...new Set([...listedHolidays(year), ...eves])].sort();
    expect([...new Set(officeHolidays(year).map(iso))]).toEqual(expected);
  });

  test('every customary eve is doubtful', () => {
    const doubtful = doubtfulIn(year);
    for (const eve of EVES) {
      expect(doubtful).toContain(listed(year).find(({ name }) => name === eve)?.day);
    }
  });

  test('doubtful are June, July, the holidays and the days before them, and no other day', () => {
    const holidays = [...listedHolidays(year), ...listedHolidays(year + 1)];
    const expected = new Set([...holidays, ...holidays.map(dayBefore)]);
    for (let day = Date.UTC(year, 5, 1) / DAY_MS; day < Date.UTC(year, 7, 1) / DAY_MS; day += 1) {
      expected.add(iso(day));
    }
    const ofTheYear = [...expected].filter((day) => day.startsWith(String(year)));
    expect(doubtfulIn(year)).toEqual(ofTheYear.sort());
  });
});

test('Easter Sunday is right where the full moon needs its correction', () => {
  // 1954 and 1981 are the years of the two exceptions of Gauss; 2038 has the latest Easter there is.
  for (const day of ['1954-04-18', '1981-04-19', '2038-04-25']) {
    expect(iso(easterSunday(Number(day.slice(0, 4))))).toBe(day);
  }
});
