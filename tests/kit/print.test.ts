import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, describe, expect, test } from 'vitest';
import type { Sheet } from '../../src/campaign/sheet.ts';
import type { Line } from '../../src/campaign/told.ts';
import { described, formatOf, kitFile, manifest, piecesFor, printed } from '../support/kit.ts';

const folder = mkdtempSync(join(tmpdir(), 'kit-'));
afterAll(() => rmSync(folder, { recursive: true }));

const MM = 72 / 25.4;
/** The strips to tear off are as long as this. */
const STRIP_MM = 56;

describe.each(piecesFor('press'))('for the printer: $file', (piece) => {
  const path = kitFile(piece.file);

  test('is a PDF without damage, with every font inside', () => {
    expectSound(path);
  });

  test('has the boxes that a printer cuts by', async () => {
    await expectBoxes(path, formatOf(piece));
  });

  test('uses the inks of a printer alone', () => {
    expectInks(path);
  });

  test('has small type in black alone, or in none', () => {
    const inks = smallTypeIn(path);
    // On A3 only the longest small print is as small.
    if (piece.format !== 'a3') expect(inks.has(BLACK)).toBe(true);
    expect([...inks].filter((ink) => ink !== BLACK && ink !== PAPER)).toEqual([]);
  });

  test('keeps its words 4 mm inside the cut', () => {
    const { width, height } = formatOf(piece);
    // A slip is 20 mm high: 2.5 mm are left on it.
    const edge = (10 + (piece.format === 'slip' ? 2.5 : 4)) * MM;
    const strips = piece.format === 'strips' ? (10 + height - STRIP_MM) * MM : Infinity;
    for (const { left, top, right, bottom } of wordBoxes(path, strips)) {
      expect(left).toBeGreaterThanOrEqual(edge);
      expect(right).toBeLessThanOrEqual((width + 20) * MM - edge);
      expect(top).toBeGreaterThanOrEqual(edge);
      expect(bottom).toBeLessThanOrEqual((height + 20) * MM - edge);
    }
  });

  test('sets no word upon another', () => {
    // Turned strips are read as letters side by side.
    const boxes = piece.format === 'strips' ? [] : wordBoxes(path);
    const upon = boxes.flatMap((one, place) =>
      boxes
        .slice(place + 1)
        .filter((other) => other.page === one.page)
        .filter(
          (other) =>
            Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1 &&
            Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 1,
        )
        .map((other) => `${one.word} / ${other.word}`),
    );
    expect(upon).toEqual([]);
  });
});

describe.each(manifest.booklets.filter(({ use }) => use === 'press'))(
  'the guide for the printer: $file',
  ({ file }) => {
    const path = kitFile(file);

    test('is whole, has boxes on every page, and the inks of a printer alone', async () => {
      expectSound(path);
      await expectBoxes(path, { width: 210, height: 297 });
      expectInks(path);
    });

    test('has the words of the guide for the office, page by page', () => {
      const text = (name: string) => printed('pdftotext', '-raw', name, '-');
      expect(text(path)).toBe(text(path.replace('-tryck', '')));
    });

    test('keeps its words 4 mm inside the cut', () => {
      const edge = 14 * MM;
      for (const { left, top, right, bottom } of wordBoxes(path)) {
        expect(Math.min(left, top)).toBeGreaterThanOrEqual(edge);
        expect(right).toBeLessThanOrEqual(230 * MM - edge);
        expect(bottom).toBeLessThanOrEqual(317 * MM - edge);
      }
    });
  },
);

describe.each(piecesFor('office'))('for the office: $file', (piece) => {
  const path = kitFile(piece.file);
  const sheet = described(piece);

  test('says that it is tagged for everybody (PDF/UA-1), in which language, and by a neutral title', () => {
    const information = printed('pdfinfo', path);
    expect(information).toMatch(/^Tagged:\s+yes$/mu);
    expect(information).toMatch(new RegExp(`^Title:\\s+${piece.file.replace('.pdf', '')}$`, 'mu'));
    expect(printed('pdfinfo', '-meta', path)).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(printed('qpdf', '--qdf', '--object-streams=disable', path, '-')).toContain(
      `/Lang (${sheet.lang})`,
    );
  });

  test('is tagged: a heading, and an alternative text for every picture', () => {
    const plain = printed('qpdf', '--qdf', '--object-streams=disable', path, '-');
    const figures = [...plain.matchAll(/\/S \/Figure/gu)].length;
    const alternatives = [...plain.matchAll(/\/Alt [(<]/gu)].length;
    expect(plain).toMatch(/\/S \/H1/u);
    expect(alternatives).toBe(figures);
  });

  test('holds the words of its source, with the numbers in their order', () => {
    const text = printed('pdftotext', '-raw', path, '-');
    const wanted = wordsOf(sheet);
    if (rightToLeft(sheet)) expect(cutAs(wanted, text)).toEqual(wanted.map(setOfLetters));
    else expect(lettersOf(taggedText(path))).toBe(lettersOf(wanted.join(' ')));
    for (const number of numbersOf(sheet))
      expect(text.replaceAll(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')).toContain(number);
  });
});

const coded = [...piecesFor('office'), ...piecesFor('press')].filter(
  (piece) => described(piece).qr !== null,
);

test.each(coded)('the code of $file is read from 72 dots an inch', (piece) => {
  const picture = join(folder, piece.file);
  printed('pdftoppm', '-r', '72', '-png', '-singlefile', kitFile(piece.file), picture);
  const read = printed('zbarimg', '-q', '--raw', '--nodbus', `${picture}.png`).trim();
  expect(read).toBe(described(piece).qr?.alt);
});

function expectSound(path: string): void {
  expect(printed('qpdf', '--check', path)).toContain('No syntax or stream encoding errors');
  const fonts = printed('pdffonts', path).trim().split('\n').slice(2);
  expect(fonts.length).toBeGreaterThan(0);
  for (const font of fonts) expect(font).toMatch(/\s(?:TrueType|Type 0|CID \w+).*\syes yes yes\s/u);
}

async function expectBoxes(
  path: string,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<void> {
  const document = await PDFDocument.load(readFileSync(path), { updateMetadata: false });
  for (const page of document.getPages()) {
    const media = page.getMediaBox();
    expect(media.width).toBeCloseTo((width + 20) * MM, 1);
    expect(media.height).toBeCloseTo((height + 20) * MM, 1);
    for (const [box, edge] of [
      [page.getTrimBox(), 10],
      [page.getBleedBox(), 7],
    ] as const) {
      expect(box.x).toBeCloseTo(edge * MM, 1);
      expect(box.y).toBeCloseTo(edge * MM, 1);
      expect(box.width).toBeCloseTo((width + 20 - 2 * edge) * MM, 1);
      expect(box.height).toBeCloseTo((height + 20 - 2 * edge) * MM, 1);
    }
  }
}

function expectInks(path: string): void {
  const plain = printed('qpdf', '--qdf', '--object-streams=disable', path, '-');
  const operators = [...plain.matchAll(/^(?:[\d.-]+ )+(rg|RG|g|G|k|K|sc|SC|scn|SCN)$/gmu)];
  expect(new Set(operators.map(([, operator]) => operator!.toLowerCase()))).toEqual(new Set(['k']));
  expect(plain).not.toMatch(/\/Subtype \/Image/u);
}

interface WordBox {
  readonly page: number;
  readonly word: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where the words of a PDF stand, in pt; a box of the font less the quarter that most letters leave free. Below `turnedFrom` they are turned. */
function wordBoxes(path: string, turnedFrom = Infinity): WordBox[] {
  let page = 0;
  const boxes: WordBox[] = [];
  for (const line of printed('pdftotext', '-bbox', path, '-').split('\n')) {
    if (line.includes('<page ')) page += 1;
    const box = /xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*)</u.exec(
      line,
    );
    if (box === null) continue;
    const [left, top, right, bottom] = box.slice(1, 5).map(Number);
    const turned = top! > turnedFrom;
    const [beside, above] = turned ? [(right! - left!) / 4, 0] : [0, (bottom! - top!) / 4];
    boxes.push({
      page,
      word: box[5]!,
      left: left! + beside,
      top: top! + above,
      right: right! - beside,
      bottom: bottom! - above,
    });
  }
  return boxes;
}

/** Everything that is read on a sheet, in the order in which it is read aloud; one text for what stands on one line. */
function wordsOf(sheet: Sheet): string[] {
  const { layout, card, strip, foot, free, headline, second } = sheet;
  const lines = foot.lines.map(({ text }) => text);
  const small = free === null ? [[foot.address, ...lines].join(' ')] : [foot.address, ...lines];
  const imprint = lines.join(' ');
  const entries = card.entries.map(({ number, label }) => `${number} ${label}`);
  if (layout === 'card') return [card.title, ...entries, imprint];
  if (layout === 'fold') return [card.title, imprint, ...entries];
  if (layout === 'sticker' || layout === 'slip') return [strip.label, strip.number, imprint];
  return [
    headline,
    ...(second === null ? [] : [second.headline]),
    ...sheet.lines.map((line, place) => {
      const other = second?.lines[place];
      return other === undefined ? wordsOfLine(line) : wordsOfBoth(line, other);
    }),
    ...(free === null ? [] : [foot.contact]),
    ...small,
    // One strip of ten is read aloud.
    ...(layout === 'strips' ? [`${strip.label} ${strip.number}`] : []),
  ];
}

const wordsOfLine = ({ before, number, name, after }: Line): string =>
  [before, number, name, after].join(' ');

/** Two languages say their words, then stands the number, once; a sentence round a number keeps it. */
function wordsOfBoth(line: Line, other: Line): string {
  const told = ({ before, number, after, main }: Line, alone: boolean): string[] =>
    alone && !(main && before !== '' && after !== '') ? [before, after] : [before, number, after];
  const alone = line.main || (line.after === '' && other.after === '');
  return [...told(line, alone), ...told(other, alone), alone ? line.number : ''].join(' ');
}

function numbersOf({ layout, lines, card, strip }: Sheet): string[] {
  if (layout === 'card' || layout === 'fold') return card.entries.map(({ number }) => number);
  if (layout === 'sticker' || layout === 'slip') return [strip.number];
  return lines.flatMap(({ number }) => (number === '' ? [] : [number]));
}

const rightToLeft = ({ dir, second }: Sheet): boolean => dir === 'rtl' || second?.dir === 'rtl';

/**
 * The text of a tagged PDF in the order of its tags, which is that of a reader; poppler loses words from
 * right to left. Marks are numbered anew on each page, and poppler mixes those of two pages up: there
 * the words are taken in the order in which they are drawn.
 */
const taggedText = (path: string): string =>
  /^Pages:\s+1$/mu.test(printed('pdfinfo', path))
    ? [...printed('pdfinfo', '-struct-text', path).matchAll(/^ +"(.*)"$/gmu)]
        .map(([, text]) => text)
        .join(' ')
    : printed('pdftotext', '-raw', path, '-');

/** The letters and digits of a text, in their order. */
const lettersOf = (text: string): string =>
  (text.normalize('NFKC').match(/[\p{L}\p{N}]/gu) ?? []).join('');

/** The letters of a text in the order of their codes. */
const setOfLetters = (text: string): string =>
  (text.normalize('NFKD').match(/[\p{L}\p{N}]/gu) ?? []).sort().join('');

/**
 * The letters of a sheet cut into as many texts, of the same lengths. Programs put the words of a line
 * from right to left in orders of their own, and joined letters too: each text is a set of letters, and
 * the texts stand in order.
 */
function cutAs(wanted: readonly string[], text: string): string[] {
  const letters = text.normalize('NFKD').match(/[\p{L}\p{N}]/gu) ?? [];
  return wanted.map((one) => letters.splice(0, setOfLetters(one).length).sort().join(''));
}

const BLACK = '0 0 0 1';
const PAPER = '0.02 0.04 0.11 0';
const SMALL_PT = 12;

/** The inks of all type below 12 pt, as `c m y k`, read from what the pages draw (ISO 32000-2, 9.3 and 8.4). */
function smallTypeIn(path: string): Set<string> {
  const plain = printed('qpdf', '--qdf', '--object-streams=disable', path, '-');
  const inks = new Set<string>();
  let state = { scale: 1, ink: BLACK, size: 0 };
  const outer: (typeof state)[] = [];
  for (const line of plain.split('\n')) {
    const [operator = '', ...operands] = line.trim().split(' ').reverse();
    const values = operands.reverse().map(Number);
    if (operator === 'q') outer.push({ ...state });
    else if (operator === 'Q') state = outer.pop() ?? state;
    else if (operator === 'cm') state.scale *= Math.hypot(values[0] ?? 1, values[1] ?? 0);
    else if (operator === 'k')
      state.ink = values.map((value) => Number(value.toFixed(2))).join(' ');
    else if (operator === 'Tf') state.size = values.at(-1) ?? 0;
    else if (/T[jJ]$/u.test(operator) && state.size * state.scale < SMALL_PT) inks.add(state.ink);
  }
  return inks;
}
