import { describe, expect, test } from 'vitest';
import { openState } from '../../../src/helplines/opening-hours.ts';
import { daily, week, weekdays } from './fixtures.ts';

/** An instant from Stockholm wall-clock time and its offset. */
const at = (text: string): Date => new Date(text);

const office = weekdays('09:00', '16:00');
const nights = daily(['00:00', '06:00'], ['21:00', '24:00']);

describe('on an ordinary week', () => {
  test('an open line says until when', () => {
    expect(openState(office, [], at('2026-11-24T09:00:00+01:00'))).toEqual({
      state: 'open',
      until: '16:00',
    });
    expect(openState(office, [], at('2026-11-24T15:59:59+01:00'))).toEqual({
      state: 'open',
      until: '16:00',
    });
  });

  test('a line closes on the minute, and says when it opens next', () => {
    expect(openState(office, [], at('2026-11-24T16:00:00+01:00'))).toEqual({
      state: 'closed',
      opens: { weekday: 'wed', time: '09:00', today: false },
    });
  });

  test('before it opens it says that it opens today', () => {
    expect(openState(office, [], at('2026-11-24T08:59:00+01:00'))).toEqual({
      state: 'closed',
      opens: { weekday: 'tue', time: '09:00', today: true },
    });
  });

  test('over the weekend it says Monday', () => {
    expect(openState(office, [], at('2026-11-27T16:00:00+01:00'))).toEqual({
      state: 'closed',
      opens: { weekday: 'mon', time: '09:00', today: false },
    });
  });

  test('a line of one day a week says the same day of next week, not today', () => {
    const thursdays = week({ thu: [['09:00', '12:00']] });
    expect(openState(thursdays, [], at('2026-11-26T12:00:00+01:00'))).toEqual({
      state: 'closed',
      opens: { weekday: 'thu', time: '09:00', today: false },
    });
  });

  test('between two openings of a day it is closed until the second', () => {
    const split = week({
      sat: [
        ['09:00', '12:00'],
        ['13:00', '16:00'],
      ],
    });
    expect(openState(split, [], at('2026-11-28T12:30:00+01:00'))).toEqual({
      state: 'closed',
      opens: { weekday: 'sat', time: '13:00', today: true },
    });
  });

  test('the time is that of Stockholm, wherever the reader is', () => {
    expect(openState(office, [], at('2026-11-24T07:59:00Z'))).toMatchObject({ state: 'closed' });
    expect(openState(office, [], at('2026-11-24T08:00:00Z'))).toMatchObject({ state: 'open' });
    expect(openState(office, [], at('2026-08-25T07:00:00Z'))).toMatchObject({ state: 'open' });
  });
});

describe('across midnight', () => {
  test('the evening and the small hours are one opening', () => {
    expect(openState(nights, [], at('2026-11-24T23:59:00+01:00'))).toEqual({
      state: 'open',
      until: '06:00',
    });
    expect(openState(nights, [], at('2026-11-25T00:00:00+01:00'))).toEqual({
      state: 'open',
      until: '06:00',
    });
  });

  test('in every night of the week', () => {
    for (const day of [23, 24, 25, 26, 27, 28, 29]) {
      expect(openState(nights, [], at(`2026-11-${String(day)}T23:30:00+01:00`))).toEqual({
        state: 'open',
        until: '06:00',
      });
    }
  });

  test('what ends at midnight ends at 24:00, what begins then begins at 00:00', () => {
    const evening = week({ tue: [['20:00', '24:00']], thu: [['00:00', '04:00']] });
    expect(openState(evening, [], at('2026-11-24T21:00:00+01:00'))).toEqual({
      state: 'open',
      until: '24:00',
    });
    expect(openState(evening, [], at('2026-11-25T12:00:00+01:00'))).toEqual({
      state: 'closed',
      opens: { weekday: 'thu', time: '00:00', today: false },
    });
  });
});

describe('on the nights of the clock change', () => {
  test('the hour from 2 to 3 that comes twice in October is open both times', () => {
    for (const instant of [
      '2026-10-25T00:00:00Z',
      '2026-10-25T00:30:00Z',
      '2026-10-25T01:00:00Z',
    ]) {
      expect(openState(nights, [], at(instant))).toEqual({ state: 'open', until: '06:00' });
    }
    expect(openState(nights, [], at('2026-10-25T04:59:00Z'))).toMatchObject({ state: 'open' });
    expect(openState(nights, [], at('2026-10-25T05:00:00Z'))).toEqual({
      state: 'closed',
      opens: { weekday: 'sun', time: '21:00', today: true },
    });
  });

  test('the hour from 2 to 3 that is left out in March changes nothing', () => {
    // 28 March 2027 is Easter Sunday: the same night is looked at in 2029, when it is an ordinary one.
    expect(openState(nights, [], at('2029-03-25T00:59:00Z'))).toEqual({
      state: 'open',
      until: '06:00',
    });
    expect(openState(nights, [], at('2029-03-25T01:00:00Z'))).toEqual({
      state: 'open',
      until: '06:00',
    });
    expect(openState(nights, [], at('2029-03-25T03:59:00Z'))).toMatchObject({ state: 'open' });
    expect(openState(nights, [], at('2029-03-25T04:00:00Z'))).toMatchObject({ state: 'closed' });
  });

  test('the night of 28 March 2027 is Easter: check, but never for a line that is always open', () => {
    for (const instant of ['2027-03-28T00:59:59Z', '2027-03-28T01:00:00Z']) {
      expect(openState(nights, [], at(instant))).toEqual({ state: 'check' });
      expect(openState('always', [], at(instant))).toEqual({ state: 'always' });
    }
  });

  test('a line that opens in the morning after says the right hour', () => {
    const sundays = week({ sun: [['11:00', '17:00']] });
    for (const instant of ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z']) {
      expect(openState(sundays, [], at(instant))).toEqual({
        state: 'closed',
        opens: { weekday: 'sun', time: '11:00', today: true },
      });
    }
    expect(openState(sundays, [], at('2026-10-25T10:00:00Z'))).toEqual({
      state: 'open',
      until: '17:00',
    });
  });
});

describe('where the usual hours cannot be relied on', () => {
  test.each([
    ['New Year’s Day', '2027-01-01T10:00:00+01:00'],
    ['Twelfth Night', '2026-01-05T10:00:00+01:00'],
    ['Maundy Thursday', '2026-04-02T10:00:00+02:00'],
    ['Good Friday', '2026-04-03T10:00:00+02:00'],
    ['Easter Eve', '2026-04-04T10:00:00+02:00'],
    ['Walpurgis Night', '2026-04-30T10:00:00+02:00'],
    ['Ascension Day', '2026-05-14T10:00:00+02:00'],
    ['the National Day', '2028-06-06T10:00:00+02:00'],
    ['Midsummer Eve', '2026-06-19T10:00:00+02:00'],
    ['All Saints’ Eve', '2026-10-30T10:00:00+01:00'],
    ['Christmas Eve', '2026-12-24T10:00:00+01:00'],
    ['New Year’s Eve', '2026-12-31T10:00:00+01:00'],
    ['the first of June', '2026-06-01T00:00:00+02:00'],
    ['the last of July', '2026-07-31T10:00:00+02:00'],
  ])('it is check on %s, and a line that is always open stays open', (_day, instant) => {
    expect(openState(office, [], at(instant))).toEqual({ state: 'check' });
    expect(openState('always', [], at(instant))).toEqual({ state: 'always' });
  });

  test('the day after is sure again', () => {
    expect(openState(office, [], at('2026-04-07T10:00:00+02:00'))).toMatchObject({ state: 'open' });
    expect(openState(office, [], at('2026-08-03T10:00:00+02:00'))).toMatchObject({ state: 'open' });
    expect(openState(office, [], at('2026-05-29T10:00:00+02:00'))).toMatchObject({ state: 'open' });
  });

  test('a night that runs into a doubtful day, or comes out of one, is check', () => {
    expect(openState(nights, [], at('2026-12-23T23:00:00+01:00'))).toEqual({ state: 'check' });
    expect(openState(nights, [], at('2026-12-27T01:00:00+01:00'))).toEqual({ state: 'check' });
    expect(openState(nights, [], at('2026-12-27T22:00:00+01:00'))).toMatchObject({ state: 'open' });
  });

  test('an opening that lasts for days is check when any day of it is doubtful', () => {
    const long = week({
      mon: [['08:00', '24:00']],
      tue: [['00:00', '24:00']],
      wed: [['00:00', '24:00']],
      thu: [['00:00', '24:00']],
      fri: [['00:00', '16:00']],
    });
    // Wednesday 6 January 2027 is Epiphany.
    expect(openState(long, [], at('2027-01-04T10:00:00+01:00'))).toEqual({ state: 'check' });
    expect(openState(long, [], at('2027-01-08T10:00:00+01:00'))).toEqual({ state: 'check' });
    expect(openState(long, [], at('2027-01-11T10:00:00+01:00'))).toEqual({
      state: 'open',
      until: '16:00',
    });
  });

  test('when the next opening falls on a doubtful day nothing is said of it', () => {
    expect(openState(office, [], at('2026-12-23T17:00:00+01:00'))).toEqual({ state: 'check' });
    expect(openState(office, [], at('2026-05-29T17:00:00+02:00'))).toEqual({ state: 'check' });
  });

  test('a sure opening after a holiday on which the line is never open is told', () => {
    const thursdays = week({ thu: [['09:00', '12:00']] });
    // Friday 1 May 2026; the evening before is doubtful, the evening before that is not.
    expect(openState(thursdays, [], at('2026-05-02T20:00:00+02:00'))).toEqual({
      state: 'closed',
      opens: { weekday: 'thu', time: '09:00', today: false },
    });
  });

  test('inside an exception it is check, even when its hours are known', () => {
    const august = [{ from: '08-10', to: '08-14', hours: office }];
    expect(openState(office, august, at('2026-08-10T10:00:00+02:00'))).toEqual({ state: 'check' });
    expect(openState(office, august, at('2026-08-14T15:00:00+02:00'))).toEqual({ state: 'check' });
    expect(openState(office, august, at('2026-08-17T10:00:00+02:00'))).toMatchObject({
      state: 'open',
    });
  });

  test('an exception may run over new year', () => {
    const winter = [{ from: '12-21', to: '01-10', hours: null }];
    expect(openState(office, winter, at('2026-12-21T10:00:00+01:00'))).toEqual({ state: 'check' });
    expect(openState(office, winter, at('2027-01-08T10:00:00+01:00'))).toEqual({ state: 'check' });
    expect(openState(office, winter, at('2027-01-11T10:00:00+01:00'))).toMatchObject({
      state: 'open',
    });
  });

  test('without hours it is check', () => {
    expect(openState(null, [], at('2026-11-24T10:00:00+01:00'))).toEqual({ state: 'check' });
  });
});
