import { contentFindings, type OwnSite, type Pasted } from './content.ts';
import { finding, findingSentence, type Finding } from './findings.ts';
import { placementFindings } from './placement.ts';
import { allowsStyle, hashSource } from './policy.ts';
import { attribute, lineOf, pageTree, textBelow, type PageTree, type Place } from './tree.ts';

/** A page as it was read. */
export interface ReadPage {
  readonly html: string;
  /** Null for a file. */
  readonly address: URL | null;
  /** The values of its Content-Security-Policy headers. */
  readonly policies: readonly string[];
}

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/u;
const FIRST_TAG = /(?:<|&lt;)div[^>]+data-numren=/u;
const NOTE = /Telefonnummer \(.+utgåva [0-9a-f]{16}/u;

/** Whether only this machine reaches the address. */
export const isLoopback = ({ hostname }: URL): boolean => LOOPBACK.test(hostname);

/** Everything that is wrong with how the embed was pasted into a page; nothing when all is well. */
export function checkPage(page: ReadPage, own: OwnSite): Finding[] {
  const tree = pageTree(page.html);
  const embeds = tree.places.filter(({ element }) => attribute(element, 'data-numren') !== null);
  if (embeds.length === 0) return [lost(tree)];
  return withoutRepeats([
    ...embeds.flatMap((place) => embedFindings(pastedAt(place, tree), own)),
    ...copies(embeds),
    ...pageFindings(page, tree),
  ]);
}

/** The sites that the embeds of a page say they come from, and lead to. */
export const sitesOf = ({ html }: ReadPage): string[] => [
  ...new Set(
    pageTree(html).places.flatMap(
      ({ element }) => URL.parse(attribute(element, 'data-newest') ?? '')?.origin ?? [],
    ),
  ),
];

/** The element is one line: what is wrong twice in it would read the same twice. */
const withoutRepeats = (findings: readonly Finding[]): Finding[] => [
  ...new Map(findings.map((found) => [findingSentence(found), found])).values(),
];

function embedFindings(pasted: Pasted, own: OwnSite): Finding[] {
  const misplaced = placementFindings(pasted);
  // A link around it has torn it to pieces: nothing more can be said of them.
  const isTorn = misplaced.some(({ kind }) => kind === 'in-link');
  return isTorn ? misplaced : [...misplaced, ...contentFindings(pasted, own)];
}

const pastedAt = ({ element: root, around }: Place, { places }: PageTree): Pasted => ({
  root,
  around,
  inside: places.filter(({ around }) => around.includes(root)),
});

/** Where the embed went when no element of it is on the page. */
function lost({ places, words }: PageTree): Finding {
  const tree = places.find(({ element }) => attribute(element, 'shadowrootmode') !== null);
  if (tree !== undefined) return finding('marks', lineOf(tree.element), 'data-numren');
  const found = words.find(({ text }) => FIRST_TAG.test(text));
  if (found !== undefined) return finding(found.where, found.line);
  const note = words.find(({ text, where }) => where === 'comment' && NOTE.test(text));
  return note === undefined ? finding('missing') : finding('only-comment', note.line);
}

function copies(embeds: readonly Place[]): Finding[] {
  const locales = embeds.map(({ element }) => attribute(element, 'data-numren') ?? '');
  return embeds.flatMap(({ element }, index) => {
    const locale = locales[index] ?? '';
    return locales.indexOf(locale) < index ? [finding('twice', lineOf(element), locale)] : [];
  });
}

function pageFindings({ address, policies }: ReadPage, { places }: PageTree): Finding[] {
  const html = places.find(({ element }) => element.tagName === 'html')?.element;
  const isPlain = address !== null && address.protocol === 'http:' && !isLoopback(address);
  const style = pastedStyle(places);
  const isAllowed = style === null || allowsStyle([...policies, ...policiesInPage(places)], style);
  return [
    ...(isPlain ? [finding('http')] : []),
    ...(isAllowed ? [] : [finding('policy', null, hashSource(style))]),
    ...(html === undefined || (attribute(html, 'lang') ?? '') === ''
      ? [finding('page-language')]
      : []),
  ];
}

/** The style of the embed as it came through; an editor may have changed its spaces. */
function pastedStyle(places: readonly Place[]): string | null {
  const style = places.find(
    ({ element, around }) =>
      element.tagName === 'style' &&
      around.some((outer) => attribute(outer, 'data-numren') !== null),
  );
  return style === undefined ? null : textBelow(style.element);
}

const policiesInPage = (places: readonly Place[]): string[] =>
  places
    .map(({ element }) => element)
    .filter(
      (element) =>
        element.tagName === 'meta' &&
        attribute(element, 'http-equiv')?.toLowerCase() === 'content-security-policy',
    )
    .map((element) => attribute(element, 'content') ?? '');
