import { expect, test } from 'vitest';
import { ageDays, freshness } from '../../../src/helplines/fact-age.ts';

const today = new Date('2026-11-23T12:00:00Z');

test.each([
  ['2026-11-23', 'fresh'],
  ['2026-08-25', 'fresh'],
  ['2026-08-24', 'old'],
  ['2026-05-27', 'old'],
  ['2026-05-26', 'stale'],
  ['2026-05', 'stale'],
  [null, 'undated'],
] as const)('a fact checked %s is %s', (checked, expected) => {
  expect(freshness(checked, today)).toBe(expected);
});

test('a month counts from its first day, so that no fact looks younger than it is', () => {
  expect(ageDays('2026-11', today)).toBe(22);
});
