import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { formatOf, kitFile, manifest, piecesFor } from '../support/kit.ts';

/** Kept previews: what the family looks like. `KEEP_PREVIEWS=1` keeps those of now. */
const KEPT = join('tests', 'fixtures', 'previews');
const LOOKED_AT = manifest.pieces.filter(
  ({ use, format, locale, second }) =>
    use === 'office' &&
    format === 'a4' &&
    second === null &&
    ['sv', 'ar', 'ti', 'fi'].includes(locale),
);
/** How much of a channel may differ on average: the months at the foot change, the picture does not. */
const MOST_DIFFERENCE = 0.01;

test.each(LOOKED_AT)('$preview looks as it was kept', async ({ preview }) => {
  const kept = join(KEPT, preview);
  if (process.env.KEEP_PREVIEWS === '1') {
    mkdirSync(KEPT, { recursive: true });
    writeFileSync(kept, readFileSync(kitFile(preview)));
  }
  expect(existsSync(kept), `${kept}: look at ${kitFile(preview)} and keep it`).toBe(true);
  const [one, other] = await Promise.all([pixels(kept), pixels(kitFile(preview))]);
  expect(other.length).toBe(one.length);
  let difference = 0;
  one.forEach((value, place) => (difference += Math.abs(value - other[place]!)));
  expect(difference / one.length / 255).toBeLessThan(MOST_DIFFERENCE);
});

describe.each(piecesFor('picture'))('$file', (piece) => {
  test('has the size of its screen', async () => {
    const { width, height } = await sharp(kitFile(piece.file)).metadata();
    const format = formatOf(piece);
    expect({ width, height }).toEqual({ width: format.width, height: format.height });
  });
});

const pixels = (file: string) => sharp(file).removeAlpha().raw().toBuffer();

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

  test('no ground takes more than 300 % of ink', () => {
    const press = template.slice(template.indexOf('  press: ('), template.indexOf('  office: ('));
    const sums = [...press.matchAll(/cmyk\((\d+)%, (\d+)%, (\d+)%, (\d+)%\)/gu)].map((inks) =>
      inks.slice(1).reduce((sum, ink) => sum + Number(ink), 0),
    );
    expect(sums.length).toBeGreaterThan(5);
    expect(Math.max(...sums)).toBeLessThanOrEqual(300);
  });
});
