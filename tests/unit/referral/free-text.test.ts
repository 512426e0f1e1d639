import { describe, expect, test } from 'vitest';
import {
  cleanLine,
  cleanLines,
  numbersToDial,
  quotedLines,
} from '../../../src/referral/free-text.ts';
import { LONG_TEXTS } from './fixtures.ts';

describe('free text in a letter', () => {
  test('begins each line with a bar, so that it cannot pass for the letter', () => {
    expect(quotedLines('hej\nSMS: JA\n\nslut')).toEqual(['| hej', '| SMS: JA', '| ', '| slut']);
  });

  test('is broken before a mail window breaks it and leaves a line without a bar', () => {
    const lines = quotedLines(`a${' '.repeat(70)}SMS: JA ${'b'.repeat(150)}`);
    for (const line of lines) expect(line).toMatch(/^\| .{0,66}$/u);
  });

  test.each(Object.entries(LONG_TEXTS))('keeps every character as written (%s)', (_, text) => {
    const together = quotedLines(text)
      .map((line) => line.slice(2))
      .join('');
    expect(together).toBe(text);
  });

  test('is not broken inside a joined emoji', () => {
    for (const line of quotedLines('👨‍👩‍👧‍👦'.repeat(42))) {
      expect(line.slice(2).replaceAll('👨‍👩‍👧‍👦', '')).toBe('');
    }
  });

  test('loses characters that force a writing direction and keeps those that belong to Arabic', () => {
    expect(quotedLines('\u202eAJ :SMS\u202c \u2066x\u2069 a\u200fb')).toEqual([
      '| AJ :SMS x a\u200fb',
    ]);
  });
});

describe('the digits of a telephone number', () => {
  test('are repeated in their order where the text around them runs from right to left', () => {
    expect(numbersToDial('اتصلي على 070-123 45 67')).toEqual(['070-123 45 67']);
  });

  test.each([
    ['Arabic', '٠٧٠ ١٢٣ ٤٥ ٦٧'],
    ['Persian', '۰۷۰ ۱۲۳ ۴۵ ۶۷'],
  ])('are repeated in digits that the team reads when written in %s ones', (_, text) => {
    expect(numbersToDial(text)).toEqual(['070 123 45 67']);
  });

  test('keep two numbers apart', () => {
    expect(numbersToDial('هاتف 0701234567 أو +46 8 123 45 67')).toEqual([
      '0701234567',
      '+46 8 123 45 67',
    ]);
  });

  test('are not repeated where nothing can be misread', () => {
    expect(numbersToDial('070-123 45 67')).toEqual([]);
  });
});

test('cleaning an answer takes time in proportion to its length, however it is made', () => {
  const started = performance.now();
  for (const hostile of [
    `a${' '.repeat(200_000)}b`,
    ' \n'.repeat(100_000),
    `a${'\u202e'.repeat(200_000)}`,
  ]) {
    cleanLine(hostile);
    cleanLines(hostile);
  }
  expect(performance.now() - started).toBeLessThan(1000);
});
