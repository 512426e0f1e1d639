import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { formatOf, kitFile, manifest, piecesFor, printed } from '../support/kit.ts';

const folder = mkdtempSync(join(tmpdir(), 'look-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Kept previews: what the family looks like. `KEEP_PREVIEWS=1` keeps those of now. */
const KEPT = join('tests', 'fixtures', 'previews');
const LOOKED_AT = manifest.pieces.filter(
  ({ use, format, locale, second }) =>
    use === 'office' &&
    format === 'a4' &&
    second === null &&
    ['sv', 'ar', 'ti', 'fi'].includes(locale),
);
/** What is compared: squares of this many pixels, in which one window is a large part. */
const TILE = 13;
/** How much of a channel may differ on average in the worst tile. */
const MOST_DIFFERENCE = 0.02;
/** The months stand in the lowest sixth of a sheet, and change. */
const MOST_DIFFERENCE_AT_FOOT = 0.3;
const FOOT = 5 / 6;

test.each(LOOKED_AT)('$preview looks as it was kept', async ({ preview }) => {
  const kept = join(KEPT, preview);
  if (process.env.KEEP_PREVIEWS === '1') {
    mkdirSync(KEPT, { recursive: true });
    writeFileSync(kept, readFileSync(kitFile(preview)));
  }
  expect(existsSync(kept), `${kept}: look at ${kitFile(preview)} and keep it`).toBe(true);
  const [one, other] = await Promise.all([pixels(kept), pixels(kitFile(preview))]);
  const found = differences(one, other);
  expect(found.above).toBeLessThan(MOST_DIFFERENCE);
  expect(found.foot).toBeLessThan(MOST_DIFFERENCE_AT_FOOT);
});

/** Large enough for the lines of the houses to be seen. */
const OFFICE_WIDTH = 480;
const A3 = [
  'ring-affisch-a3-sv',
  'ung-affisch-a3-ar',
  'arbete-affisch-a3-ti',
  'sluta-affisch-a3-fi',
];

test.each(A3)(
  '%s looks on an office printer as it was kept: houses without lines inside',
  async (name) => {
    const scale = ['-scale-to-x', String(OFFICE_WIDTH), '-scale-to-y', '-1'];
    const drawn = join(folder, name);
    printed('pdftoppm', '-png', '-singlefile', ...scale, kitFile(`${name}.pdf`), drawn);
    const kept = join(KEPT, `${name}-kontor.webp`);
    if (process.env.KEEP_PREVIEWS === '1')
      await sharp(`${drawn}.png`).webp({ lossless: true }).toFile(kept);
    expect(existsSync(kept), `${kept}: look at ${kitFile(name)}.pdf and keep it`).toBe(true);
    const [one, other] = await Promise.all([pixels(kept), pixels(`${drawn}.png`)]);
    const found = differences(one, other);
    expect(found.above).toBeLessThan(MOST_DIFFERENCE);
    expect(found.foot).toBeLessThan(MOST_DIFFERENCE_AT_FOOT);
  },
);

test.each(['ring-affisch-a4-sv.webp', 'ung-affisch-a4-ar.webp'])(
  'a picture four pixels higher would be seen in %s, and so would a window that is not lit',
  async (preview) => {
    const kept = await pixels(join(KEPT, preview));
    const { width, height } = kept;
    const row = width * 3;
    const raised = {
      ...kept,
      data: Buffer.concat([kept.data.subarray(4 * row), kept.data.subarray(0, 4 * row)]),
    };
    expect(differences(kept, raised).above).toBeGreaterThan(MOST_DIFFERENCE);
    const dark = { ...kept, data: Buffer.from(kept.data) };
    let lamps = 0;
    for (let place = 0; place < width * height * 3; place += 3) {
      const [red, , blue] = kept.data.subarray(place, place + 3);
      if (red! < 200 || blue! > 120) continue;
      lamps += 1;
      dark.data.set([0x3f, 0x66, 0x6e], place);
    }
    expect(lamps).toBeGreaterThan(9);
    expect(differences(kept, dark).above).toBeGreaterThan(MOST_DIFFERENCE);
  },
);

describe.each(piecesFor('picture'))('$file', (piece) => {
  test('has the size of its screen', async () => {
    const { width, height } = await sharp(kitFile(piece.file)).metadata();
    const format = formatOf(piece);
    expect({ width, height }).toEqual({ width: format.width, height: format.height });
  });
});

interface Pixels {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
}

async function pixels(file: string): Promise<Pixels> {
  const { data, info } = await sharp(file)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** The mean difference of the tile that differs most, above the foot and in it; 1: black for white. */
function differences(
  one: Pixels,
  other: Pixels,
): { readonly above: number; readonly foot: number } {
  expect([other.width, other.height]).toEqual([one.width, one.height]);
  const { width, height } = one;
  const worst = { above: 0, foot: 0 };
  for (let top = 0; top < height; top += TILE) {
    for (let left = 0; left < width; left += TILE) {
      const [right, bottom] = [Math.min(width, left + TILE), Math.min(height, top + TILE)];
      let sum = 0;
      for (let y = top; y < bottom; y += 1) {
        for (let at = (y * width + left) * 3; at < (y * width + right) * 3; at += 1) {
          sum += Math.abs(one.data[at]! - other.data[at]!);
        }
      }
      const part = bottom > height * FOOT ? 'foot' : 'above';
      worst[part] = Math.max(worst[part], sum / ((right - left) * (bottom - top) * 3 * 255));
    }
  }
  return worst;
}

describe('colours of the sheets', () => {
  const template = readFileSync('src/campaign/sheet.typ', 'utf8');
  const of = (palette: string, name: string): readonly number[] => {
    const block = template.slice(template.indexOf(`  ${palette}: (`));
    const rgb = new RegExp(`\\b${name}: rgb\\("#(\\w{6})"\\)`, 'u').exec(block);
    const cmyk = new RegExp(`\\b${name}: cmyk\\((\\d+)%, (\\d+)%, (\\d+)%, (\\d+)%\\)`, 'u').exec(
      block,
    );
    if (palette !== 'press')
      return [0, 2, 4].map((at) => Number.parseInt(rgb![1]!.slice(at, at + 2), 16));
    const [c, m, y, black] = cmyk!.slice(1).map((share) => Number(share) / 100);
    return [c!, m!, y!].map((ink) => 255 * (1 - ink) * (1 - black!));
  };
  const light = (colour: readonly number[]) => {
    const [r, g, b] = colour.map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
  };
  const contrast = (one: readonly number[], other: readonly number[]) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high! + 0.05) / (low! + 0.05);
  };

  test.each(['screen', 'press', 'office'])('text on %s stands out at least 7 to 1', (palette) => {
    for (const [text, under] of [
      ['ink', 'paper'],
      ['on', 'wall'],
      ['on', 'dusk'],
      ['ink', 'white'],
    ] as const) {
      expect(
        contrast(of(palette, text), of(palette, under)),
        `${text} on ${under}`,
      ).toBeGreaterThanOrEqual(7);
    }
  });

  test('no ground takes more than 260 % of ink', () => {
    const press = template.slice(template.indexOf('  press: ('), template.indexOf('  office: ('));
    const sums = [...press.matchAll(/cmyk\((\d+)%, (\d+)%, (\d+)%, (\d+)%\)/gu)].map((inks) =>
      inks.slice(1).reduce((sum, ink) => sum + Number(ink), 0),
    );
    expect(sums.length).toBeGreaterThan(5);
    expect(Math.max(...sums)).toBeLessThanOrEqual(260);
  });
});
