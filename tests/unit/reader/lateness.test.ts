import { describe, expect, test } from 'vitest';
import { writeLetter } from '../../../src/referral/letter.ts';
import { journalText, latenessOf, latenessTimes } from '../../../src/reader/lateness.ts';
import { referralOf } from '../referral/fixtures.ts';

const WRITTEN = '2026-10-24T20:00:00Z';

const letterOf = (writtenAt: string): string =>
  writeLetter(referralOf('self'), {
    inbox: 'social',
    mark: 'K7-42',
    choice: true,
    writtenAt: new Date(writtenAt),
    withoutJavaScript: false,
    demonstration: false,
  });

const lateness = (writtenAt: string, arrivedAt: string | null, now: string) =>
  latenessOf(letterOf(writtenAt), {
    arrivedAt: arrivedAt === null ? null : new Date(arrivedAt),
    now: new Date(now),
  });

describe('a letter', () => {
  test('that came at once and is read within a day is not late', () => {
    expect(lateness(WRITTEN, '2026-10-24T20:01:00Z', '2026-10-25T19:00:00Z')).toBeNull();
    expect(lateness(WRITTEN, null, '2026-10-25T19:00:00Z')).toBeNull();
  });

  test('that was on its way for more than 12 hours is late', () => {
    expect(lateness(WRITTEN, '2026-10-25T09:30:00Z', '2026-10-25T09:40:00Z')).toBe(
      'delivered-late',
    );
  });

  test('that is read after more than a day is late, as its own rule says', () => {
    const now = '2026-10-26T08:00:00Z';
    expect(lateness(WRITTEN, '2026-10-24T20:01:00Z', now)).toBe('read-late');
    expect(lateness(WRITTEN, null, now)).toBe('read-late');
  });

  test('that was written in the future has a clock that nobody can rely on', () => {
    expect(lateness('2099-01-01T00:00:00Z', '2026-10-24T20:01:00Z', WRITTEN)).toBe('clocks-differ');
    expect(lateness('2099-01-01T00:00:00Z', null, WRITTEN)).toBe('clocks-differ');
  });

  test('whose time cannot be read is told so', () => {
    const moments = { arrivedAt: null, now: new Date(WRITTEN) };
    expect(latenessOf('SÅ FÅR VI KONTAKTA', moments)).toBe('no-time');
    expect(latenessOf('| 2026-10-24 20:00 enligt mig', moments)).toBe('no-time');
  });
});

test('both times are told as a clock in Stockholm shows them, summer and winter', () => {
  expect(
    latenessTimes(letterOf(WRITTEN), {
      arrivedAt: new Date('2026-10-25T09:30:00Z'),
      now: new Date('2026-10-25T09:40:00Z'),
    }),
  ).toBe(
    'Skrevs: 2026-10-24 22:00. Kom till brevlådan: 2026-10-25 10:30. Öppnas nu: 2026-10-25 10:40.',
  );
});

describe('the journal', () => {
  const opened = (text: string) => ({ text, arrivedAt: null, keyName: '', fingerprint: '' });
  const letter = letterOf(WRITTEN);

  test('gets the notice that stands above a late letter', () => {
    const text = journalText(opened(letter), new Date('2026-10-26T08:00:00Z'));
    expect(text).toBe(
      `FÖRSENAT: ring inte utan att kontrollera tiderna\nSkrevs: 2026-10-24 22:00. Öppnas nu: 2026-10-26 09:00.\n\n${letter.trim()}`,
    );
  });

  test('gets another letter, or a text of another form, as it is', () => {
    const now = new Date(WRITTEN);
    expect(journalText(opened(letter), now)).toBe(letter.trim());
    expect(journalText(opened('Hej!\n'), now)).toBe('Hej!');
  });
});
