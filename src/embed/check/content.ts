import { serializeOuter } from 'parse5';
import { direction, htmlLang, localeSchema, type Locale } from '../../i18n/locales.ts';
import { embedId } from '../digest.ts';
import type { Snippet } from '../snippet.ts';
import { finding, type Finding } from './findings.ts';
import { attribute, lineOf, pageTree, textBelow, type Element, type Place } from './tree.ts';

/** What holds now on the site that an embed comes from. */
export interface OwnSite {
  readonly today: Date;
  /** Where the site stands; null where only the pasted embed says it. */
  readonly origin: string | null;
  readonly locales: readonly Locale[];
  /** The `href` of every number in the fact files. */
  readonly numbers: ReadonlySet<string>;
  /** The embed of a language as the site at this address offers it. */
  snippetOf(locale: Locale, origin: string): Snippet;
}

/** An embed on a page, with what is around it and the places inside it. */
export interface Pasted {
  readonly root: Element;
  readonly around: readonly Element[];
  readonly inside: readonly Place[];
}

/** What its first tag says of an embed. */
interface Marks {
  readonly locale: Locale;
  readonly id: string;
  /** The first day on which it is out of date. */
  readonly until: Date;
  readonly newest: URL;
}

const ELEMENTS = 'template style section h2 p ul li b bdi a details summary footer'.split(' ');

/** What is wrong with the embed itself: parts lost or changed on the way, age. */
export function contentFindings(pasted: Pasted, own: OwnSite): Finding[] {
  const line = lineOf(pasted.root);
  const marks = marksOf(pasted.root, own);
  if (typeof marks === 'string') return [finding('marks', line, marks)];
  const { locale, id, until, newest } = marks;
  const current = own.snippetOf(locale, newest.origin);
  const isWhole = embedId(serializeOuter(pasted.root)) === id;
  const isOurs = own.origin === null || own.origin === newest.origin;
  const faults = isWhole ? wrongNumbers(pasted, own) : partFindings(pasted, marks, own);
  return [
    ...(isOurs ? [] : [finding('foreign', line, newest.origin)]),
    ...faults,
    ...(isWhole || faults.length > 0 ? [] : [finding('changed', line)]),
    ...(until <= own.today ? [finding('expired', line, until.toISOString().slice(0, 7))] : []),
    ...(id === current.id ? [] : [finding('older', line, newest.href)]),
  ];
}

/** The marks, or the name of the first that is wrong. */
function marksOf(root: Element, { locales }: OwnSite): Marks | string {
  const locale = localeSchema.safeParse(attribute(root, 'data-numren'));
  if (!locale.success || !locales.includes(locale.data)) return 'data-numren';
  const id = attribute(root, 'data-id') ?? '';
  if (!/^[0-9a-f]{16}$/u.test(id)) return 'data-id';
  const month = attribute(root, 'data-before') ?? '';
  const until = new Date(`${month}-01`);
  if (!/^\d{4}-\d{2}$/u.test(month) || Number.isNaN(+until)) return 'data-before';
  const newest = URL.parse(attribute(root, 'data-newest') ?? '');
  return newest === null ? 'data-newest' : { locale: locale.data, id, until, newest };
}

function partFindings(pasted: Pasted, marks: Marks, own: OwnSite): Finding[] {
  return [
    ...lostParts(pasted),
    ...wrongNumbers(pasted, own),
    ...lostNumbers(pasted, own.snippetOf(marks.locale, marks.newest.origin)),
    ...wrongLinks(pasted, marks),
    ...wrongLanguage(pasted, marks.locale),
    ...additions(pasted),
  ];
}

function lostParts({ root, inside }: Pasted): Finding[] {
  const template = inside.find(
    ({ element }) => attribute(element, 'shadowrootmode') === 'open' && 'content' in element,
  );
  if (template === undefined) return [finding('template', lineOf(root))];
  const style = inside.find(({ element }) => element.tagName === 'style');
  return style === undefined ? [finding('style', lineOf(root))] : [];
}

const numbersIn = (places: readonly Place[]): Element[] =>
  places
    .map(({ element }) => element)
    .filter((element) => attribute(element, 'href')?.startsWith('tel:') === true);

/** Numbers that no fact file holds, or that show other digits than they dial. */
const wrongNumbers = ({ inside }: Pasted, { numbers }: OwnSite): Finding[] =>
  numbersIn(inside).flatMap((link) => {
    const href = attribute(link, 'href') ?? '';
    const shown = textBelow(link).trim();
    const isRight = numbers.has(href) && shown.replace(/[\s-]/gu, '') === href.slice('tel:'.length);
    return isRight ? [] : [finding('number-wrong', lineOf(link), `${shown} (${href})`)];
  });

function lostNumbers({ root, inside }: Pasted, current: Snippet): Finding[] {
  const there = new Set(numbersIn(inside).map((link) => attribute(link, 'href')));
  const wanted = new Map(
    numbersIn(pageTree(current.html).places).map((link) => [
      attribute(link, 'href'),
      textBelow(link),
    ]),
  );
  return [...wanted].flatMap(([href, shown]) =>
    there.has(href) ? [] : [finding('number-missing', lineOf(root), shown)],
  );
}

const wrongLinks = ({ inside }: Pasted, { newest, locale }: Marks): Finding[] =>
  inside.flatMap(({ element }) => {
    const href = attribute(element, 'href') ?? '';
    if (element.tagName !== 'a' || href.startsWith('tel:')) return [];
    const line = lineOf(element);
    if (!href.startsWith(`${newest.origin}/${locale}/`)) {
      return [finding('link-address', line, href === '' ? textBelow(element) : href)];
    }
    const rel = (attribute(element, 'rel') ?? '').split(/\s+/u);
    const isDiscreet = attribute(element, 'target') === '_top' && rel.includes('noreferrer');
    return isDiscreet ? [] : [finding('link-attribute', line, href)];
  });

const wrongLanguage = ({ root, inside }: Pasted, locale: Locale): Finding[] =>
  [root, ...inside.map(({ element }) => element)]
    .filter(({ tagName }) => tagName === 'div' || tagName === 'section')
    .filter(
      (element) =>
        attribute(element, 'lang') !== htmlLang(locale) ||
        attribute(element, 'dir') !== direction(locale),
    )
    .map((element) => finding('language', lineOf(element), element.tagName));

const additions = ({ inside }: Pasted): Finding[] =>
  inside.flatMap(({ element }) => {
    const { tagName, attrs } = element;
    const strange = attrs.find(({ name }) => name === 'style' || name.startsWith('on'));
    if (ELEMENTS.includes(tagName) && strange === undefined) return [];
    const what = strange === undefined ? `<${tagName}>` : `${strange.name} på <${tagName}>`;
    return [finding('added', lineOf(element), what)];
  });
