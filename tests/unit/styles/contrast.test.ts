import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync('src/styles/tokens.css', 'utf8');
const [light = '', dark = ''] = css.split('@media (prefers-color-scheme: dark)');
const colours = (text: string): [string, string][] =>
  [...text.matchAll(/--([a-z0-9-]+): (#[0-9a-f]{6});/gu)].map(([, name = '', value = '']) => [
    name,
    value,
  ]);
const SCHEMES = {
  light: new Map(colours(light)),
  dark: new Map([...colours(light), ...colours(dark)]),
};

const TEXT = [
  ['ink', 'paper'],
  ['ink', 'paper2'],
  ['ink2', 'paper'],
  ['ink2', 'paper2'],
  ['link', 'paper'],
  ['link', 'paper2'],
  ['brick', 'paper'],
  ['on', 'dusk'],
  ['on', 'wall'],
  ['on', 'wall2'],
  ['on-bar', 'bar'],
  ['on-lamp', 'lamp'],
] as const;
const PARTS = [
  ['rule', 'paper'],
  ['ink', 'paper'],
  ['lamp', 'wall'],
  ['lamp', 'pane'],
] as const;

describe.each(Object.entries(SCHEMES))('%s', (_scheme, tokens) => {
  test.each(TEXT)('text in %s on %s has at least 7:1', (front, ground) => {
    expect(contrast(tokens.get(front), tokens.get(ground))).toBeGreaterThanOrEqual(7);
  });

  test.each(PARTS)('%s on %s has at least 3:1', (front, ground) => {
    expect(contrast(tokens.get(front), tokens.get(ground))).toBeGreaterThanOrEqual(3);
  });
});

/** Contrast ratio (WCAG 2.2, "contrast ratio" and "relative luminance"). */
function contrast(one = '', other = ''): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((start) => parseInt(hex.slice(start, start + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
