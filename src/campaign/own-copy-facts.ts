import { direction, htmlLang, ownName, type Locale } from '../i18n/locales.ts';
import type { Translate } from '../i18n/sentences.ts';
import type { Piece } from './manifest.ts';
import type { Field } from './own-field.ts';
import { OWN_PROBLEMS, type OwnProblem } from './own-problems.ts';
import { OWN_WORDS, type OwnWord } from './own-words.ts';

/** A sheet that can be given a partner's logo and line. */
export interface OwnSheet {
  /** Beside the manifest. */
  readonly file: string;
  /** Its place in `kinds`. */
  readonly kind: number;
  /** Its place in `languages`. */
  readonly language: number;
  readonly field: Field;
  /** Reading begins at the right. */
  readonly rtl: boolean;
}

/** A language that sheets can be had in. */
interface OwnLanguage {
  readonly name: string;
  readonly lang: string;
  /** A native speaker has read every sheet in it. */
  readonly read: boolean;
  /** The language of the page. */
  readonly own: boolean;
}

/** What the island of own copies knows, as the page carries it. */
export interface OwnFacts {
  /** The address of the module that puts a picture into a PDF. */
  readonly library: string;
  readonly words: Readonly<Record<OwnWord, string>>;
  readonly problems: Readonly<Record<OwnProblem, string>>;
  /** Campaign and format, as they are called on the page. */
  readonly kinds: readonly string[];
  readonly languages: readonly OwnLanguage[];
  readonly sheets: readonly OwnSheet[];
}

/** The facts for the printer files among some pieces that have a field for the partner. */
export function ownCopyFacts(
  { locale, t }: { readonly locale: Locale; readonly t: Translate },
  pieces: readonly Piece[],
  library: string,
): OwnFacts {
  const open = pieces.flatMap((piece) =>
    piece.use === 'press' && piece.free !== null ? [{ ...piece, field: piece.free }] : [],
  );
  const kindOf = (piece: Piece): string => {
    const sheet = `${t(`kit.to.${piece.campaign}`)}: ${t(`own.format.${piece.format}`)}`;
    return piece.second === null ? sheet : t('own.two', { sheet });
  };
  // A sheet in two languages is chosen by the one beside Swedish.
  const languageOf = ({ locale: first, second }: Piece): Locale => second ?? first;
  const kinds = [...new Set(open.map(kindOf))];
  const locales = [...new Set(open.map(languageOf))];
  return {
    library,
    words: namedBy(OWN_WORDS, (name) => t(`own.${name}`)),
    problems: namedBy(OWN_PROBLEMS, (name) => t(`own.problem.${name}`)),
    kinds,
    languages: locales.map((one) => ({
      name: ownName(one),
      lang: htmlLang(one),
      read: open.every((piece) => languageOf(piece) !== one || piece.reviewed),
      own: one === locale,
    })),
    sheets: open.map((piece) => ({
      file: piece.file,
      kind: kinds.indexOf(kindOf(piece)),
      language: locales.indexOf(languageOf(piece)),
      field: rounded(piece.field),
      rtl: direction(piece.locale) === 'rtl',
    })),
  };
}

/** To thousandths of a millimetre: a page carries this for every sheet. */
function rounded({ x, y, width, height }: Field): Field {
  const short = (mm: number): number => Math.round(mm * 1000) / 1000;
  return { x: short(x), y: short(y), width: short(width), height: short(height) };
}

function namedBy<Name extends string>(
  names: readonly Name[],
  value: (name: Name) => string,
): Readonly<Record<Name, string>>;
function namedBy(names: readonly string[], value: (name: string) => string) {
  return Object.fromEntries(names.map((name) => [name, value(name)]));
}
