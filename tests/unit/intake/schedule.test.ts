import { describe, expect, it } from 'vitest';
import { LONGEST_RETRY_AFTER_MS, backoffMs } from '../../../src/intake/backoff.ts';
import { Schedule } from '../../../src/intake/schedule.ts';

const LATER = { kind: 'later' } as const;
const letters = ['one', 'two', 'three', 'four'].map((key) => ({ key }));
const keys = (list: readonly { key: string }[]) => list.map(({ key }) => key);

describe('the pauses between attempts', () => {
  it('double from 2 seconds to 15 minutes', () => {
    const pauses = [1, 2, 3, 9, 10, 1000].map((failures) => backoffMs({ failures }, 0));
    expect(pauses).toEqual([2_000, 4_000, 8_000, 512_000, 900_000, 900_000]);
  });

  it('are up to a quarter shorter by chance, so that letters do not come in a crowd', () => {
    expect(backoffMs({ failures: 3 }, 0.9999)).toBeCloseTo(6_000, -1);
  });

  it('are as long as the relay asks, but never beyond an hour', () => {
    expect(backoffMs({ failures: 1, retryAfterMs: 60_000 }, 0.5)).toBe(60_000);
    expect(backoffMs({ failures: 1, retryAfterMs: 1_000 }, 0)).toBe(1_000);
    expect(backoffMs({ failures: 5, retryAfterMs: 1_000 }, 0)).toBe(32_000);
    expect(backoffMs({ failures: 1, retryAfterMs: 1e12 }, 0)).toBe(LONGEST_RETRY_AFTER_MS);
  });
});

describe('the schedule', () => {
  it('lets fresh letters go before those that failed', () => {
    const schedule = new Schedule();
    schedule.failed('one', LATER, { now: 0, random: 0 });
    expect(keys(schedule.due(letters, 1_999))).toEqual(['two', 'three', 'four']);
    expect(keys(schedule.due(letters, 2_000))).toEqual(['two', 'three', 'four', 'one']);
  });

  it('leaves the relay alone after three failures in a row, for longer each time', () => {
    const schedule = new Schedule();
    for (const key of ['one', 'two', 'three']) schedule.failed(key, LATER, { now: 0, random: 0 });
    expect(schedule.isPaused(1_999)).toBe(true);
    expect(keys(schedule.due(letters, 1_999))).toEqual([]);
    expect(keys(schedule.due(letters, 2_000))).toEqual(['four', 'one', 'two', 'three']);
    schedule.failed('four', LATER, { now: 2_000, random: 0 });
    expect(schedule.isPaused(5_999)).toBe(true);
    expect(schedule.isPaused(6_000)).toBe(false);
  });

  it('leaves the relay alone for all letters when it asked for that', () => {
    const schedule = new Schedule();
    schedule.failed('one', { ...LATER, retryAfterMs: 30_000 }, { now: 0, random: 0 });
    expect(schedule.due(letters, 29_999)).toEqual([]);
    expect(schedule.due(letters, 30_000)).toHaveLength(4);
  });

  it('goes on at full speed after a delivery', () => {
    const schedule = new Schedule();
    for (const key of ['one', 'two', 'three']) schedule.failed(key, LATER, { now: 0, random: 0 });
    schedule.succeeded('three');
    expect(schedule.isPaused(1)).toBe(false);
    expect(schedule.failuresOf('three')).toBe(0);
    expect(schedule.failuresOf('one')).toBe(1);
  });

  it('knows when the next letter is due', () => {
    const schedule = new Schedule();
    expect(schedule.nextDueAt([])).toBe(Infinity);
    expect(schedule.nextDueAt(letters)).toBe(0);
    schedule.failed('one', LATER, { now: 5_000, random: 0 });
    expect(schedule.nextDueAt([{ key: 'one' }])).toBe(7_000);
  });
});
