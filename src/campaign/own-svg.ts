import type { Extent } from './own-field.ts';
import { refusal, type Refusal } from './own-problems.ts';

/** A drawing of lines as text, with what of the plane it shows. */
export interface SvgDrawing {
  readonly extent: Extent;
  /** The same drawing, `width` and `height` pixels large. */
  readonly sized: (width: number, height: number) => string;
}

/** What is drawn once all references are followed; more than this hangs a browser. */
const MAX_PARTS = 50_000;
const MAX_DEPTH = 256;
/** What a browser gives a drawing that does not say how large it is (CSS Images 3, 5.1). */
const UNSIZED = { x: 0, y: 0, width: 300, height: 150 };
/** Pixels in a unit. */
const UNITS: Readonly<Record<string, number>> = {
  pt: 4 / 3,
  pc: 16,
  mm: 96 / 25.4,
  cm: 96 / 2.54,
  in: 96,
};

/** What is written in a tag after its name; a sign inside quotes does not end it. */
const ATTRIBUTES = /((?:[^>"']|"[^"]*"|'[^']*')*)/u.source;
const ROOT = new RegExp(`<(?:\\w+:)?svg(?![\\w:-])${ATTRIBUTES}>`, 'u');
const TAG = new RegExp(`<(/?)([\\w:.-]+)${ATTRIBUTES}>`, 'gu');
const SIZES = /\s(?:width|height|viewBox)\s*=\s*(?:"[^"]*"|'[^']*')/gu;
const UNREAD = /<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>/gsu;
const ENTITY = /<!ENTITY\s+(\S+)\s+(?:"([^"]*)"|'([^']*)')\s*>/gu;
const MOVING = /^(?:animate\w*|set)$/u;
/** Pixels, or a page, inside a drawing: they are not sharp at every size. */
const NOT_OF_LINES = /^(?:image|feImage|foreignObject)$/u;

/** A drawing by its text; null: it is none. */
export function svgDrawing(text: string): SvgDrawing | null {
  const drawing = text.replace(/^\ufeff?\s*<\?xml.*?\?>/su, '').replace(/<!--.*?-->/gsu, '');
  const [whole, attributes = ''] = ROOT.exec(drawing) ?? [];
  if (whole === undefined) return null;
  const { x, y, width, height } = boxOf(attributes) ?? UNSIZED;
  const opened = whole.replace(SIZES, '').replace(/\/?>$/u, '');
  const end = whole.slice(whole.endsWith('/>') ? -2 : -1);
  return {
    extent: { width, height },
    sized: (wide, high) =>
      drawing.replace(
        whole,
        () =>
          `${opened} width="${wide}" height="${high}" viewBox="${x} ${y} ${width} ${height}"${end}`,
      ),
  };
}

/** Refuses a drawing that moves, holds anything but lines, refers to other files, or would hang the browser. */
export function drawingRefusal(text: string): Refusal | null {
  const plain = withEntities(text.replace(UNREAD, ''));
  const tags = [...(plain ?? '').matchAll(TAG)].map(([, closing, name = '', attributes = '']) => ({
    closing: closing === '/',
    name: name.replace(/^.*:/u, ''),
    attributes,
  }));
  if (tags.some(({ name }) => MOVING.test(name))) return refusal('moves');
  const isOfLines = tags.every(
    ({ name, attributes }) =>
      !NOT_OF_LINES.test(name) && (name !== 'use' || /href\s*=\s*["']\s*#/u.test(attributes)),
  );
  return plain === null || !isOfLines || partsDrawn(tags) > MAX_PARTS ? refusal('drawing') : null;
}

/** A text with its own entities written out; null where they hold more than words. */
function withEntities(text: string): string | null {
  let plain = text.replace(/&#(x?)([0-9a-f]{1,6});/giu, (whole, hex: string, code: string) => {
    const point = Number.parseInt(code, hex === '' ? 10 : 16);
    // A sign of markup stays one of text.
    return point <= 0x10ffff && !'<&"\''.includes(String.fromCodePoint(point))
      ? String.fromCodePoint(point)
      : whole;
  });
  for (const [, name = '', double, single] of plain.matchAll(ENTITY)) {
    const value = double ?? single ?? '';
    if (/[<&%]/u.test(value)) return null;
    plain = plain.replaceAll(`&${name};`, value);
  }
  return plain.includes('<!ENTITY %') ? null : plain;
}

interface Tag {
  readonly closing: boolean;
  readonly name: string;
  readonly attributes: string;
}

interface Part {
  readonly inside: Part[];
  /** The ids of what is drawn with it. */
  readonly shows: readonly string[];
}

/** How many elements are drawn when every reference is followed; deeper than any drawing: infinitely many. */
function partsDrawn(tags: readonly Tag[]): number {
  const root: Part = { inside: [], shows: [] };
  const open = [root];
  const named = new Map<string, Part>();
  for (const { closing, attributes } of tags) {
    if (closing) {
      if (open.length > 1) open.pop();
      continue;
    }
    const shows = [...attributes.matchAll(/(?:href\s*=\s*["']|url\(\s*["']?)\s*#([^"')\s]+)/gu)];
    const part: Part = { inside: [], shows: shows.map(([, id = '']) => id) };
    open.at(-1)?.inside.push(part);
    const [, , id] = /(?:^|\s)id\s*=\s*(["'])(.*?)\1/su.exec(attributes) ?? [];
    if (id !== undefined) named.set(id, part);
    if (!attributes.endsWith('/')) open.push(part);
    if (open.length > MAX_DEPTH) return Infinity;
  }
  const counted = new Map<Part, number>();
  const count = (part: Part, depth: number): number => {
    const known = counted.get(part);
    if (known !== undefined) return known;
    // What shows itself is not drawn again.
    counted.set(part, 0);
    if (depth > 4 * MAX_DEPTH) return Infinity;
    const shown = part.shows.flatMap((id) => named.get(id) ?? []);
    const sum = [...part.inside, ...shown].reduce((all, one) => all + count(one, depth + 1), 1);
    counted.set(part, sum);
    return sum;
  };
  return count(root, 0);
}

/** The part of the plane that a drawing shows, by its viewBox, else by its width and height; null: neither. */
function boxOf(attributes: string) {
  const named = (name: string): string =>
    new RegExp(`\\s${name}\\s*=\\s*["']([^"']*)["']`, 'u').exec(attributes)?.[1]?.trim() ?? '';
  const [x = NaN, y = NaN, width = NaN, height = NaN] = named('viewBox')
    .split(/[\s,]+/u)
    .map(Number);
  if (width > 0 && height > 0) return { x, y, width, height };
  const own = { x: 0, y: 0, width: pixelsOf(named('width')), height: pixelsOf(named('height')) };
  return own.width > 0 && own.height > 0 ? own : null;
}

/** A length in pixels; NaN where it is a part of something else. */
function pixelsOf(length: string): number {
  const [, number = '', unit = ''] = /^([\d.]+(?:e[+-]?\d+)?)\s*(\D*)$/iu.exec(length) ?? [];
  return Number.parseFloat(number) * (unit === '' || unit === 'px' ? 1 : (UNITS[unit] ?? NaN));
}
