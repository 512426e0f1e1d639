import { describe, expect, it } from 'vitest';
import { officeHolidays } from '../../../../src/helplines/holidays.ts';
import {
  dayInWords,
  dayOf,
  daysAfter,
  hourOf,
  isWorkingDay,
  workingDayAfter,
  workingDayBefore,
} from '../../../../src/intake/people/days.ts';

const closedDays = [2026, 2027]
  .flatMap(officeHolidays)
  .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));
const weekdays = { replyDays: ['mon', 'tue', 'wed', 'thu', 'fri'], closedDays };

describe('a day', () => {
  it.each([
    ['2026-11-23T22:59:59Z', '2026-11-23', 23],
    ['2026-11-23T23:00:00Z', '2026-11-24', 0],
    ['2026-07-01T21:59:59Z', '2026-07-01', 23],
    ['2026-07-01T22:00:00Z', '2026-07-02', 0],
    ['2026-10-25T00:30:00Z', '2026-10-25', 2],
    ['2026-10-25T01:30:00Z', '2026-10-25', 2],
  ])('at %s is the one in Sweden, in summer and in winter', (moment, day, hour) => {
    expect(dayOf(Date.parse(moment))).toBe(day);
    expect(hourOf(Date.parse(moment))).toBe(hour);
  });

  it('is named in Swedish', () => {
    expect(dayInWords('2026-11-23')).toBe('måndag 23 november');
  });

  it('is followed by the next one over months, years and summer time', () => {
    expect(daysAfter('2026-12-31', 1)).toBe('2027-01-01');
    expect(daysAfter('2026-10-25', 1)).toBe('2026-10-26');
    expect(daysAfter('2026-03-01', -1)).toBe('2026-02-28');
  });
});

describe('the Swedish calendar', () => {
  it.each([
    ['Christmas 2026', '2026-12-23', '2026-12-28'],
    ['New Year', '2026-12-30', '2027-01-04'],
    ['Epiphany', '2027-01-05', '2027-01-07'],
    ['Easter 2027', '2027-03-25', '2027-03-30'],
    ['Ascension Day', '2027-05-05', '2027-05-07'],
    ['Midsummer 2027', '2027-06-24', '2027-06-28'],
    ['a weekend', '2026-11-20', '2026-11-23'],
  ])('has no working day in %s', (_, before, after) => {
    expect(workingDayAfter(before, weekdays)).toBe(after);
    expect(workingDayBefore(after, weekdays)).toBe(before);
  });

  it('knows that the day after All Saints’ Day, a Sunday, is followed by a working Monday', () => {
    expect(isWorkingDay('2026-10-30', weekdays)).toBe(true);
    expect(isWorkingDay('2026-10-31', weekdays)).toBe(false);
    expect(isWorkingDay('2026-11-02', weekdays)).toBe(true);
  });

  it('follows a team that reads on two days', () => {
    const calendar = { replyDays: ['mon', 'thu'], closedDays };
    expect(workingDayAfter('2026-11-23', calendar)).toBe('2026-11-26');
    expect(workingDayBefore('2026-11-23', calendar)).toBe('2026-11-19');
  });

  it('without reply days has no working day', () => {
    expect(workingDayAfter('2026-11-23', { replyDays: [], closedDays })).toBeNull();
    expect(workingDayBefore('2026-11-23', { replyDays: [], closedDays })).toBeNull();
  });
});
