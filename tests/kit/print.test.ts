import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, describe, expect, test } from 'vitest';
import type { Sheet } from '../../src/campaign/sheet.ts';
import { described, formatOf, kitFile, piecesFor, printed } from '../support/kit.ts';

const folder = mkdtempSync(join(tmpdir(), 'kit-'));
afterAll(() => rmSync(folder, { recursive: true }));

const MM = 72 / 25.4;

describe.each(piecesFor('press'))('for the printer: $file', (piece) => {
  const path = kitFile(piece.file);

  test('is a PDF without damage, with every font inside', () => {
    expect(printed('qpdf', '--check', path)).toContain('No syntax or stream encoding errors');
    const fonts = printed('pdffonts', path).trim().split('\n').slice(2);
    expect(fonts.length).toBeGreaterThan(0);
    for (const font of fonts)
      expect(font).toMatch(/\s(?:TrueType|Type 0|CID \w+).*\syes yes yes\s/u);
  });

  test('has the boxes that a printer cuts by', async () => {
    const { width, height } = formatOf(piece);
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
  });

  test('uses the inks of a printer alone', () => {
    const plain = printed('qpdf', '--qdf', '--object-streams=disable', path, '-');
    const operators = [...plain.matchAll(/^(?:[\d.-]+ )+(rg|RG|g|G|k|K|sc|SC|scn|SCN)$/gmu)];
    expect(new Set(operators.map(([, operator]) => operator!.toLowerCase()))).toEqual(
      new Set(['k']),
    );
    expect(plain).not.toMatch(/\/Subtype \/Image/u);
  });

  test('keeps its words 4 mm inside the cut', () => {
    const { width, height } = formatOf(piece);
    // A slip is 20 mm high: 2.5 mm are left on it.
    const edge = (10 + (piece.format === 'slip' ? 2.5 : 4)) * MM;
    for (const { left, top, right, bottom } of wordBoxes(path)) {
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
    expect(lettersOf(text)).toBe(lettersOf(wanted.join(' ')));
    for (const number of numbersOf(sheet))
      expect(text.replaceAll(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')).toContain(number);
  });
});

const coded = piecesFor('office').filter((piece) => described(piece).qr !== null);

test.each(coded)('the code of $file is read from 72 dots an inch', (piece) => {
  const picture = join(folder, piece.file);
  printed('pdftoppm', '-r', '72', '-png', '-singlefile', kitFile(piece.file), picture);
  const read = printed('zbarimg', '-q', '--raw', '--nodbus', `${picture}.png`).trim();
  expect(read).toBe(described(piece).qr?.alt);
});

interface WordBox {
  readonly page: number;
  readonly word: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where the words of a PDF stand, in pt; a box of the font less the quarter that most letters leave free. */
function wordBoxes(path: string): WordBox[] {
  let page = 0;
  const boxes: WordBox[] = [];
  for (const line of printed('pdftotext', '-bbox', path, '-').split('\n')) {
    if (line.includes('<page ')) page += 1;
    const box = /xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*)</u.exec(
      line,
    );
    if (box === null) continue;
    const [left, top, right, bottom] = box.slice(1, 5).map(Number);
    const free = (bottom! - top!) / 4;
    boxes.push({
      page,
      word: box[5]!,
      left: left!,
      top: top! + free,
      right: right!,
      bottom: bottom! - free,
    });
  }
  return boxes;
}

/** Everything that is read on a sheet. */
function wordsOf(sheet: Sheet): string[] {
  const lines = (told: Pick<Sheet, 'headline' | 'lines'>, own: boolean) => [
    told.headline,
    ...told.lines.flatMap((line) =>
      own
        ? [
            line.before,
            line.number,
            line.name,
            line.name !== '' && line.after !== '' ? '·' : '',
            line.after,
          ]
        : // The number of the second language is that of the first, where it stands alone.
          [line.before, line.main ? '' : line.number, line.after],
    ),
  ];
  const card = [
    sheet.card.title,
    ...sheet.card.entries.flatMap(({ number, label }) => [number, label]),
  ];
  const strip = [sheet.strip.label, sheet.strip.number];
  if (sheet.layout === 'card' || sheet.layout === 'fold') return card;
  if (sheet.layout === 'sticker' || sheet.layout === 'slip') return strip;
  return [
    ...lines(sheet, true),
    ...(sheet.second === null ? [] : lines(sheet.second, false)),
    ...(sheet.free === null ? [] : [sheet.foot.contact]),
    sheet.foot.address,
    ...sheet.foot.lines.map(({ text }) => text),
    // Ten strips: all are seen.
    ...(sheet.layout === 'strips' ? Array.from({ length: 10 }, () => strip).flat() : []),
  ];
}

function numbersOf({ layout, lines, card, strip }: Sheet): string[] {
  if (layout === 'card' || layout === 'fold') return card.entries.map(({ number }) => number);
  if (layout === 'sticker' || layout === 'slip') return [strip.number];
  return lines.flatMap(({ number }) => (number === '' ? [] : [number]));
}

/**
 * The letters and digits of a text in the order of their codes. Programs put the marks of Arabic and
 * the parts of its joined letters in orders of their own; what is there does not depend on that.
 */
const lettersOf = (text: string): string =>
  (text.normalize('NFKD').match(/[\p{L}\p{N}]/gu) ?? []).sort().join('');
