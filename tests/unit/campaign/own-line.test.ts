import { expect, test } from 'vitest';
import { lineProblem, tidied } from '../../../src/campaign/own-line.ts';

const problemOf = (line: string) => lineProblem(tidied(line))?.problem ?? null;

test.each([
  'Reception 08-123 45 67',
  'Bibliotekets informationsdisk, vån 2, tel. 08-508 123 45',
  'Götgatan 12 · öppet 10–18 · +46 8 123 45 67',
  'Fråga Åsa på kontoret (port 4)',
  'reception@example.org',
  'Łukasz Żółć, Ağaoğlu & Ñandú – 0771-22 44 88',
  'Ring 112',
  'Reception 08-112 34 56, rum 12',
  'Öppet 10.00–18.30, 08-12 34 56/57',
  'tel 08 - 123 45 67',
  '08.123.45.67 · kl. 9',
  '+46 (0)8-123 45 67',
  'info_x@example.org',
  'rum 12·34, 08·123·45·67',
  'Öppet 10–18, lör 11–15 · 08-123 45 67',
  '08-12 34 56/57/58',
  '+46_8_123_45_67',
  'example.org/kontakt?a=1&b=2#hit',
  '113 50 Stockholm, 08-123 45 67',
  'Odengatan 12, 113 50 Stockholm · 08-123 45 67',
  '08-123 45 67, 11350 Stockholm',
  'SE-113 50 Stockholm, +46 8 123 45 67',
  'Odengatan 12, 113 50 Stockholm',
  'Mån 9.00–16.30, 113 50 Stockholm, 08-123 45 67',
  'Öppet 10.00–18.30 08-123 45 67',
  'Öppet 10.00–18.30 112',
  '08-123 45 67 10.00–18.30',
  '',
])('takes “%s”', (line) => {
  expect(problemOf(line)).toBeNull();
});

test.each([
  '08-123 45 67 eller 070-123 45 67',
  '08-123 45 67, 112',
  '08-12 34 56 / 08-78 90 12',
  '+46 8 123 45 67 +46 70 123 45 67',
  '1177 och 112',
  '116 016 112',
  '08-123 45 67/112',
  '08-123 45 67 – 112',
  '08-123 45 67 - 112',
  '0701234567 112',
  '070 123 45 67 112',
  '114 14 116016',
  '070.123.45.67 08.123.45.67',
  'vån 2 112 · 08-123 45 67',
  '070_123_45_67 08_123_45_67',
  '070·123·45·67 08·123·45·67',
  '070~123~45~67|08~123~45~67',
  '070–123–45–67 och 08–123–45–67',
  '070,123,45,67 112',
  '070 _ 123 _ 45 _ 67 112',
  '1·1·2 1·1·7·7',
  '116_016_112',
  '112·1177',
  '07.01-23.45 67 08-123 45 67',
  '08-12 3 07.01-23.45 6 112',
  '08 12.34-15.16 070-123 45 67',
  '070-123 45 67 890 12 Stockholm, 08-123 45 67',
  '070-1 234 56 Stockholm, 08-123 45 67',
  '114 14 Polisen, 08-123 45 67',
  '113 50 08-123 45 67',
  '113 50 Stockholm, 118 46 Stockholm, 08-123 45 67',
  '070-123 45 67, 113 50 Stockholm, 08-123 45 67',
])('refuses two numbers: “%s”', (line) => {
  expect(problemOf(line)).toBe('numbers');
});

test.each(['Стокгольм', 'للتواصل', 'ብስልኪ', 'Ring ☎', 'Rіng', 'Hej 👋', 'a<b'])(
  'refuses what is not Latin: “%s”',
  (line) => {
    expect(problemOf(line)).toBe('letters');
  },
);

test('names each letter that it refuses once', () => {
  expect(lineProblem('Rіng ☎☎')?.values).toEqual({ letters: 'і ☎' });
});

test('composes letters and leaves single spaces', () => {
  expect(tidied('  A\u030asa \u00a0 Ek\n')).toBe('Åsa Ek');
});
