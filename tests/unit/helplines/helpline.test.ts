import { describe, expect, test } from 'vitest';
import { readHelpline } from '../../../src/helplines/helpline.ts';
import { line, week } from './fixtures.ts';

const FILE = 'content/helplines/lyktan.json';

const sentencesAbout = (json: unknown): string[] => {
  const read = readHelpline(json, FILE);
  return read.ok ? [] : read.problem;
};

test('a complete file is read as it stands', () => {
  expect(readHelpline(line(), FILE)).toEqual({ ok: true, value: line() });
});

test('lines that are always open, or whose hours or number are not known, are accepted', () => {
  const chat = { url: 'https://lyktan.example/', hours: null };
  expect(sentencesAbout(line({ hours: 'always' }))).toEqual([]);
  expect(sentencesAbout(line({ hours: null }))).toEqual([]);
  expect(sentencesAbout(line({ phone: null, hours: null, chat }))).toEqual([]);
});

describe('a mistake is told with file, field and what to write', () => {
  const good: Record<string, unknown> = line();
  const withHours = (hours: unknown): unknown => ({ ...good, hours });
  const withoutPhone = Object.fromEntries(Object.entries(good).filter(([key]) => key !== 'phone'));

  test.each([
    [
      'a number in words',
      { ...good, phone: { number: '020-111 222', display: '020-111 222' } },
      'phone.number: write the number as +4620555666 (country code, no spaces) or a short one as 116016',
    ],
    [
      'digits shown that are not dialled',
      { ...good, phone: { number: '+4620111222', display: '020-111 223' } },
      'phone.display: the digits shown are not the digits dialled; write the same number twice',
    ],
    [
      'letters in the number shown',
      { ...good, phone: { number: '112', display: 'SOS' } },
      'phone.display: write the number as it is shown, in digits with spaces or a hyphen: 020-555 666',
    ],
    [
      'a missing number',
      withoutPhone,
      'phone: write { "number": "+4620555666", "display": "020-555 666" }, or null if there is none',
    ],
    [
      'an hour that does not exist',
      withHours(week({ tue: [['09:00', '25:00']] })),
      'hours.tue[0][1]: write a time as 09:00, from 00:00 to 24:00',
    ],
    [
      'an hour without its zero',
      withHours(week({ tue: [['9:00', '16:00']] })),
      'hours.tue[0][0]: write a time as 09:00, from 00:00 to 24:00',
    ],
    [
      'an opening that runs over midnight',
      withHours(week({ fri: [['21:00', '06:00']] })),
      'hours.fri[0]: an opening must begin before it ends; write a night as ["21:00", "24:00"] and, on the next day, ["00:00", "06:00"]',
    ],
    [
      'openings that overlap',
      withHours(
        week({
          fri: [
            ['09:00', '12:00'],
            ['11:00', '16:00'],
          ],
        }),
      ),
      'hours.fri: write the openings of a day in order, with a gap between them',
    ],
    [
      'an opening that is no pair',
      withHours(week({ mon: ['09:00'] as never })),
      'hours.mon[0]: write an opening as ["09:00", "16:00"]',
    ],
    [
      'a day that is missing',
      withHours({ ...week({ mon: [['09:00', '16:00']] }), sun: undefined }),
      'hours.sun: write the openings of the day as [["09:00", "16:00"]], or [] when closed',
    ],
    [
      'a word that is not known',
      withHours('24/7'),
      'hours: write "always", null when not known, or the hours of each weekday',
    ],
    [
      'hours that are left out',
      { ...good, hours: undefined },
      'hours: write "always", null when not known, or the hours of each weekday',
    ],
    [
      'a week that is never open',
      withHours(week({})),
      'hours: no day has an opening; write null when the hours are not known',
    ],
    [
      'a day that does not exist',
      { ...good, checked: '2026-02-30' },
      'checked: this day does not exist; write the day it was checked as 2026-06-04 (or only the month, 2026-06), null if never',
    ],
    [
      'a date in words',
      { ...good, checked: '4 juni 2026' },
      'checked: write the day it was checked as 2026-06-04 (or only the month, 2026-06), null if never',
    ],
    [
      'an exception on a day that does not exist',
      { ...good, exceptions: [{ from: '06-31', to: '07-31', hours: null }] },
      'exceptions[0].from: this day does not exist; write month and day as 06-01',
    ],
    [
      'an exception to hours that never change',
      { ...good, hours: 'always', exceptions: [{ from: '06-01', to: '07-31', hours: null }] },
      'exceptions: write []: exceptions need the usual hours of each weekday',
    ],
    [
      'a field that does not exist',
      { ...good, altPhone: '020-333 444' },
      'the file: there is no field "altPhone"; remove it',
    ],
    [
      'an audience that is not known',
      { ...good, audiences: ['cats'] },
      /^content\/helplines\/lyktan\.json: audiences\[0\]: write one of: everyone, danger/u,
    ],
    [
      'an address without https',
      { ...good, web: 'http://lyktan.example/' },
      'web: write a whole address that begins with https://',
    ],
    [
      'text messages to 112',
      { ...good, sms: { number: '112', display: '112' } },
      'sms: write null: messages to 112 are answered from registered phones only',
    ],
    [
      'a number beside the way through 112',
      { ...good, viaEmergency: { ask: 'lyktan' } },
      'phone: write null: a service reached through 112 has no number of its own',
    ],
    [
      'a line that nobody can reach',
      { ...good, phone: null },
      'kind: a line needs a phone number or a chat; write "directory" or "information"',
    ],
    [
      'another id than the name of the file',
      { ...good, id: 'lanternan' },
      'id: write "lyktan", the name of the file',
    ],
    [
      'no object at all',
      [],
      'the file: write one service as an object; take another file as the pattern',
    ],
  ])('%s', (_mistake, json, expected) => {
    const sentences = sentencesAbout(json);
    expect(sentences.length).toBe(1);
    if (typeof expected === 'string') expect(sentences[0]).toBe(`${FILE}: ${expected}`);
    else expect(sentences[0]).toMatch(expected);
  });

  test('several at once are all told', () => {
    const sentences = sentencesAbout({
      ...good,
      price: 'cheap',
      languages: [],
      interpreter: 'yes',
    });
    expect(sentences).toEqual([
      `${FILE}: languages: write at least "sv"`,
      `${FILE}: interpreter: write true, false, or null when not known`,
      `${FILE}: price: write one of: free, normal, unknown`,
    ]);
  });
});
