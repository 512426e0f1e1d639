import { describe, expect, test } from 'vitest';
import { checkBy, checkByMonth, isOver, monthBefore } from '../../../src/helplines/check-by.ts';
import { hoursInWords } from '../../../src/helplines/hours-in-words.ts';
import { line, sentencesIn } from './fixtures.ts';

const checked = (...days: (string | null)[]) => days.map((day) => line({ checked: day }));

describe('the month before which numbers have to be checked again', () => {
  test('is the first that begins after the oldest of them has grown too old', () => {
    expect(checkByMonth(checked('2026-06-04', '2026-09-23'))).toBe('2027-01');
  });

  test('leaves out what was already too old when the newest was checked, or never checked', () => {
    expect(checkByMonth(checked('2024-06-03', '2026-09-23', null))).toBe('2027-04');
  });

  test('has Western digits in every language', () => {
    expect(checkBy(checked('2026-06-04'), 'ar')).toMatch(/2027/u);
  });
});

describe('hours in sentences', () => {
  const t = sentencesIn('sv');

  test('speak of no present moment', () => {
    expect(hoursInWords({ kind: 'always', text: 'Öppet nu.' }, t)).toEqual(['Öppet dygnet runt.']);
  });

  test('are one sentence for each table, with its caption', () => {
    const rows = [
      { days: 'måndag', times: '09.00–12.00' },
      { days: 'fredag', times: '13.00–16.00' },
    ];
    expect(
      hoursInWords(
        { kind: 'hours', compact: null, tables: [{ caption: 'Telefontider', rows }] },
        t,
      ),
    ).toEqual(['Telefontider: måndag 09.00–12.00; fredag 13.00–16.00.']);
  });
});

test('a month is over on the first day of the next', () => {
  expect(isOver('2026-11', new Date('2026-11-30'))).toBe(false);
  expect(isOver('2026-11', new Date('2026-12-01'))).toBe(true);
  expect(monthBefore('2027-01')).toBe('2026-12');
});
