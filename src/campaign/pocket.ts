import { helplineCard, siteName, type CardSite } from '../helplines/card.ts';
import { checkBy, newestFact } from '../helplines/check-by.ts';
import type { Helpline } from '../helplines/helpline.ts';
import { hoursInWords } from '../helplines/hours-in-words.ts';
import { direction, formatTag, htmlLang, SOURCE_LOCALE } from '../i18n/locales.ts';
import { mdxToTypst } from './mdx-to-typst.ts';
import { withPrinterBoxes } from './press.ts';
import { fontsOf, taggedPdf, typstNumber, typstString } from './typst.ts';

/** A guide as it goes into the pocket edition. */
interface Chapter {
  readonly heading: string;
  /** MDX without its frontmatter. */
  readonly body: string;
  /** What holds in this area only, under a heading of its own. */
  readonly local: readonly string[];
}

/** Everything the pocket edition of one language is made from. */
export interface Pocket {
  readonly site: CardSite;
  readonly place: string;
  readonly municipality: string;
  /** The lines that are listed. */
  readonly lines: readonly Helpline[];
  /** The lines that the guides may name. */
  readonly numbers: readonly Helpline[];
  readonly chapters: readonly Chapter[];
}

/** Black as one ink; crop marks 4 mm outside the trimmed sheet, in all inks. The text stands as on a sheet that is not trimmed. */
const FOR_PRINTER = [
  '#set text(fill: cmyk(0%, 0%, 0%, 100%))',
  '#set page(width: 230mm, height: 317mm, margin: 30mm, footer-descent: 6mm, foreground: {',
  '  let mark = line.with(length: 5mm, stroke: 0.25pt + cmyk(100%, 100%, 100%, 100%))',
  '  for x in (10mm, 220mm) { for y in (1mm, 311mm) { place(top + left, dx: x, dy: y, mark(angle: 90deg)) } }',
  '  for y in (10mm, 307mm) { for x in (1mm, 224mm) { place(top + left, dx: x, dy: y, mark()) } }',
  '})',
];

/** By what they are made from: the page of a booklet tells the size of the file beside it. */
const made = new Map<string, Uint8Array | null>();

/** The numbers and every guide of a language as one tagged PDF; null where none can be made. */
export function pocketPdf(pocket: Pocket): Uint8Array | null {
  return compiled(pocket, []);
}

/** The same for a printer, with the boxes to cut by. */
export async function pocketPressPdf(pocket: Pocket): Promise<Uint8Array | null> {
  const pdf = compiled(pocket, FOR_PRINTER);
  return pdf && withPrinterBoxes(pdf);
}

function compiled(pocket: Pocket, layout: readonly string[]): Uint8Array | null {
  const { site, lines, chapters, municipality } = pocket;
  const { locale, t } = site;
  const number = numberIn(pocket.numbers);
  const until = t('pocket.check-by', { month: checkBy(lines, formatTag(locale)) });
  const source = [
    `#set document(title: ${typstString(t('pocket.title'))})`,
    `#set text(font: (${fontsOf(locale).map(typstString).join(', ')},), lang: ${typstString(htmlLang(locale))}, dir: ${direction(locale)}, size: 16pt, fallback: false)`,
    `#set page(paper: "a4", margin: 20mm, numbering: "1")`,
    ...layout,
    '#set par(leading: 0.7em)',
    '#show heading: set block(above: 1.4em, below: 0.7em)',
    heading(1, t('pocket.heading')),
    paragraph(until),
    ...(locale === SOURCE_LOCALE ? [] : [paragraph(t('unread'))]),
    heading(2, t('ring.heading')),
    ...lines.map((line) => lineSource(line, site)),
    ...chapters.flatMap(({ heading: name, body, local }) => [
      '#pagebreak(weak: true)',
      heading(2, name),
      mdxToTypst(body, { number, place: pocket.place, level: 3 }),
      ...(local.length === 0 ? [] : [heading(3, t('page.local', { municipality }))]),
      ...local.map(paragraph),
    ]),
  ].join('\n');
  const date = newestFact(lines) / 1000;
  const key = `${date}\n${source}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const pdf = taggedPdf(source, date);
  made.set(key, pdf);
  return pdf;
}

function lineSource(line: Helpline, site: CardSite): string {
  const card = helplineCard(line, site);
  const { phone, viaEmergency, web } = line;
  const opening = card.phoneOpening ?? card.chatOpening;
  const hours = opening === null ? [] : hoursInWords(opening, site.t);
  const small = [...hours, card.languages, card.checked].join(' ');
  return [
    heading(3, card.heading),
    // The number stays with its name and with what it is for.
    ...(phone === null
      ? []
      : [`#block(sticky: true, text(size: 26pt)[${typstNumber(phone.display)}])`]),
    ...(viaEmergency === null
      ? []
      : [paragraph(site.t('helpline.ask-for', { number: '112', name: viaEmergency.ask }))]),
    ...(phone === null && viaEmergency === null && web !== null
      ? [`${typstNumber(siteName(web))}#parbreak()`]
      : []),
    paragraph(card.text),
    `#text(size: 13pt, ${typstString(small)})#parbreak()`,
  ].join('\n');
}

/** The number of a help line as Typst content. @throws when the line has none. */
const numberIn =
  (lines: readonly Helpline[]) =>
  (id: string): string => {
    const phone = lines.find((line) => line.id === id)?.phone;
    if (phone == null)
      throw new Error(`"${id}" has no number of its own; use a help line that has one`);
    return typstNumber(phone.display);
  };

const heading = (level: number, text: string): string =>
  `#heading(level: ${level}, ${typstString(text)})`;
const paragraph = (text: string): string => `#${typstString(text)}#parbreak()`;
