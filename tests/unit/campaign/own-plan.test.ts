import { expect, test } from 'vitest';
import type { OwnSheet } from '../../../src/campaign/own-copy-facts.ts';
import { lineSize, logoRoom } from '../../../src/campaign/own-field.ts';
import { planOf, type OwnChoice } from '../../../src/campaign/own-plan.ts';
import { refusal } from '../../../src/campaign/own-problems.ts';

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly ofLines: boolean;
}

const WIDE = { x: 18, y: 374, width: 86, height: 37.5 };
const NARROW = { x: 9, y: 171, width: 37, height: 34 };
const sheet = (kind: number, language: number): OwnSheet => ({
  file: `${kind}-${language}.pdf`,
  kind,
  language,
  field: kind === 0 ? WIDE : NARROW,
  rtl: false,
});
const FACTS = { kinds: ['A3', 'A5'], sheets: [sheet(0, 0), sheet(0, 1), sheet(1, 0)] };

const chosen = (choice: Partial<OwnChoice<Picture>>): OwnChoice<Picture> => ({
  kinds: new Set([0, 1]),
  languages: new Set([0]),
  logo: null,
  line: 'Reception',
  ...choice,
});
const picture = (width: number, ofLines = false) =>
  ({ ok: true, value: { width, height: width / 4, ofLines } }) as const;

test('makes every sheet that is chosen and exists in a chosen language', () => {
  const files = planOf(FACTS, chosen({ languages: new Set([0, 1]) }), 5).sheets.map(
    ({ file }) => file,
  );
  expect(files).toEqual(['0-0.pdf', '0-1.pdf', '1-0.pdf']);
});

test('asks for a sheet where none is chosen, or none exists in the language', () => {
  expect(planOf(FACTS, chosen({ kinds: new Set() }), 5).problems.sheets?.problem).toBe('sheets');
  const other = chosen({ kinds: new Set([1]), languages: new Set([1]) });
  expect(planOf(FACTS, other, 5).problems.sheets?.problem).toBe('sheets');
  const half = chosen({ languages: new Set([1]) });
  expect(planOf(FACTS, half, 5).problems.sheets?.problem).toBe('sheets');
});

test('asks for a logo or a line, and is content with either', () => {
  expect(planOf(FACTS, chosen({ line: ' ' }), 0).problems.line?.problem).toBe('nothing');
  expect(planOf(FACTS, chosen({}), 5).problems.line).toBeNull();
  const onlyLogo = planOf(FACTS, chosen({ line: '', logo: picture(2000) }), 0);
  expect(onlyLogo.problems).toEqual({ sheets: null, logo: null, line: null });
});

test('says on which sheet a line does not fit, and how much has to go', () => {
  // 30 letters that are 15 mm wide at 1 mm: 42.3 mm at the smallest size, 8 pt, on 37 mm.
  const plan = planOf(FACTS, chosen({ line: 'x'.repeat(30) }), 15);
  expect(plan.problems.line).toEqual(refusal('long', { sheet: 'A5', count: '4' }));
  const wider = planOf(FACTS, chosen({ line: 'x'.repeat(30), kinds: new Set([0]) }), 15);
  expect(wider.problems.line).toBeNull();
});

test('a line that is wrong is told so before it is told too long', () => {
  expect(planOf(FACTS, chosen({ line: 'ж'.repeat(90) }), 60).problems.line?.problem).toBe(
    'letters',
  );
});

test('measures a picture by the room that the line leaves; lines are sharp at every size', () => {
  const problem = (width: number, ofLines?: boolean) =>
    planOf(FACTS, chosen({ logo: picture(width, ofLines) }), 5).problems.logo;
  expect(problem(1015)?.values).toMatchObject({ sheet: 'A3', needed: '1016 × 254' });
  expect(problem(1016)).toBeNull();
  expect(problem(10, true)).toBeNull();
  const unreadable = { ok: false, problem: refusal('not-a-picture') } as const;
  expect(planOf(FACTS, chosen({ logo: unreadable }), 5).problems.logo?.problem).toBe(
    'not-a-picture',
  );
});

test('a line is between 8 and 18 pt, and the logo keeps off it', () => {
  expect(lineSize(2, WIDE)).toBeCloseTo((18 * 25.4) / 72);
  expect(lineSize(20, WIDE)).toBeCloseTo(4.3);
  expect(lineSize(31, WIDE)).toBeNull();
  expect(logoRoom(WIDE, 0)).toEqual({ width: 86, height: 37.5 });
  expect(logoRoom(WIDE, 4).height).toBeCloseTo(31);
});
