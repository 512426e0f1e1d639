import { expect, test } from 'vitest';
import { hoursTable } from '../../../src/helplines/hours-table.ts';
import { daily, sentencesIn, week, weekdays } from './fixtures.ts';

const inSwedish = (hours: Parameters<typeof hoursTable>[0]) =>
  hoursTable(hours, sentencesIn('sv'), 'sv');

test('days that are alike share a row, closed days have none', () => {
  expect(inSwedish(weekdays('09:00', '16:00'))).toEqual([
    { days: 'måndag–fredag', times: '09.00–16.00' },
  ]);
  expect(
    inSwedish(
      week({
        mon: [['15:00', '21:00']],
        tue: [['08:00', '13:00']],
        thu: [['15:00', '21:00']],
        sun: [['11:00', '17:00']],
      }),
    ),
  ).toEqual([
    { days: 'måndag och torsdag', times: '15.00–21.00' },
    { days: 'tisdag', times: '08.00–13.00' },
    { days: 'söndag', times: '11.00–17.00' },
  ]);
});

test('a run of days and a day beside it stand in one row', () => {
  const evening: [string, string][] = [['19:00', '22:00']];
  expect(inSwedish(week({ mon: evening, tue: evening, wed: evening, sun: evening }))).toEqual([
    { days: 'måndag–onsdag och söndag', times: '19.00–22.00' },
  ]);
});

test('several openings of a day stand side by side', () => {
  expect(inSwedish(daily(['09:00', '12:00'], ['13:00', '16:00']))).toEqual([
    { days: 'alla dagar', times: '09.00–12.00 och 13.00–16.00' },
  ]);
});

test('a night stands whole on the day it begins', () => {
  expect(inSwedish(daily(['00:00', '06:00'], ['21:00', '24:00']))).toEqual([
    { days: 'alla dagar', times: '21.00–06.00' },
  ]);
  expect(inSwedish(week({ sun: [['21:00', '24:00']], mon: [['00:00', '06:00']] }))).toEqual([
    { days: 'söndag', times: '21.00–06.00' },
  ]);
});

test('what lasts longer than a day is never written as a short night', () => {
  expect(
    inSwedish(
      week({ fri: [['18:00', '24:00']], sat: [['00:00', '24:00']], sun: [['00:00', '20:00']] }),
    ),
  ).toEqual([
    { days: 'fredag', times: '18.00–24.00' },
    { days: 'lördag', times: '00.00–24.00' },
    { days: 'söndag', times: '00.00–20.00' },
  ]);
});

test('in Arabic a range is words, so that its ends cannot change places', () => {
  const [row] = hoursTable(weekdays('09:00', '16:00'), sentencesIn('ar'), 'ar');
  expect(row?.times).toMatch(/09:00\P{Nd}*[\p{Script=Arabic}]\P{Nd}*16:00/u);
  expect(row?.times).not.toMatch(/\d\s*[–-]\s*\d/u);
});
