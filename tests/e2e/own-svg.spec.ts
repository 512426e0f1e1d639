import { expect, test as base } from '@playwright/test';
import { build } from 'esbuild';
import type { Extent } from '../../src/campaign/own-field.ts';
import type * as ownSvg from '../../src/campaign/own-svg.ts';

/** What the browser makes of a text: a problem, or how large it is and what is drawn. */
type Reading =
  | { readonly problem: string }
  | { readonly problem: null; readonly extent: Extent; readonly drawn: string };

const { outputFiles } = await build({
  entryPoints: ['src/campaign/own-svg.ts'],
  bundle: true,
  write: false,
  format: 'iife',
  globalName: 'ownSvg',
});
const script = outputFiles[0]!.text;

const test = base.extend<{ read: (text: string) => Promise<Reading> }>({
  read: async ({ page }, use) => {
    await page.addScriptTag({ content: script });
    await use((text) =>
      page.evaluate((source): Reading => {
        const { ownSvg: room } = globalThis as unknown as { ownSvg: typeof ownSvg };
        const read = room.svgDrawing(source);
        if (!read.ok) return { problem: read.problem.problem };
        const { extent, sized } = read.value;
        return { problem: null, extent, drawn: sized(400, 100) };
      }, text),
    );
  },
});

const XMLNS = 'xmlns="http://www.w3.org/2000/svg"';
const LINKS = 'xmlns:xlink="http://www.w3.org/1999/xlink"';
const svg = (inside: string, attributes = 'viewBox="0 0 40 10"'): string =>
  `<svg ${XMLNS} ${LINKS} ${attributes}>${inside}</svg>`;

const EXTENTS: readonly (readonly [string, string, number, number])[] = [
  ['its viewBox', svg('', 'viewBox="0 0 40 10"'), 40, 10],
  ['a sign in quotes', svg('', 'data-a="x > y" viewBox="0 0 40 10"'), 40, 10],
  ['pixels', svg('', 'width="40" height="10px"'), 40, 10],
  ['inches', svg('', 'width="2in" height="1in"'), 192, 96],
  ['no number', svg('', 'viewBox="0 0 Infinity 1"'), 300, 150],
  ['words in another value', svg('', `width="9" height="9" data-a=" viewBox='0 0 5 5'"`), 9, 9],
  ['nothing', svg('', ''), 300, 150],
  ['parts of a page', svg('', 'width="100%" height="100%"'), 300, 150],
  ['a comment before it', `<!-- <svg> -->${svg('')}`, 40, 10],
  ['a declaration of other bytes', `<?xml version="1.0" encoding="utf-16"?>${svg('')}`, 40, 10],
  ['an entity', `<!DOCTYPE svg [<!ENTITY b "0 0 40 10">]>${svg('', 'viewBox="&b;"')}`, 40, 10],
  [
    'a name with a prefix',
    '<s:svg xmlns:s="http://www.w3.org/2000/svg" width="9" height="9"/>',
    9,
    9,
  ],
];

test('a drawing is as large as it says', async ({ read }) => {
  for (const [how, text, width, height] of EXTENTS)
    expect(await read(text), how).toMatchObject({ problem: null, extent: { width, height } });
});

test('what is drawn is what was read: sized once, and nothing that stood around it', async ({
  read,
}) => {
  const sheet = '<?xml-stylesheet href="data:text/css,path{fill:url(%23p)}"?>';
  const doctype = '<!DOCTYPE svg [<!ENTITY c "red">]>';
  const inside = svg('<path fill="&c;" d="M0 0"/>', 'width="4cm" viewBox="1 2 40 10"');
  const { drawn } = (await read(sheet + doctype + inside)) as { drawn: string };
  expect(drawn).toMatch(/^<svg /u);
  expect(drawn).toContain('<path fill="red" d="M0 0"/>');
  for (const said of ['width="400"', 'height="100"', 'viewBox="1 2 40 10"'])
    expect(drawn.split(said)).toHaveLength(2);
  expect(drawn).not.toMatch(/4cm|stylesheet|DOCTYPE|ENTITY/u);
  expect(await read(drawn)).toMatchObject({ extent: { width: 40, height: 10 } });
});

const NO_PICTURES: readonly (readonly [string, string])[] = [
  ['another page', '<p>svg</p>'],
  ['no name of its own', '<svg viewBox="0 0 1 1"/>'],
  ['a tag that is not closed', `<svg ${XMLNS}><g></svg>`],
  ['a name without its meaning', svg('<svg:set/>')],
  ['two of one attribute', svg('<path d="M0 0" d="M1 1"/>')],
  ['a part of another text', svg('&nbsp;')],
];

test('refuses what a browser cannot read', async ({ read }) => {
  for (const [what, text] of NO_PICTURES)
    expect(await read(text), what).toEqual({ problem: 'not-a-picture' });
});

const HTML = 'xmlns="http://www.w3.org/1999/xhtml"';
const FOREIGN: readonly (readonly [what: string, inside: string, before?: string])[] = [
  ['an image of another site', '<image href="https://example.org/a.png"/>'],
  ['an image inside it', '<image xlink:href="data:image/png;base64,AA"/>'],
  ['a part of another file', '<use href="other.svg#a"/>'],
  ['a part of another file beside one of its own', '<use href="#a" xlink:href="o.svg#a"/>'],
  ['an address in an entity', '<use href="&a;"/>', '<!DOCTYPE svg [<!ENTITY a "o.svg#a">]>'],
  ['tags in an entity', '&a;', '<!DOCTYPE svg [<!ENTITY a "<image/>">]>'],
  ['a page', `<foreignObject><p ${HTML}>A</p></foreignObject>`],
  ['a style sheet of a page', `<style ${HTML}>path{fill:red}</style>`],
  ['pixels in a style', '<style>path{mask:url(data:image/png;base64,AA)}</style>'],
  ['pixels in an attribute', '<path style="mask:url(\'data:image/png;base64,AA\')"/>'],
  ['another style sheet', '<style>@import "data:text/css,a{}";</style>'],
  [
    'a picture in an instruction that is none',
    '<image href="data:,"/><?x ?>',
    '<!DOCTYPE svg [<!ENTITY x "<?">]>',
  ],
  [
    'a picture by a name in other letters',
    '<ä:image xmlns:ä="http://www.w3.org/2000/svg" href="data:,"/>',
  ],
  ['a reference written for style sheets only', '<style>.a{fill:url(\\23 a)}</style>'],
  ['a reference written for style sheets in an attribute', '<path fill="url(\\23 a)"/>'],
];

test('refuses what is not drawn in lines of its own', async ({ read }) => {
  for (const [what, inside, before = ''] of FOREIGN)
    expect(await read(before + svg(inside)), what).toEqual({ problem: 'drawing' });
});

const LEVELS = Array.from({ length: 9 }, (_one, level) => level);
/** Patterns in patterns, each filled with the next. */
const nested = (fill: (level: number) => string, id = (level: number) => `p${level}`): string =>
  LEVELS.map(
    (level) =>
      `<pattern id="${id(level)}">${`<rect ${fill(level + 1)} width="9" height="9"/>`.repeat(9)}</pattern>`,
  ).join('');
const multiplied = Array.from(
  { length: 20 },
  (_one, place) => `<g id="a${place + 1}">${`<use href="#a${place}"/>`.repeat(10)}</g>`,
).join('');
const uses = `<defs><path id="a0" d="M0 0h1"/>${multiplied}</defs><use href="#a20"/>`;
const classes = LEVELS.map((level) => `.c${level}{fill:url(#p${level})}`).join('');

const HANGING: readonly (readonly [string, string])[] = [
  ['by copies of copies', uses],
  ['by older links', uses.replaceAll('href', 'xlink:href')],
  ['by fillings', uses.replaceAll(/<use href="(#a\d+)"\/>/gu, '<path fill="url($1)"/>')],
  ['by depth', '<g>'.repeat(1000) + '</g>'.repeat(1000)],
  ['by more depth than is read', '<g>'.repeat(10_000) + '</g>'.repeat(10_000)],
  ['by a style sheet', `<style>${classes}</style>${nested((level) => `class="c${level}"`)}`],
  ['by capitals', `${nested((level) => `style="fill:URL(#p${level})"`)}<path fill="url(#p0)"/>`],
  [
    'by ids that stand twice',
    `${nested((level) => `fill="url(#p${level})"`)}${LEVELS.map((level) => `<path id="p${level}"/>`).join('')}<path fill="url(#p0)"/>`,
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
  ['by parts', '<path/>'.repeat(51_000)],
];

// What multiplies itself takes for ever, and the patience of a test ends.
test('refuses a drawing that would hang a browser', async ({ read }) => {
  for (const [how, inside] of HANGING) {
    const { problem } = await read(svg(inside));
    // Some browsers read no more than so many tags in each other.
    if (how === 'by more depth than is read') expect(problem).not.toBeNull();
    else expect(problem, how).toBe('drawing');
  }
});

const LONG = 1_000_000;
const filled = (part: string): string => part.repeat(Math.ceil(LONG / part.length));
const entity = (value: string): string => `<!DOCTYPE svg [<!ENTITY a "${value}">]>`;

const LONG_TEXTS: readonly (readonly [what: string, text: string, problem: string | null])[] = [
  ['tags that break off', svg(filled('<a ')), 'drawing'],
  ['quotes that break off', svg(filled('<a b="')), 'drawing'],
  ['roots that break off', filled('<svg '), 'drawing'],
  ['comments that break off', svg(filled('<!--')), 'drawing'],
  ['sections that break off', svg(`<![CDATA[${filled('[CDATA[')}`), 'not-a-picture'],
  ['spaces in a reference', svg(`<path fill="url(${filled(' ')}"/>`), null],
  ['spaces in an id', svg(`<path ${filled(' id=')}/>`), 'not-a-picture'],
  ['spaces in a length', svg('', `width="1${filled(' ')}1" height="1"`), null],
  ['dots in a length', svg('', `width="${filled('.')} 1" height="1"`), null],
  ['names', svg(`<path ${filled('a')}="1"/>`), null],
  ['style sheets', svg(`<style>${filled('url(#a)')}</style>${'<path/>'.repeat(40_000)}`), null],
  ['spaces in a style sheet', svg(`<style>url(${filled(' ')}</style>`), null],
  ['entities', filled('<!ENTITY a "b">') + svg(filled('&a;')), 'not-a-picture'],
  [
    'attributes',
    svg(`<path ${Array.from({ length: 90_000 }, (_one, place) => `a${place}=""`).join(' ')}/>`),
    null,
  ],
  ['an entity', entity('b'.repeat(LONG / 2)) + svg('&a;'.repeat(LONG / 6)), 'drawing'],
  [
    'entities in entities',
    `<!DOCTYPE svg [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>${svg('&c;')}`,
    'drawing',
  ],
];

test('reads a megabyte of anything to its end', async ({ read }) => {
  test.slow();
  for (const [what, text, problem] of LONG_TEXTS) {
    const { problem: found } = await read(text);
    // Programs differ in how long a name may be.
    if (problem === null) expect([null, 'not-a-picture'], what).toContain(found);
    else expect(found, what).toBe(problem);
  }
});

const older = '<!DOCTYPE svg [<!ENTITY ns_svg "http://www.w3.org/2000/svg">]>';
const gradients = ['a', 'b', 'c']
  .map((id) => `<linearGradient id="${id}"><stop/></linearGradient>`)
  .join('');
const fills = ['a', 'b', 'c'].map((id) => `.${id}{fill:url(#${id})}`).join('');
const shadow = '<filter id="f"><feGaussianBlur stdDeviation="2"/><feOffset dy="2"/></filter>';

const TAKEN: readonly (readonly [string, string])[] = [
  [
    'letters that are drawn again',
    svg(
      `<defs><g id="g"><path d="M0 0h1"/></g></defs>${'<use xlink:href="#g" x="1"/>'.repeat(300)}`,
    ),
  ],
  [
    'its name in an entity',
    `${older}<svg xmlns="&ns_svg;" width="9" height="9"><path d="M0 0"/></svg>`,
  ],
  [
    'a style sheet that is no markup',
    svg('<style><![CDATA[.a{fill:red}]]></style><!-- <image/> -->'),
  ],
  [
    'gradients by style sheet',
    svg(`<style>${fills}</style>${gradients}${'<path class="a"/>'.repeat(2000)}`),
  ],
  ['a shadow', svg(`${shadow}<g filter="url(#f)"><path/></g>`)],
  ['a link', svg('<a href="https://example.org"><path d="M0 0"/></a>')],
  ['where it was saved', svg('<g xmlns:i="urn:i" i:path="C:\\a.svg" data-name="a\\b"/>')],
  ['a face of its own', svg('<style>@font-face{src:url(data:font/woff2;base64,AA)}</style>')],
  ['many parts', svg('<path d="M0 0"/>'.repeat(49_000))],
];

test('takes what programs for drawing write', async ({ read }) => {
  for (const [what, text] of TAKEN) expect((await read(text)).problem, what).toBeNull();
});

test('refuses a drawing that moves', async ({ read }) => {
  for (const inside of [
    '<animateTransform/>',
    '<s:set xmlns:s="http://www.w3.org/2000/svg"/>',
    '<style>@keyframes a{to{x:9px}}</style>',
  ])
    expect(await read(svg(inside)), inside).toEqual({ problem: 'moves' });
});
