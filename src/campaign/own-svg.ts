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

/** Longer with all entities written out than any drawing of lines. */
const MAX_WRITTEN_OUT = 20_000_000;
/** A step of a filter works on every pixel: it costs as much as so many parts. */
const PARTS_OF_A_STEP = 500;
/** Each is followed from every part. */
const MAX_STYLED = 256;

const TAG_NAME = /<(\/?)([\w:.-]+)/uy;
const ROOT_NAME = /^(?:\w+:)?svg$/u;
const SIZES = /\s(?:width|height|viewBox)\s*=\s*(?:"[^"]*"|'[^']*')/gu;
const COMMENT = /<!--/gu;
const UNREAD = /<!--|<!\[CDATA\[|<\?/gu;
/** How that which is not read ends, by how it begins. */
const ENDS: Readonly<Record<string, string>> = { '<!--': '-->', '<![CDATA[': ']]>', '<?': '?>' };
const ENTITY = /<!ENTITY\s+(\S+)\s+(?:"([^"]*)"|'([^']*)')\s*>/gu;
/** A name or a reference with a sign that is written as an entity. */
const HIDDEN =
  /(?:^|\s)(?:id|[\w:]*href|style|fill|stroke|filter|mask|[\w-]*path|marker[\w-]*)\s*=\s*(?:"[^"&]*&|'[^'&]*&)/u;
const MOVING = /(?:^|:)(?:animate\w*|set)$/u;
/** Pixels, or a page, inside a drawing: they are not sharp at every size. */
const NOT_OF_LINES = /(?:^|:)(?:image|feImage|foreignObject)$/u;
const USE = /(?:^|:)use$/u;
const STYLE = /^(?:\w+:)?style$/u;
const STEP = /(?:^|:)fe[A-Z]/u;
/** Holds what is drawn elsewhere, and draws nothing itself. */
const STOP = /(?:^|:)stop$/u;
const ATTRIBUTE = /(?<=^|\s)([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/gu;
const REFERENCE = /url\(\s*(?:["']\s*)?#([^"')\s]+)/gu;
/** What is read by browsers otherwise than here: such a name, and what ends comments and the like inside quotes. */
const READ_OTHERWISE = /<\/?[\w:.-]*[^\s\w:.\-/>!?]|["'][^"'<>]*<(?:\?|!--|!\[CDATA\[)/u;

/** A drawing by its text; null: it is none. */
export function svgDrawing(text: string): SvgDrawing | null {
  const drawing = without(COMMENT, text.replace(/^\ufeff?\s*<\?xml.*?\?>/su, ''));
  const root = rootOf(drawing);
  if (root === null) return null;
  const { x, y, width, height } = boxOf(root.attributes) ?? UNSIZED;
  const whole = drawing.slice(root.start, root.end);
  const opened = whole.replace(SIZES, '').replace(/\/?>$/u, '');
  const end = whole.slice(whole.endsWith('/>') ? -2 : -1);
  return {
    extent: { width, height },
    sized: (wide, high) =>
      [
        drawing.slice(0, root.start),
        `${opened} width="${wide}" height="${high}" viewBox="${x} ${y} ${width} ${height}"${end}`,
        drawing.slice(root.end),
      ].join(''),
  };
}

/** Refuses a drawing that moves, holds anything but lines, refers to other files, or would hang the browser. */
export function drawingRefusal(text: string): Refusal | null {
  if (READ_OTHERWISE.test(text)) return refusal('drawing');
  const plain = withEntities(without(UNREAD, text));
  const tags: Tag[] = [];
  for (const tag of tagsIn(plain ?? '')) {
    // Each part is opened and closed.
    if (tags.push(tag) > 2 * MAX_PARTS) return refusal('drawing');
  }
  const style = styleIn(text);
  if (tags.some(({ name }) => MOVING.test(name)) || /@keyframes|animation/iu.test(style))
    return refusal('moves');
  // Written in another way, a reference would not be found.
  if (/[\\&]/u.test(style) || tags.some(({ attributes }) => HIDDEN.test(attributes)))
    return refusal('drawing');
  const isOfLines = tags.every(
    ({ name, attributes }) =>
      !NOT_OF_LINES.test(name) && (!USE.test(name) || /href\s*=\s*["']\s*#/u.test(attributes)),
  );
  const styled = [...new Set(idsIn(style))];
  if (styled.length > MAX_STYLED) return refusal('drawing');
  return plain === null || !isOfLines || partsDrawn(tags, styled) > MAX_PARTS
    ? refusal('drawing')
    : null;
}

/** A text with its own entities written out; null where they hold more than words. */
function withEntities(text: string): string | null {
  const plain = text.replace(/&#(x?)([0-9a-f]+);/giu, (whole, hex: string, code: string) => {
    const point = Number.parseInt(code, hex === '' ? 10 : 16);
    // A sign of markup stays one of text.
    return point <= 0x10ffff && !'<&"\''.includes(String.fromCodePoint(point))
      ? String.fromCodePoint(point)
      : whole;
  });
  if (plain.includes('<!ENTITY %')) return null;
  const values = new Map<string, string>();
  for (const [, name = '', double, single] of plain.matchAll(ENTITY)) {
    const value = double ?? single ?? '';
    if (/[<>&%"']/u.test(value)) return null;
    // The first one holds (XML 1.0, 4.2).
    if (!values.has(name)) values.set(name, value);
  }
  let length = plain.length;
  const written = plain.replace(/&([^&;\s]+);/gu, (whole, name: string) => {
    const value = values.get(name) ?? whole;
    length += value.length;
    return length > MAX_WRITTEN_OUT ? '' : value;
  });
  return length > MAX_WRITTEN_OUT ? null : written;
}

/** A tag, and where it stands. A sign inside quotes does not end it. */
interface Tag {
  readonly closing: boolean;
  readonly name: string;
  readonly attributes: string;
  readonly start: number;
  readonly end: number;
}

/** The tags of a text, each sign of which is looked at once: what somebody else wrote must not take the longer the more it is. */
function* tagsIn(text: string): Generator<Tag> {
  for (let start = text.indexOf('<'); start !== -1; start = text.indexOf('<', start + 1)) {
    TAG_NAME.lastIndex = start;
    const [opening = '', closing, name = ''] = TAG_NAME.exec(text) ?? [];
    if (opening === '') continue;
    const from = start + opening.length;
    const to = endOfTag(text, from);
    // A browser shows nothing of what breaks off.
    if (to === -1) return;
    yield {
      closing: closing === '/',
      name,
      attributes: text.slice(from, to),
      start,
      end: to + 1,
    };
    start = to;
  }
}

function endOfTag(text: string, from: number): number {
  for (let place = from; place < text.length; place += 1) {
    const sign = text.charAt(place);
    if (sign === '>') return place;
    if (sign !== '"' && sign !== "'") continue;
    place = text.indexOf(sign, place + 1);
    if (place === -1) return -1;
  }
  return -1;
}

/** The tag that a drawing begins with; null: there is none. */
function rootOf(text: string): Tag | null {
  for (const tag of tagsIn(text)) if (!tag.closing && ROOT_NAME.test(tag.name)) return tag;
  return null;
}

/** A text without what begins so. */
function without(beginning: RegExp, text: string): string {
  const kept: string[] = [];
  let place = 0;
  for (const { 0: opening, index } of text.matchAll(beginning)) {
    if (index < place) continue;
    kept.push(text.slice(place, index));
    const end = ENDS[opening] ?? '';
    const found = text.indexOf(end, index + opening.length);
    place = found === -1 ? text.length : found + end.length;
  }
  return kept.join('') + text.slice(place);
}

interface Part {
  readonly inside: Part[];
  /** The ids of what is drawn with it. */
  readonly shows: readonly string[];
  /** As how many parts it counts. */
  readonly weight: number;
}

/** What stands in the style sheets of a drawing, read as it came: much of it is no markup. */
function styleIn(text: string): string {
  const sheets: string[] = [];
  let begin = -1;
  for (const { name, closing, start, end } of tagsIn(text)) {
    if (!STYLE.test(name)) continue;
    if (closing && begin !== -1) sheets.push(text.slice(begin, start));
    begin = closing ? -1 : end;
  }
  return sheets.join('\n');
}

const idsIn = (style: string): string[] => [...style.matchAll(REFERENCE)].map(([, id = '']) => id);

const attributesOf = (attributes: string): Map<string, string> =>
  new Map(
    [...attributes.matchAll(ATTRIBUTE)].map(([, name = '', double, single]) => [
      name,
      (double ?? single ?? '').trim(),
    ]),
  );

/**
 * How many elements are drawn when every reference is followed; deeper than any drawing: infinitely many.
 * @param styled ids that style sheets refer to: any element may be drawn with them.
 */
function partsDrawn(tags: readonly Tag[], styled: readonly string[]): number {
  const root: Part = { inside: [], shows: [], weight: 1 };
  const open = [root];
  const named = new Map<string, Part>();
  for (const { closing, name, attributes } of tags) {
    if (closing) {
      if (open.length > 1) open.pop();
      continue;
    }
    const values = attributesOf(attributes);
    const shows = [...values].flatMap(([attribute, value]) =>
      /(?:^|:)href$/u.test(attribute) ? [value.replace(/^#/u, '')] : idsIn(value),
    );
    const part: Part = {
      inside: [],
      shows: STOP.test(name) ? shows : [...shows, ...styled],
      weight: STEP.test(name) ? PARTS_OF_A_STEP : 1,
    };
    open.at(-1)?.inside.push(part);
    const id = values.get('id');
    // Of two, browsers take the first.
    if (id !== undefined && !named.has(id)) named.set(id, part);
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
    const sum = [...part.inside, ...shown].reduce(
      (all, one) => all + count(one, depth + 1),
      part.weight,
    );
    counted.set(part, sum);
    return sum;
  };
  return count(root, 0);
}

/** The part of the plane that a drawing shows, by its viewBox, else by its width and height; null: neither. */
function boxOf(attributes: string) {
  const values = attributesOf(attributes);
  const named = (name: string): string => values.get(name) ?? '';
  const [x = NaN, y = NaN, width = NaN, height = NaN] = named('viewBox')
    .split(/[\s,]+/u)
    .map(Number);
  const isBox = [x, y, width, height].every(Number.isFinite) && width > 0 && height > 0;
  if (isBox) return { x, y, width, height };
  const own = { x: 0, y: 0, width: pixelsOf(named('width')), height: pixelsOf(named('height')) };
  return own.width > 0 && own.height > 0 ? own : null;
}

/** A length in pixels; NaN where it is a part of something else. */
function pixelsOf(length: string): number {
  const [, number = '', unit = ''] = /^([\d.]+(?:e[+-]?\d+)?)\s*([a-z%]*)$/iu.exec(length) ?? [];
  return Number.parseFloat(number) * (unit === '' || unit === 'px' ? 1 : (UNITS[unit] ?? NaN));
}
