import { finding, type Finding } from './findings.ts';
import { attribute, lineOf, type Element, type Place } from './tree.ts';
import type { Pasted } from './content.ts';

const CONTROLS = ['button', 'summary', 'label'];
const HIDING_STYLE =
  /display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0*\.?0+\s*(?:;|$)|scale\s*\(\s*0\s*\)/iu;
/** No room, which cuts everything off where nothing may flow over. */
const NO_ROOM = /(?:^|[;\s]|max-)(?:height|width)\s*:\s*[01](?:px)?\s*(?:;|$)/iu;
const CUT_OFF = /overflow(?:-[xy])?\s*:\s*(?:hidden|clip)/iu;
/** Moved off the page. */
const OUTSIDE =
  /(?:left|right|top|bottom|inset[\w-]*|indent|translate[xy]?\s*\()\s*:?\s*-\d{3,}(?:px|r?em|v[wh]|%)/iu;

/** What is wrong with the place where an embed stands. */
export const placementFindings = ({ root, around, inside }: Pasted): Finding[] =>
  [...around, ...linksAroundParts(inside)].flatMap((outer) => {
    const kind = faultOf(outer);
    return kind === null ? [] : [finding(kind, lineOf(root), `<${opening(outer)}>`)];
  });

/** A link cannot hold a link: around an embed it is cut in pieces, which end up inside (13.2.6.4.7). */
function linksAroundParts(inside: readonly Place[]): Element[] {
  const tree = inside.find(({ element }) => attribute(element, 'shadowrootmode') !== null);
  return tree?.around.filter(({ tagName }) => tagName === 'a') ?? [];
}

function faultOf(outer: Element): Finding['kind'] | null {
  const { tagName } = outer;
  if (tagName === 'a') return 'in-link';
  if (CONTROLS.includes(tagName)) return 'in-control';
  if (tagName === 'form') return 'in-form';
  if (tagName === 'iframe') return 'in-frame';
  return isHidden(outer) ? 'hidden' : null;
}

const isHidden = (outer: Element): boolean =>
  outer.tagName === 'template' ||
  (outer.tagName === 'dialog' && attribute(outer, 'open') === null) ||
  ['hidden', 'inert'].some((name) => attribute(outer, name) !== null) ||
  attribute(outer, 'aria-hidden') === 'true' ||
  isHiddenByStyle(attribute(outer, 'style') ?? '');

const isHiddenByStyle = (style: string): boolean =>
  HIDING_STYLE.test(style) || OUTSIDE.test(style) || (NO_ROOM.test(style) && CUT_OFF.test(style));

const opening = ({ tagName, attrs }: Element): string =>
  [tagName, ...attrs.slice(0, 2).map(({ name, value }) => `${name}="${value}"`)]
    .join(' ')
    .slice(0, 60);
