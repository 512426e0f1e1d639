import { FORMATS, type Format } from '../../campaign/formats.ts';
import type { Piece } from '../../campaign/manifest.ts';
import { standsOn, type Shelf } from '../../campaign/shelves.ts';
import type { Locale } from '../../i18n/locales.ts';

/** One sheet in the forms it comes in. */
interface KitSheet {
  readonly format: Format;
  readonly files: readonly Piece[];
}

/** Sheets under one name: a campaign, or a kind of material. */
export interface Part {
  /** A key of the sentences. */
  readonly name: string;
  readonly sheets: readonly KitSheet[];
}

/** What opens on a tap: the sheets of a language, or of two on one sheet. */
export interface Block {
  readonly languages: readonly Locale[];
  readonly parts: readonly Part[];
  /** Of the language of the page: a part each, named, the first of them open. */
  readonly own: boolean;
  readonly open: boolean;
}

/** Translations that nobody has read stand in a group of their own. */
export interface Group {
  readonly id: 'ready' | 'unread';
  /** Help lines on its sheets that nobody has checked. */
  readonly unchecked: readonly string[];
  /** The last months in which its sheets may be used, the first to end first. */
  readonly months: readonly string[];
  readonly two: readonly Block[];
  readonly one: readonly Block[];
}

/** What stands on a shelf, the language of the page first. */
export function groupsOf(pieces: readonly Piece[], shelf: Shelf, own: Locale): Group[] {
  const standing = pieces.filter((piece) => standsOn(shelf, piece));
  return (['ready', 'unread'] as const)
    .map((id) => {
      const inside = standing.filter(({ reviewed }) => reviewed === (id === 'ready'));
      const one = inside.filter(({ second }) => second === null);
      const two = inside.filter(({ second }) => second !== null);
      const unchecked = [...new Set(inside.flatMap((piece) => piece.unchecked))];
      const months = [...new Set(inside.map(({ checkBy }) => checkBy))].sort();
      return {
        id,
        unchecked,
        months,
        two: blocksOf(two, shelf, own),
        one: blocksOf(one, shelf, own),
      };
    })
    .filter(({ one, two }) => one.length + two.length > 0);
}

function blocksOf(pieces: readonly Piece[], shelf: Shelf, own: Locale): Block[] {
  const languagesOf = ({ locale, second }: Piece) =>
    second === null ? [locale] : [locale, second];
  const blocks = grouped(pieces, (piece) => languagesOf(piece).join()).flatMap(
    (inside): Block[] => {
      const languages = inside.slice(0, 1).flatMap(languagesOf);
      const parts = partsOf(inside, shelf);
      // What most came for is not hidden, and no more of it than a first screen can load.
      if (languages.join() !== own) return [{ languages, parts, own: false, open: false }];
      return parts.map((part, place) => ({
        languages,
        parts: [part],
        own: true,
        open: place === 0,
      }));
    },
  );
  return blocks.sort((one, other) => +other.languages.includes(own) - +one.languages.includes(own));
}

function partsOf(pieces: readonly Piece[], { formats, campaigns }: Shelf): Part[] {
  const inFormat = (inside: readonly Piece[]): KitSheet[] =>
    FORMATS.map((format) => ({
      format,
      files: inside.filter((piece) => piece.format === format.id),
    })).filter(({ files }) => files.length > 0);
  const parts =
    formats === FORMATS
      ? [...KINDS].map(([name, isOfKind]) => ({
          name,
          sheets: inFormat(pieces).filter(({ format }) => isOfKind(format)),
        }))
      : campaigns.map((campaign) => ({
          name: `kit.to.${campaign}`,
          sheets: inFormat(pieces.filter((piece) => piece.campaign === campaign)),
        }));
  return parts.filter(({ sheets }) => sheets.length > 0);
}

const isPoster = ({ layout }: Format): boolean => layout === 'upright' || layout === 'strips';

/** Kinds of material, where a shelf has every format of one campaign. */
const KINDS: ReadonlyMap<string, (format: Format) => boolean> = new Map([
  ['kit.posters', (format) => format.medium === 'print' && isPoster(format)],
  ['kit.small', (format) => format.medium === 'print' && !isPoster(format)],
  ['kit.place.screen', ({ medium }) => medium === 'screen'],
  ['kit.place.social', ({ medium }) => medium === 'social'],
]);

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.values()];
}
