import { describe, expect, test } from 'vitest';
import { TEMPLATE } from '../../../src/campaign/sheet-files.ts';
import { typst, typstMessage } from '../../../src/campaign/typst.ts';

/** The pictures of the kit, width by height in mm, and those a little wider and higher. */
const SHAPES = [
  [297, 61],
  [210, 43],
  [210, 63],
  [148, 30],
  [148, 45],
  [108, 14],
  [108, 23],
  [108, 60],
  [108, 110],
  [71, 83],
  [44, 52],
] as const;

/** What Typst says of a sentence about the part of the street that a picture shows; empty: it holds. */
function complaint(
  theme: string,
  [width, height]: readonly [number, number],
  claim: string,
): string {
  const source = `${TEMPLATE}#{
    let v = view((theme: "${theme}", dir: "ltr"), ${width}mm, ${height}mm, ${width / 50}mm)
    let seen = (${height}mm + v.lift) / ${width}mm * v.wide
    assert(${claim}, message: repr((..v, seen: seen)))
  }`;
  try {
    typst()?.plainSvg({ mainFileContent: source });
    return '';
  } catch (error) {
    return typstMessage(error);
  }
}

describe.each(['support', 'young'])('the street of %s', (theme) => {
  test.each(SHAPES)('shows its roofs whole on %i × %i mm', (...shape) => {
    expect(complaint(theme, shape, 'v.y <= roofs.top')).toBe('');
  });

  test.each(SHAPES)('shows the spire whole or not at all on %i × %i mm', (...shape) => {
    const spire = 'v.x < roofs.to and v.x + v.wide > roofs.from';
    const whole = 'v.y <= roofs.spire and v.x < roofs.from and v.x + v.wide > roofs.to';
    expect(complaint(theme, shape, `not (${spire}) or (${whole})`)).toBe('');
  });

  test.each(SHAPES)('shows the lit window whole on %i × %i mm', (...shape) => {
    const [across, down] = ['v.lit.at(0)', 'v.lit.at(1)'];
    const inside = `${across} > v.x and ${across} + 36 < v.x + v.wide and ${down} > v.y and ${down} + 68 < v.y + seen`;
    expect(complaint(theme, shape, inside)).toBe('');
  });
});

test('a sentence that does not hold is found', () => {
  expect(complaint('support', [210, 43], 'false')).not.toBe('');
});
