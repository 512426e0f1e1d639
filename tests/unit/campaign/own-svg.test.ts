import { expect, test } from 'vitest';
import { textOf } from '../../../src/campaign/own-image.ts';
import { drawingRefusal, svgDrawing } from '../../../src/campaign/own-svg.ts';

const XMLNS = 'xmlns="http://www.w3.org/2000/svg"';
const svg = (inside: string, attributes = 'viewBox="0 0 40 10"'): string =>
  `<svg ${XMLNS} ${attributes}>${inside}</svg>`;
const problemOf = (text: string) => drawingRefusal(text)?.problem ?? null;

test.each([
  ['its viewBox', svg('', 'viewBox="0 0 40 10"'), { width: 40, height: 10 }],
  ['a sign in quotes', svg('', 'data-a="x > y" viewBox="0 0 40 10"'), { width: 40, height: 10 }],
  ['pixels', svg('', 'width="40" height="10px"'), { width: 40, height: 10 }],
  ['inches', svg('', 'width="2in" height="1in"'), { width: 192, height: 96 }],
  ['no number', svg('', 'viewBox="0 0 Infinity 1"'), { width: 300, height: 150 }],
  [
    'words in another value',
    svg('', `width="9" height="9" data-a=" viewBox='0 0 5 5'"`),
    { width: 9, height: 9 },
  ],
  ['nothing', svg('', ''), { width: 300, height: 150 }],
  ['parts of a page', svg('', 'width="100%" height="100%"'), { width: 300, height: 150 }],
  ['a comment before it', `<!-- <svg> -->${svg('')}`, { width: 40, height: 10 }],
])('a drawing is as large as it says: %s', (_how, text, extent) => {
  expect(svgDrawing(text)?.extent).toEqual(extent);
});

test('a drawing is sized once, whatever it said before', () => {
  const sized = svgDrawing(svg('<path d="M0 0"/>', 'width="4cm" viewBox="1 2 40 10"'))!.sized(
    400,
    100,
  );
  expect(sized).toBe(
    svg('<path d="M0 0"/>', '  width="400" height="100" viewBox="1 2 40 10"').replace(
      `${XMLNS}  `,
      XMLNS,
    ),
  );
  expect(svgDrawing('<p>svg</p>')).toBeNull();
});

test('a drawing in UTF-16 is read', () => {
  const text = svg('<path d="M0 0"/>');
  const little = new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
  const big = new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le').swap16());
  expect([textOf(little), textOf(big)]).toEqual([text, text]);
});

test.each([
  ['an image of another site', '<image href="https://example.org/a.png"/>'],
  ['an image inside it', '<image xlink:href="data:image/png;base64,AA"/>'],
  ['a part of another file', '<use href="other.svg#a"/>'],
  ['an address in an entity', '<use href="&a;"/>', '<!DOCTYPE svg [<!ENTITY a "o.svg#a">]>'],
  ['tags in an entity', '&a;', '<!DOCTYPE svg [<!ENTITY a "<image/>">]>'],
  ['a page', '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">A</p></foreignObject>'],
])('refuses what is not drawn in lines of its own: %s', (_what, inside, before = '') => {
  expect(problemOf(before + svg(inside))).toBe('drawing');
});

test('refuses a drawing that multiplies itself until the browser hangs, at once', () => {
  const levels = Array.from(
    { length: 20 },
    (_one, place) => `<g id="a${place + 1}">${`<use href="#a${place}"/>`.repeat(10)}</g>`,
  );
  const bomb = svg(`<defs><path id="a0" d="M0 0h1"/>${levels.join('')}</defs><use href="#a20"/>`);
  expect(problemOf(bomb)).toBe('drawing');
  const filled = bomb.replaceAll(/<use href="(#a\d+)"\/>/gu, '<path fill="url($1)"/>');
  expect(problemOf(filled)).toBe('drawing');
  expect(problemOf(svg('<g>'.repeat(10_000) + '</g>'.repeat(10_000)))).toBe('drawing');
});

/** Patterns in patterns, each filled with the next. */
const nested = (fill: (level: number) => string, id = (level: number) => `p${level}`): string =>
  Array.from(
    { length: 9 },
    (_one, level) =>
      `<pattern id="${id(level)}">${`<rect ${fill(level + 1)} width="9" height="9"/>`.repeat(9)}</pattern>`,
  ).join('');

test.each([
  [
    'by a style sheet',
    `<style>${Array.from({ length: 9 }, (_one, level) => `.c${level}{fill:url(#p${level})}`).join('')}</style>${nested((level) => `class="c${level}"`)}<path class="c0"/>`,
  ],
  [
    'by ids that stand twice',
    `${nested((level) => `fill="url(#p${level})"`)}${Array.from({ length: 10 }, (_one, level) => `<path id="p${level}"/>`).join('')}<path fill="url(#p0)"/>`,
  ],
  [
    'by signs written as numbers',
    `${nested(
      (level) => `fill="url(#b${level})"`,
      (level) => `&#x0000062;${level}`,
    )}<path fill="url(#b0)"/>`,
  ],
  [
    'by signs written as names',
    `${nested(
      (level) => `fill="url(#b&amp;${level})"`,
      (level) => `b&amp;${level}`,
    )}<path fill="url(#b&amp;0)"/>`,
  ],
  [
    'by filters',
    `<filter id="f">${'<feMorphology radius="9"/>'.repeat(400)}</filter>${'<rect filter="url(#f)"/>'.repeat(50)}`,
  ],
])('refuses a drawing that would hang a browser %s', (_how, inside) => {
  expect(problemOf(svg(inside))).toBe('drawing');
});

test.each([
  [
    'a picture between what looks like an instruction',
    '<!DOCTYPE svg [<!ENTITY x "<?">]>',
    '<image href="data:,"/><?x ?>',
  ],
  [
    'a picture behind a name in other letters',
    '',
    '<ä:image xmlns:ä="http://www.w3.org/2000/svg" href="data:,"/>',
  ],
  ['a reference written for style sheets only', '', '<style>.a{fill:url(\\23 a)}</style>'],
])('refuses what a browser reads otherwise: %s', (_what, before, inside) => {
  expect(problemOf(before + svg(inside))).toBe('drawing');
});

const LONG = 1_000_000;
const filled = (part: string): string => part.repeat(Math.ceil(LONG / part.length));

test.each([
  ['tags that break off', svg(filled('<a ')), 40],
  ['quotes that break off', svg(filled('<a b="')), 40],
  ['roots that break off', filled('<svg '), null],
  ['comments that break off', svg(filled('<!--')), 40],
  ['sections that break off', svg(filled('<![CDATA[')), 40],
  ['spaces in a reference', svg(`<path fill="url(${filled(' ')}"/>`), 40],
  ['spaces in an id', svg(`<path ${filled(' id=')}/>`), 40],
  ['spaces in a length', svg('', `width="1${filled(' ')}1" height="1"`), 300],
  ['dots in a length', svg('', `width="${filled('.')} 1" height="1"`), 300],
  ['names', svg(`<path ${filled('a')}/>`), 40],
  ['style sheets', svg(`<style>${filled('url(#a)')}</style>${'<path/>'.repeat(40_000)}`), 40],
  ['entities', filled('<!ENTITY a "b">') + svg(filled('&a;')), 40],
])('reads a megabyte of %s at once', (_what, text, width) => {
  drawingRefusal(text);
  expect(svgDrawing(text)?.extent.width ?? null).toBe(width);
});

test('refuses entities that write out more than a browser holds', () => {
  const doctype = `<!DOCTYPE svg [<!ENTITY a "${'b'.repeat(LONG / 2)}">]>`;
  expect(problemOf(doctype + svg('&a;'.repeat(LONG / 6)))).toBe('drawing');
  expect(problemOf(doctype + svg('&a;'))).toBeNull();
});

test('refuses more parts than are drawn at once', () => {
  expect(problemOf(svg('<path d="M0 0"/>'.repeat(49_000)))).toBeNull();
  expect(problemOf(svg(filled('<i>')))).toBe('drawing');
});

test('takes what programs for drawing write', () => {
  const letters = `<defs><g id="g"><path d="M0 0h1"/></g></defs>${'<use xlink:href="#g" x="1"/>'.repeat(300)}`;
  expect(problemOf(svg(letters))).toBeNull();
  const older = '<!DOCTYPE svg [<!ENTITY ns_svg "http://www.w3.org/2000/svg">]>';
  expect(problemOf(`${older}${svg('<path d="M0 0"/>', 'xmlns="&ns_svg;"')}`)).toBeNull();
  expect(problemOf(svg('<style><![CDATA[.a{fill:red}]]></style><!-- <image/> -->'))).toBeNull();
  const gradients = ['a', 'b', 'c'].map(
    (id) => `<linearGradient id="${id}"><stop/></linearGradient>`,
  );
  const styles = ['a', 'b', 'c'].map((id) => `.${id}{fill:url(#${id})}`).join('');
  const parts = '<path class="a"/>'.repeat(2000);
  expect(problemOf(svg(`<style>${styles}</style>${gradients.join('')}${parts}`))).toBeNull();
  const shadow = '<filter id="f"><feGaussianBlur stdDeviation="2"/><feOffset dy="2"/></filter>';
  expect(problemOf(svg(`${shadow}<g filter="url(#f)"><path/></g>`))).toBeNull();
  expect(problemOf(svg('<a href="https://example.org"><path d="M0 0"/></a>'))).toBeNull();
});

test('refuses a drawing that moves', () => {
  expect(problemOf(svg('<animateTransform/>'))).toBe('moves');
  expect(problemOf(svg('<svg:set/>'))).toBe('moves');
  expect(problemOf(svg('<style>@keyframes a{to{x:9px}}</style>'))).toBe('moves');
});
