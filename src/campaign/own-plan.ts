import type { Result } from '../i18n/result.ts';
import type { OwnFacts, OwnSheet } from './own-copy-facts.ts';
import { excessLetters, lineSize, logoRoom, sizeOn, type Extent } from './own-field.ts';
import { sharpnessRefusal } from './own-image.ts';
import { lineProblem, tidied } from './own-line.ts';
import { refusal, type Refusal } from './own-problems.ts';

/** What a partner has chosen and written. */
export interface OwnChoice<Logo> {
  readonly kinds: ReadonlySet<number>;
  readonly languages: ReadonlySet<number>;
  readonly logo: Result<Logo, Refusal> | null;
  readonly line: string;
}

/** What comes of a choice: the sheets, and what stands in the way, by where it is to be mended. */
export interface OwnPlan {
  readonly sheets: readonly OwnSheet[];
  readonly problems: Readonly<Record<'sheets' | 'logo' | 'line', Refusal | null>>;
}

/**
 * Plans the copies of what is chosen.
 * @param wide how wide the line is at the size of 1 mm, in mm
 */
export function planOf<Logo extends Extent & { readonly ofLines: boolean }>(
  { kinds, sheets }: Pick<OwnFacts, 'kinds' | 'sheets'>,
  choice: OwnChoice<Logo>,
  wide: number,
): OwnPlan {
  const chosen = sheets.filter(
    ({ kind, language }) => choice.kinds.has(kind) && choice.languages.has(language),
  );
  const found = new Set(chosen.map(({ kind }) => kind));
  // A kind that exists in none of the languages would be missed among the copies.
  const isWhole = found.size > 0 && found.size === choice.kinds.size;
  const fields = new Map(chosen.map(({ kind, field }) => [kinds[kind] ?? '', field]));
  return {
    sheets: chosen,
    problems: {
      sheets: isWhole ? null : refusal('sheets'),
      logo: logoRefusal(choice, wide, fields),
      line: lineRefusal(choice, wide, fields),
    },
  };
}

type Fields = ReadonlyMap<string, Extent>;

function lineRefusal(
  { line, logo }: OwnChoice<unknown>,
  wide: number,
  fields: Fields,
): Refusal | null {
  const text = tidied(line);
  if (text === '') return logo === null ? refusal('nothing') : null;
  const [narrowest] = [...fields].sort(([, one], [, other]) => one.width - other.width);
  const wrong = lineProblem(text);
  if (wrong !== null || narrowest === undefined || lineSize(wide, narrowest[1]) !== null)
    return wrong;
  const [sheet, field] = narrowest;
  return refusal('long', { sheet, count: `${excessLetters(text.length, wide, field)}` });
}

function logoRefusal<Logo extends Extent & { readonly ofLines: boolean }>(
  { line, logo }: OwnChoice<Logo>,
  wide: number,
  fields: Fields,
): Refusal | null {
  if (logo?.ok !== true) return logo?.problem ?? null;
  if (logo.value.ofLines) return null;
  const rooms = [...fields].map(
    ([sheet, field]) => [sheet, logoRoom(field, sizeOn(field, tidied(line), wide))] as const,
  );
  return sharpnessRefusal(logo.value, new Map(rooms));
}
