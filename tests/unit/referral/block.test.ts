import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { BLOCK_BYTES, padBlock } from '../../../src/referral/block.ts';
import { MAX_NOTE_BYTES } from '../../../src/referral/choice-note.ts';
import {
  CHOICES,
  FIELDS_OF,
  MAX_OWN_WORDS_CODE_POINTS,
  SENDER_KINDS,
  TEXT_FIELDS,
} from '../../../src/referral/fields.ts';
import { writeLetter } from '../../../src/referral/letter.ts';
import type { Referral } from '../../../src/referral/referral.ts';
import { utf8Bytes } from '../../../src/referral/free-text.ts';
import { LONG_TEXTS, referralOf } from './fixtures.ts';

const subjects = { inner: 'Meddelande K7-42', outer: 'Post K7-42' };
const facts = {
  inbox: 'police',
  mark: 'K7-42',
  choice: true,
  writtenAt: new Date('2026-11-22T20:14:00Z'),
  withoutJavaScript: true,
  demonstration: true,
  note: 'ክ'.repeat(Math.floor(MAX_NOTE_BYTES / 3)),
} as const;

describe('what is encrypted', () => {
  test.each(['', 'kort', 'å'.repeat(2000)])('has always the same size', (text) => {
    expect(padBlock(text, subjects)).toHaveLength(BLOCK_BYTES);
  });

  test('ends in blank lines, so that plain decryption shows no padding', () => {
    const text = new TextDecoder().decode(padBlock('Hej\n', subjects));
    expect(text).toMatch(/\r\nHej\r\n\r\n--del--\r\n[ \r\n]*$/);
    for (const line of text.split('\r\n')) expect(line.length).toBeLessThanOrEqual(76);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  test('is read by another mail parser as the letter and nothing else, without defects', () => {
    const letter = `SÅ FÅR VI KONTAKTA\n| ${LONG_TEXTS.Arabic}\n| ${LONG_TEXTS['joined emoji']}\n`;
    const script = [
      'import sys, json, email, email.policy',
      'm = email.message_from_binary_file(sys.stdin.buffer, policy=email.policy.default)',
      'parts = list(m.walk())',
      'print(json.dumps({"types": [p.get_content_type() for p in parts], "subject": m["Subject"],',
      '  "hp": m["Content-Type"].params["hp"], "outer": m["HP-Outer"],',
      '  "text": parts[1].get_content(), "defects": sum(len(p.defects) for p in parts)}))',
    ].join('\n');
    const output = execFileSync('python3', ['-c', script], { input: padBlock(letter, subjects) });
    expect(JSON.parse(output.toString())).toEqual({
      types: ['multipart/mixed', 'text/plain'],
      subject: 'Meddelande K7-42',
      hp: 'cipher',
      outer: 'Subject: Post K7-42',
      text: letter,
      defects: 0,
    });
  });

  test('never holds half a letter', () => {
    expect(() => padBlock('x'.repeat(BLOCK_BYTES), subjects)).toThrow(RangeError);
  });

  test.each(['a\r\nBcc: x@example.org', 'Brådskande', ''])('has no subject such as %j', (inner) => {
    expect(() => padBlock('Hej', { ...subjects, inner })).toThrow(RangeError);
  });

  test('cannot be ended early by a line of the text', () => {
    expect(() => padBlock('Hej\n--del--\nmer', subjects)).toThrow(RangeError);
  });
});

const ALPHABETS = ['a', 'å', 'a ', 'ع', 'ع ', 'ክ', '🏠', '👨‍👩‍👧‍👦', '٠٧٠ ١٢٣ ', '000000,ع', 'x\u0301'];

describe('every letter fits', () => {
  test.each(SENDER_KINDS)('with every answer as long as it may be, kind %s', (kind) => {
    for (const alphabet of ALPHABETS) {
      const letter = writeLetter(longestReferral(kind, alphabet), facts);
      expect(padBlock(letter, subjects)).toHaveLength(BLOCK_BYTES);
    }
  });

  test('with 200 bytes in each answer and 2,000 bytes of own words, more than the form lets through', () => {
    for (const ownWords of [
      ...ALPHABETS.map((text) => upTo(text, 2000)),
      'a\n'.repeat(150),
      '\n'.repeat(300),
    ]) {
      const referral: Referral = { ...longestReferral('self', 'ع '), ownWords };
      expect(padBlock(writeLetter(referral, facts), subjects)).toHaveLength(BLOCK_BYTES);
    }
  });

  // A line break costs a letter as much as four bytes do, so own words of short lines are among the longest.
  test.each([
    ['beside each other', ''],
    ['on lines of their own', '\n'],
  ])('with answers of any three scripts %s', (_how, between) => {
    for (const one of ALPHABETS) {
      for (const two of ALPHABETS) {
        for (const three of ALPHABETS) {
          const mix = [one, two, three].join(between) + between;
          const referral = {
            ...longestReferral('self', `${one}${two}${three}`),
            ownWords: Array.from(mix.repeat(MAX_OWN_WORDS_CODE_POINTS))
              .slice(0, MAX_OWN_WORDS_CODE_POINTS)
              .join(''),
          };
          expect(padBlock(writeLetter(referral, facts), subjects)).toHaveLength(BLOCK_BYTES);
        }
      }
    }
  });
});

const upTo = (alphabet: string, maxBytes: number): string => {
  const characters = Array.from(alphabet.repeat(Math.ceil(maxBytes / utf8Bytes(alphabet))));
  let bytes = 0;
  return characters.filter((character) => (bytes += utf8Bytes(character)) <= maxBytes).join('');
};

const longestReferral = (kind: Referral['kind'], alphabet: string): Referral => {
  const fields = FIELDS_OF[kind];
  const texts = TEXT_FIELDS.filter((field) => fields.includes(field));
  const choices = Object.entries(CHOICES).filter(([field]) =>
    fields.some((asked) => asked === field),
  );
  return {
    ...referralOf(
      kind,
      Object.fromEntries(choices.map(([field, values]) => [field, values.at(-1)])),
    ),
    locale: 'sv-x-lattlast',
    ...Object.fromEntries(texts.map((field) => [field, upTo(alphabet, 200)])),
    ...(fields.includes('ownWords')
      ? {
          ownWords: Array.from(alphabet.repeat(MAX_OWN_WORDS_CODE_POINTS))
            .slice(0, MAX_OWN_WORDS_CODE_POINTS)
            .join(''),
        }
      : {}),
  };
};
