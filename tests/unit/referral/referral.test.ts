import { describe, expect, test } from 'vitest';
import {
  CHOICES,
  FIELDS_OF,
  HIDDEN_FIELDS,
  SENDER_KINDS,
  TEXT_FIELDS,
} from '../../../src/referral/fields.ts';
import { chosenInboxes, readReferral } from '../../../src/referral/referral.ts';
import { LONG_TEXTS, entriesOf } from './fixtures.ts';

const problemsOf = (entries: [string, string][]) => {
  const read = readReferral(entries);
  return read.ok ? [] : read.problem;
};

describe('a contact request is read when', () => {
  test('only a way to reach the sender is given, and goes to social services alone', () => {
    const read = readReferral(entriesOf('self', { reach: '070-123 45 67' }));
    expect(read).toEqual({
      ok: true,
      value: {
        kind: 'self',
        locale: 'sv',
        textVersion: '1a2b3c4d',
        recipients: 'social',
        reach: '070-123 45 67',
      },
    });
  });

  test('the sender wants no answer and gives no way to be reached', () => {
    expect(problemsOf(entriesOf('self', { noReply: 'yes' }))).toEqual([]);
  });

  test('every question is left blank but one, since blank is not an answer', () => {
    const blank = Object.fromEntries(FIELDS_OF.self.map((field) => [field, '']));
    const read = readReferral(
      Object.entries({ ...blank, ...Object.fromEntries(entriesOf('self', { reach: 'x' })) }),
    );
    expect(read.ok && read.value.voicemail).toBe(undefined);
  });

  test.each(Object.entries(LONG_TEXTS))('own words are long and in %s', (_, ownWords) => {
    expect(problemsOf(entriesOf('self', { reach: 'x', ownWords }))).toEqual([]);
  });

  test.each(SENDER_KINDS)('a sender of kind %s answers all that this kind is asked', (kind) => {
    const answers = FIELDS_OF[kind]
      .filter((field) => !HIDDEN_FIELDS.some((hidden) => hidden === field))
      .map((field): [string, string] => [field, field in CHOICES ? firstChoice(field) : 'svar']);
    expect(problemsOf([...entriesOf(kind), ...answers])).toEqual([]);
  });
});

const firstChoice = (field: string): string =>
  Object.entries(CHOICES).find(([name]) => name === field)?.[1][0] ?? '';

describe('a contact request is refused when', () => {
  test('nobody could answer it', () => {
    expect(problemsOf(entriesOf('self'))).toEqual([{ field: 'reach', problem: 'missing-reach' }]);
  });

  test.each([' ', '\n\t', '\u200b\u2060', '\u202e'])(
    'the way to reach holds nothing visible (%j)',
    (reach) => {
      expect(problemsOf(entriesOf('concerned', { reach }))).toEqual([
        { field: 'reach', problem: 'missing-reach' },
      ]);
    },
  );

  test.each(TEXT_FIELDS.filter((field) => field !== 'ownWords' && field !== 'workplace'))(
    '%s has more than 200 bytes',
    (field) => {
      const answers = { reach: 'x', [field]: 'å'.repeat(101) };
      expect(problemsOf(entriesOf('self', answers))).toEqual([{ field, problem: 'too-long' }]);
      expect(problemsOf(entriesOf('self', { reach: 'x', [field]: 'å'.repeat(100) }))).toEqual([]);
    },
  );

  test('own words have more than 300 characters', () => {
    const long = { reach: 'x', ownWords: 'a'.repeat(301) };
    expect(problemsOf(entriesOf('self', long))).toEqual([
      { field: 'ownWords', problem: 'too-long' },
    ]);
    expect(problemsOf(entriesOf('self', { reach: 'x', ownWords: '🏠'.repeat(300) }))).toEqual([]);
  });

  test('a browser counts a line break as two characters: it is one', () => {
    expect(problemsOf(entriesOf('self', { reach: 'x', ownWords: 'a\r\n'.repeat(150) }))).toEqual(
      [],
    );
  });

  test.each([
    ['kind', 'someone'],
    ['locale', 'xx'],
    ['locale', '__proto__'],
    ['textVersion', 'not hex!'],
    ['recipients', 'everybody'],
    ['voicemail', 'maybe'],
    ['noReply', 'no'],
    ['interpreterGender', 'cat'],
    ['district', 'JA'],
  ])('%s is %j, which nobody can choose', (field, value) => {
    expect(problemsOf(entriesOf('self', { reach: 'x', [field]: value }))).toEqual([
      { field, problem: 'not-a-choice' },
    ]);
  });

  test('a field comes twice, so that it is not clear which answer holds', () => {
    const entries = [
      ...entriesOf('self', { reach: 'x', recipients: 'social' }),
      ['recipients', 'police'],
    ];
    expect(problemsOf(entries as [string, string][])).toEqual([
      { field: 'recipients', problem: 'not-a-choice' },
    ]);
  });

  test.each([
    ['concerned', 'ownWords'],
    ['concerned', 'noReply'],
    ['using-violence', 'recipients'],
    ['using-violence', 'firstWord'],
    ['professional', 'reachSeenBy'],
    ['self', 'workplace'],
  ] as const)('a sender of kind %s answers %s, which that page does not ask', (kind, field) => {
    const value = field === 'noReply' ? 'yes' : field === 'recipients' ? 'police' : 'x';
    expect(problemsOf(entriesOf(kind, { reach: 'x', [field]: value }))).toEqual([
      { field, problem: 'not-a-choice' },
    ]);
  });

  test('a program has filled the field that no person sees', () => {
    expect(problemsOf(entriesOf('self', { reach: 'x', website: 'https://x.example' }))).toEqual([
      { field: 'website', problem: 'not-a-choice' },
    ]);
  });

  test.each(['name', '"]<script>', 'toString', '__proto__'])(
    'it holds a field of no form of ours (%s), whose name is not repeated',
    (name) => {
      expect(problemsOf([...entriesOf('self', { reach: 'x' }), [name, 'x']])).toEqual([
        { field: 'website', problem: 'not-a-choice' },
      ]);
    },
  );

  test('it asks for an inbox that is closed', () => {
    const entries = entriesOf('self', { reach: 'x', recipients: 'both' });
    expect(readReferral(entries, ['social'])).toEqual({
      ok: false,
      problem: [{ field: 'recipients', problem: 'not-a-choice' }],
    });
    expect(readReferral(entriesOf('self', { reach: 'x' }), ['social']).ok).toBe(true);
  });

  test('several answers are wrong: all are named at once', () => {
    const wrong = entriesOf('self', { bestTimes: 'x'.repeat(201), sms: 'maybe' });
    expect(problemsOf(wrong)).toEqual(
      expect.arrayContaining([
        { field: 'reach', problem: 'missing-reach' },
        { field: 'bestTimes', problem: 'too-long' },
        { field: 'sms', problem: 'not-a-choice' },
      ]),
    );
  });
});

test('control characters are taken out; a line break stays in own words only', () => {
  const read = readReferral(
    entriesOf('self', {
      reach: '070\u0000-1\u0007\r\n23',
      ownWords: 'en\r\ntvå\u2028tre\u001b[2J',
    }),
  );
  expect(read.ok && read.value.reach).toBe('070-1 23');
  expect(read.ok && read.value.ownWords).toBe('en\ntvå\ntre[2J');
});

test('the chosen inboxes stand in the order of the frame', () => {
  expect(chosenInboxes({ recipients: 'both' })).toEqual(['social', 'police']);
  expect(chosenInboxes({ recipients: 'police' })).toEqual(['police']);
});
