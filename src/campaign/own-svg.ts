import { failure, success, type Result } from '../i18n/result.ts';
import type { Extent } from './own-field.ts';
import { refusal, type Refusal } from './own-problems.ts';

/** A drawing of lines as text, with what of the plane it shows. */
export interface SvgDrawing {
  readonly extent: Extent;
  /** The same drawing, `width` and `height` pixels large, as it was read: without what stood around it. */
  readonly sized: (width: number, height: number) => string;
}

const SVG = 'http://www.w3.org/2000/svg';
const XLINK = 'http://www.w3.org/1999/xlink';
const XHTML = 'http://www.w3.org/1999/xhtml';

/** What is drawn once all references are followed; more than this hangs a browser. */
const MAX_PARTS = 50_000;
const MAX_DEPTH = 256;
/** Each part is opened and closed; some signs stand in comments. */
const MAX_TAGS = 3 * MAX_PARTS;
/** Longer with all entities written out than any drawing of lines. */
const MAX_WRITTEN_OUT = 20_000_000;
/** A step of a filter works on every pixel: it costs as much as so many parts. */
const PARTS_OF_A_STEP = 500;
/** Each is followed from every part. */
const MAX_STYLED = 256;
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

/** A text that is read by itself says in vain how its bytes are to be read. */
const DECLARATION = /^\ufeff?\s*<\?xml\s[^?]*\?>/u;
/** An entity that holds words only; others are not drawn by every browser alike. */
const ENTITY = /<!ENTITY\s+[^\s"'<>%&]+\s+(?:"([^"<>&%]*)"|'([^'<>&%]*)')\s*>/gu;
const MOVING = /^(?:animate\w*|set)$/u;
const MOVING_STYLE = /@keyframes|animation/iu;
/** Pixels, or a page, inside a drawing: they are not sharp at every size. */
const NOT_OF_LINES = /^(?:image|feImage|foreignObject)$/u;
const STEP = /^fe[A-Z]/u;
const REFERENCE = /url\(\s*(?:["']\s*)?#([^"')\s]+)/giu;
/** Written in another way, a reference would not be found, or stands in a file of its own. */
const HIDDEN_STYLE = /\\|@import|url\(\s*(?:["']\s*)?data:(?!font|application\/)/iu;
/** Words that are never read as style. */
const WORDS = /^(?:aria-|data-)/u;

/**
 * Reads a drawing as the browser does that draws it. Refuses what is none, moves, holds anything but
 * lines, refers to other files, or would hang the browser.
 */
export function svgDrawing(text: string): Result<SvgDrawing, Refusal> {
  const drawing = text.replace(DECLARATION, '');
  if (isTooLong(drawing)) return failure(refusal('drawing'));
  const page = new DOMParser().parseFromString(drawing, 'image/svg+xml');
  const root = page.documentElement;
  if (!isSvg(root, 'svg') || page.querySelector('parsererror') !== null)
    return failure(refusal('not-a-picture'));
  const wrong = contentRefusal([...page.querySelectorAll('*')]);
  if (wrong !== null) return failure(wrong);
  const { x, y, width, height } = boxOf(root) ?? UNSIZED;
  return success({
    extent: { width, height },
    sized: (wide, high) => {
      root.setAttribute('width', `${wide}`);
      root.setAttribute('height', `${high}`);
      root.setAttribute('viewBox', `${x} ${y} ${width} ${height}`);
      return new XMLSerializer().serializeToString(root);
    },
  });
}

/** Whether reading alone would take long: so many tags, or entities that write out more and more. */
function isTooLong(text: string): boolean {
  if (text.split('<').length > MAX_TAGS) return true;
  const values = [...text.matchAll(ENTITY)].map(([, double, single]) => double ?? single ?? '');
  if (text.split('<!ENTITY').length - 1 > values.length) return true;
  const longest = values.reduce((most, { length }) => Math.max(most, length), 0);
  return longest * text.split('&').length > MAX_WRITTEN_OUT;
}

const isSvg = (element: Element, name: string): boolean =>
  element.namespaceURI === SVG && element.localName === name;

function contentRefusal(elements: readonly Element[]): Refusal | null {
  const style = elements
    .filter(({ localName }) => localName === 'style')
    .map(({ textContent }) => textContent)
    .join('\n');
  if (elements.some(({ localName }) => MOVING.test(localName)) || MOVING_STYLE.test(style))
    return refusal('moves');
  const styled = [...new Set(idsIn(style))];
  const isDrawn =
    elements.length <= MAX_PARTS &&
    styled.length <= MAX_STYLED &&
    !HIDDEN_STYLE.test(style) &&
    elements.every(isOfLines) &&
    partsDrawn(elements, styled) <= MAX_PARTS;
  return isDrawn ? null : refusal('drawing');
}

function isOfLines(element: Element): boolean {
  const { localName, namespaceURI, attributes } = element;
  if (namespaceURI === XHTML || NOT_OF_LINES.test(localName)) return false;
  if (localName === 'use' && !hrefsOf(element).every((address) => address.startsWith('#')))
    return false;
  return [...attributes].every(
    (attribute) =>
      attribute.namespaceURI !== null ||
      WORDS.test(attribute.name) ||
      !HIDDEN_STYLE.test(attribute.value),
  );
}

/** Where an element refers to by its address, of which browsers take one or the other. */
const hrefsOf = ({ attributes }: Element): string[] =>
  [...attributes]
    .filter(
      ({ localName, namespaceURI }) =>
        localName === 'href' && (namespaceURI === null || namespaceURI === XLINK),
    )
    .map(({ value }) => value.trim());

const idsIn = (style: string): string[] => [...style.matchAll(REFERENCE)].map(([, id = '']) => id);

interface Part {
  readonly inside: Part[];
  /** The ids of what is drawn with it. */
  readonly shows: readonly string[];
  /** As how many parts it counts. */
  readonly weight: number;
  readonly depth: number;
}

/**
 * How many elements are drawn when every reference is followed; deeper than any drawing: infinitely many.
 * @param elements in the order of the drawing
 * @param styled ids that style sheets refer to: any element may be drawn with them.
 */
function partsDrawn(elements: readonly Element[], styled: readonly string[]): number {
  const parts = new Map<Element, Part>();
  const named = new Map<string, Part>();
  for (const element of elements) {
    const above = element.parentElement === null ? undefined : parts.get(element.parentElement);
    const part = partOf(element, styled, (above?.depth ?? 0) + 1);
    if (part.depth > MAX_DEPTH) return Infinity;
    parts.set(element, part);
    above?.inside.push(part);
    // Of two, browsers take the first.
    if (!named.has(element.id)) named.set(element.id, part);
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
  const [root] = parts.values();
  return root === undefined ? 0 : count(root, 0);
}

function partOf(element: Element, styled: readonly string[], depth: number): Part {
  const own = [
    ...hrefsOf(element).map((address) => address.replace(/^#/u, '')),
    ...[...element.attributes].flatMap(({ value }) => idsIn(value)),
  ];
  return {
    inside: [],
    // A stop of a gradient draws nothing itself.
    shows: element.localName === 'stop' ? own : [...own, ...styled],
    weight: STEP.test(element.localName) ? PARTS_OF_A_STEP : 1,
    depth,
  };
}

/** The part of the plane that a drawing shows, by its viewBox, else by its width and height; null: neither. */
function boxOf(root: Element) {
  const named = (name: string): string => root.getAttribute(name)?.trim() ?? '';
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
