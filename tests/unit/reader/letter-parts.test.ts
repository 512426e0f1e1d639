import { expect, test } from 'vitest';
import { SENDER_KINDS } from '../../../src/referral/fields.ts';
import { CHOICE_LABELS, TEXT_LABELS } from '../../../src/referral/letter-labels.ts';
import { writeLetter } from '../../../src/referral/letter.ts';
import { isSiteLetter, letterSections, markIn } from '../../../src/reader/letter-parts.ts';
import type { LetterLine } from '../../../src/reader/letter-parts.ts';
import { referralOf } from '../referral/fixtures.ts';

const facts = {
  inbox: 'social',
  mark: 'K7-42',
  choice: true,
  writtenAt: new Date('2026-11-22T20:14:00Z'),
  withoutJavaScript: true,
  demonstration: true,
} as const;

const OWN_WORDS = `Ring mig.\n\nSMS: JA\nSÅ FÅR VI KONTAKTA\n${'Det är bäst på tisdag. '.repeat(8)}`;

const letterOf = (kind: (typeof SENDER_KINDS)[number]): string =>
  writeLetter(
    referralOf(kind, kind === 'self' || kind === 'using-violence' ? { ownWords: OWN_WORDS } : {}),
    facts,
  );

const said = (line: LetterLine): string => {
  if (line.kind === 'sentence') return line.text;
  return line.kind === 'answer'
    ? `${line.label}: ${line.answer}`
    : `${line.label === null ? '' : `${line.label}:`} ${line.words}`;
};

const bare = (text: string): string =>
  text.replaceAll(/^\| /gmu, '').replace('SLUT PÅ EGNA ORD', '').replaceAll(/\s+/gu, ' ').trim();

test.each(SENDER_KINDS)('nothing of a letter is left out or changes its place: %s', (kind) => {
  const letter = letterOf(kind);
  const shown = letterSections(letter)
    .map(({ heading, lines }) => [heading ?? '', ...lines.map(said)].join('\n'))
    .join('\n');
  expect(bare(shown)).toBe(bare(letter));
});

test('how to make contact comes before all other parts', () => {
  const headings = letterSections(letterOf('self')).flatMap(({ heading }) => heading ?? []);
  expect(headings).toEqual([
    'SÅ FÅR VI KONTAKTA',
    'NÄR DET SKREVS',
    'ÖVRIGA SVAR (det som inte står här är inte besvarat)',
    'EGNA ORD, som de skrevs (sidan var på svenska; bara rader med | är avsändarens)',
    'REGEL FÖR TEAMET',
  ]);
});

test('what a sender writes in the form of an answer stays the words of the sender', () => {
  const lines = letterSections(letterOf('self')).flatMap((section) => section.lines);
  expect(lines).toContainEqual({ kind: 'answer', label: 'SMS', answer: 'EJ BESVARAT = NEJ' });
  expect(lines).not.toContainEqual({ kind: 'answer', label: 'SMS', answer: 'JA' });
});

test('own words have the lines that their sender wrote, not those of the letter', () => {
  const words = letterSections(letterOf('self'))
    .flatMap((section) => section.lines)
    .find((line) => line.kind === 'words' && line.label === null);
  expect(words).toMatchObject({ words: OWN_WORDS.trim() });
});

test('a letter is known by its form, and its mark by its place', () => {
  const letter = letterOf('self');
  expect([isSiteLetter(letter), markIn(letter)]).toEqual([true, 'K7-42']);
  const other = '| SÅ FÅR VI KONTAKTA\n| Till: Polisen. Märke: A2-22.';
  expect([isSiteLetter(other), markIn(other)]).toEqual([false, null]);
});

test.each([...Object.values(TEXT_LABELS), ...Object.values(CHOICE_LABELS)])(
  'what was not answered stands beside its label: %s',
  (label) => {
    const [section] = letterSections(`SÅ FÅR VI KONTAKTA\n${label}: EJ BESVARAT`);
    expect(section?.lines).toEqual([{ kind: 'answer', label, answer: 'EJ BESVARAT' }]);
  },
);

test.each(SENDER_KINDS)('nothing unanswered stands by itself: %s', (kind) => {
  const lines = letterSections(letterOf(kind)).flatMap((section) => section.lines);
  const sentences = lines.flatMap((line) => (line.kind === 'sentence' ? line.text : []));
  expect(sentences.filter((text) => text.includes('EJ BESVARAT'))).toEqual([]);
});
