import Holidays from 'date-holidays';
import { describe, expect, test } from 'vitest';
import { easterSunday, isDoubtfulDay } from '../../../src/helplines/holidays.ts';

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
const publicDays = (year: number): string[] =>
  listed(year)
    .filter(({ type }) => type === 'public')
    .map(({ day }) => day);
const dayBefore = (day: string): string =>
  new Date(Date.parse(day) - DAY_MS).toISOString().slice(0, 10);

describe.each(YEARS)('%i', (year) => {
  test('Easter Sunday is where the calendar has it', () => {
    const easter = listed(year).find(({ name }) => name === 'påskdagen')?.day;
    expect(new Date(easterSunday(year)).toISOString().slice(0, 10)).toBe(easter);
  });

  test('every customary eve is doubtful', () => {
    for (const eve of EVES) {
      const day = listed(year).find(({ name }) => name === eve)?.day;
      expect([eve, day, isDoubtfulDay(new Date(day ?? ''))]).toEqual([eve, day, true]);
    }
  });

  test('outside June and July exactly the public holidays and the days before them are doubtful', () => {
    const holidays = [...publicDays(year), ...publicDays(year + 1)];
    const expected = new Set([...holidays, ...holidays.map(dayBefore)]);
    for (let time = Date.UTC(year, 0, 1); time < Date.UTC(year + 1, 0, 1); time += DAY_MS) {
      const day = new Date(time).toISOString().slice(0, 10);
      const isSummer = /-0[67]-/u.test(day);
      expect([day, isDoubtfulDay(new Date(time))]).toEqual([day, isSummer || expected.has(day)]);
    }
  });
});

test('Easter Sunday is right where the full moon needs its correction', () => {
  // 1954 and 1981 are the years of the two exceptions of Gauss; 2038 has the latest Easter there is.
  for (const [year, day] of [
    [1954, '1954-04-18'],
    [1981, '1981-04-19'],
    [2038, '2038-04-25'],
  ] as const) {
    expect(new Date(easterSunday(year)).toISOString().slice(0, 10)).toBe(day);
  }
});

test('a day is doubtful from its first to its last minute', () => {
  expect(isDoubtfulDay(new Date('2026-12-23T23:59:00Z'))).toBe(false);
  expect(isDoubtfulDay(new Date('2026-12-24T00:00:00Z'))).toBe(true);
  expect(isDoubtfulDay(new Date('2026-12-26T23:59:00Z'))).toBe(true);
  expect(isDoubtfulDay(new Date('2026-12-27T00:00:00Z'))).toBe(false);
});
