import { describe, expect, test } from 'vitest';
import { daysLeft, endNotice } from '../../../src/referral/certificate-end.ts';
import { endsSoonSentence } from '../../../src/referral/pgp/certificate-problems.ts';

const NOW = Date.parse('2026-11-23T12:00:00Z');

describe('the days that a certificate has left', () => {
  test.each([
    ['2026-11-24T12:00:00.000Z', 1],
    ['2026-11-24T11:59:59.000Z', 0],
    ['2026-11-23T12:00:00.000Z', 0],
    ['2026-11-23T11:59:59.000Z', -1],
    ['2028-11-22T12:00:00.000Z', 730],
  ])('until %s are %i whole ones', (expires, days) => {
    expect(daysLeft(expires, NOW)).toBe(days);
    expect(daysLeft(new Date(expires), NOW)).toBe(days);
  });

  test('are none to count where it never ends', () => {
    expect(daysLeft(null, NOW)).toBeNull();
    expect(endNotice(null)).toBeNull();
  });
});

describe('a notice', () => {
  test.each([
    [730, null],
    [90, null],
    [89, 90],
    [30, 90],
    [29, 30],
    [7, 30],
    [6, 7],
    [0, 7],
    [-1, 7],
  ])('with %i days left is that of %s', (days, notice) => {
    expect(endNotice(days)).toBe(notice);
  });

  test('is more urgent each time, and names the command that helps', () => {
    expect(endsSoonSentence('area/certificates/a.asc', 89, 90)).toBe(
      'area/certificates/a.asc ends in 89 days. Plan to replace it: npm run keys -- replace a.asc --secrets <folder>.',
    );
    expect(endsSoonSentence('area/certificates/a.asc', 29, 30)).toBe(
      'area/certificates/a.asc ends in 29 days. Replace it now, so that there is time if something fails: ' +
        'npm run keys -- replace a.asc --secrets <folder>.',
    );
    expect(endsSoonSentence('area/certificates/a.asc', 1, 7)).toBe(
      'area/certificates/a.asc ends in 1 day. Replace it TODAY: when it ends, the form closes and shows telephone numbers: ' +
        'npm run keys -- replace a.asc --secrets <folder>.',
    );
  });
});
