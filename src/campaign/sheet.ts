import type { Helpline } from '../helplines/helpline.ts';
import { checkedDate } from '../helplines/dates.ts';
import { direction, formatTag, htmlLang, type Locale } from '../i18n/locales.ts';
import type { Translate } from '../i18n/sentences.ts';
import { altTextOf, drawnOn, type AltText } from './alt-text.ts';
import type { Campaign } from './campaigns.ts';
import { cardOf, linesOfCard, stripLine, stripOf, type EverydayCard } from './everyday-card.ts';
import { carriesWords, inMm, MIN_QR_MM, type Format } from './formats.ts';
import { qrCode, type QrCode } from './qr.ts';
import { sizesOf, type Sizes } from './sheet-sizes.ts';
import { begun, toldIn, withoutMarks, type Line, type SheetLanguage, type Told } from './told.ts';
import { addressOf } from './text-kit.ts';
import { fontsOf } from './typst.ts';

/** The strips to tear off are as long as this. */
const STRIP_MM = 56;

/** What all sheets share. */
export interface SheetFacts {
  readonly helplines: readonly Helpline[];
  /** Where the codes lead, without a slash at the end. */
  readonly address: string;
  /** Nothing of a demonstration may be put up. */
  readonly demonstration: boolean;
  /** Months as `2026-11`. */
  readonly made: string;
  /** The last month in which the numbers on a sheet hold as checked. */
  readonly checkBy: (lines: readonly Helpline[]) => string;
}

/** One sheet: a campaign in a format and a language, `second` below it where two stand together. */
export interface SheetOrder {
  readonly campaign: Campaign;
  readonly format: Format;
  readonly language: SheetLanguage;
  readonly second: SheetLanguage | null;
}

/** What `sheet.typ` draws, as JSON. Lengths are mm, `sizes` are hundredths of the width except `smallest` (pt). */
export interface Sheet {
  readonly title: string;
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  readonly script: 'latin' | 'arabic' | 'ethiopic';
  readonly fonts: readonly string[];
  readonly theme: Campaign['id'];
  readonly layout: Format['layout'];
  readonly width: number;
  readonly height: number;
  readonly headline: string;
  readonly lines: readonly Line[];
  readonly second: SecondWords | null;
  readonly sizes: Sizes;
  readonly foot: {
    readonly address: string;
    readonly lines: readonly FootLine[];
    readonly contact: string;
    readonly tall: number | null;
  };
  readonly qr: (QrCode & { readonly side: number; readonly alt: string }) | null;
  readonly free: { readonly width: number } | null;
  /** What is drawn on it, beside its words. */
  readonly alt: string;
  /** The whole of it, for files that hold no words but as a picture. */
  readonly inWords: AltText;
  readonly card: EverydayCard;
  readonly strip: { readonly number: string; readonly label: string; readonly height: number };
  /** The ids of the help lines whose numbers stand on the sheet. */
  readonly helplines: readonly string[];
  /** Those among them that we have not checked. */
  readonly unchecked: readonly string[];
  /** Until when it may be shown: `2026-12`. */
  readonly checkBy: string;
}

/** A line of the foot, in the second language or the first. */
interface FootLine {
  readonly text: string;
  readonly second: boolean;
}

/** The same headline and lines in a second language. */
interface SecondWords {
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  readonly script: Sheet['script'];
  readonly fonts: readonly string[];
  readonly headline: string;
  readonly lines: readonly Line[];
}

/** The name of a sheet: of its files, and as its title, which readers and browsers keep. Neutral. */
export function sheetName({ campaign, format, language, second }: SheetOrder): string {
  const languages = second === null ? language.locale : `${language.locale}-${second.locale}`;
  return `${campaign.leadsTo.replace('/', '')}-${format.name}-${languages}`;
}

/**
 * Describes a sheet.
 * @throws where a number is not in the facts (file and field), where two languages on one sheet do not
 * say the same lines, and where the code would be too small to be read.
 */
export function sheetOf(order: SheetOrder, facts: SheetFacts): Sheet {
  const { campaign, format, language, second } = order;
  const { locale, common } = language;
  const told = toldApart(language, campaign, facts.helplines);
  const helplines = helplinesOn(order, told, facts);
  const checkBy = facts.checkBy(helplines);
  const unchecked = helplines.filter(({ checked }) => checked === null);
  const address = addressOf(campaign, locale, facts.address);
  const standing = format.medium === 'screen' && format.height > format.width;
  const sheet: Omit<Sheet, 'inWords'> = {
    ...scriptOf(locale),
    title: sheetName(order),
    theme: campaign.id,
    layout: format.layout,
    width: inMm(format, format.width),
    height: inMm(format, format.height),
    headline: told.headline,
    // A screen is read in five seconds.
    lines: told.lines.filter(({ number }) => format.medium !== 'screen' || number !== ''),
    second: second === null ? null : secondWords(second, told, order, facts),
    sizes: sizesOf(campaign, format),
    foot: {
      // Nobody writes an address down in five seconds, and small type is large on a standing screen.
      address: standing ? '' : address.replace(/^https?:\/\/|\/$/gu, ''),
      lines: footLines(order, facts, { checkBy, unchecked }),
      contact: withoutMarks(common.contact),
      tall: format.free?.height ?? null,
    },
    qr: codeOf(format, address),
    free: format.free,
    alt: drawnOn(order),
    card: cardOf(campaign, common, facts.helplines, told),
    strip: { ...stripOf(order, told), height: STRIP_MM },
    helplines: helplines.map(({ id }) => id),
    unchecked: unchecked.map(({ id }) => id),
    checkBy,
  };
  return { ...sheet, inWords: altTextOf(order, sheet, facts.helplines) };
}

/** Whose numbers stand on a sheet: those of its sentences, of its card, or the one of a sticker or slip. */
function helplinesOn(order: SheetOrder, told: Told, facts: SheetFacts): readonly Helpline[] {
  const { campaign, format } = order;
  if (carriesWords(format)) return told.helplines;
  const isCard = format.layout === 'card' || format.layout === 'fold';
  return isCard
    ? linesOfCard(campaign, facts.helplines)
    : [stripLine(order, told)].filter((line) => line !== undefined);
}

/**
 * The partner's own field, in mm from the upper left corner of the trimmed sheet: below its heading,
 * above the line to write on. Null where a sheet has none.
 */
export function freeField(sheet: Sheet) {
  if (sheet.free === null || sheet.foot.tall === null) return null;
  const unit = sheet.width / 100;
  const margin = 6 * unit;
  const { width } = sheet.free;
  const heading = 3.2 * unit;
  const below = sheet.layout === 'strips' ? sheet.strip.height : 0;
  const x = sheet.dir === 'rtl' ? sheet.width - margin - width : margin;
  const y = sheet.height - below - sheet.foot.tall - 2.5 * unit + heading;
  return { x, y, width, height: sheet.foot.tall - heading - 1 };
}

function codeOf({ id, qr }: Format, address: string): Sheet['qr'] {
  if (qr === null) return null;
  if (qr < MIN_QR_MM) {
    throw new Error(`${id}: a QR code of ${qr} mm is too small; make it ${MIN_QR_MM} mm or none`);
  }
  return { ...qrCode(address), side: qr, alt: address };
}

function secondWords(
  language: SheetLanguage,
  first: Told,
  { campaign }: SheetOrder,
  facts: SheetFacts,
): SecondWords {
  const { headline, lines } = toldApart(language, campaign, facts.helplines);
  const numbers = (some: readonly Line[]) => some.map(({ number }) => number).join();
  if (numbers(lines) !== numbers(first.lines)) {
    throw new Error(
      `locales/${language.locale}/campaigns/${campaign.id}.json: write the same lines as in Swedish, with their numbers in the same order`,
    );
  }
  return { ...scriptOf(language.locale), headline, lines };
}

/**
 * The words of a campaign as they stand on a sheet. The main number stands on a line of its own, and so
 * does what is before and after it: no comma and no full stop is left of the sentence, and what begins
 * a line begins with a capital.
 */
function toldApart(
  language: SheetLanguage,
  campaign: Campaign,
  helplines: readonly Helpline[],
): Told {
  const told = toldIn(language, campaign, helplines);
  const lines = told.lines.map((line): Line => {
    if (!line.main) return line;
    const before = line.before.replace(/[,،፣፡]$/u, '');
    const after = line.after.replace(/[.።]$/u, '');
    return { ...line, before, after: line.name === '' ? begun(after, language.locale) : after };
  });
  return { ...told, lines };
}

/**
 * The small print: on posters, screens and pictures at the foot, on stickers too; on the back of cards
 * and slips, whose front bears numbers alone. Strips are torn off a sheet that bears it.
 */
function footLines(
  { campaign, format, language, second }: SheetOrder,
  facts: SheetFacts,
  { checkBy, unchecked }: { readonly checkBy: string; readonly unchecked: readonly Helpline[] },
): FootLine[] {
  const { common, locale, t } = language;
  const month = (text: string) => checkedDate(text, formatTag(locale));
  const line = (text: string, inSecond: boolean): FootLine => ({
    text: withoutMarks(text),
    second: inSecond,
  });
  const first = (text: string): FootLine => line(text, false);
  const made = first(common.made.replace('{month}', month(facts.made)));
  const until = format.free === null ? common.until : common.takedown;
  return [
    ...(format.qr === null ? [] : [first(common.scan)]),
    // A screen has no room for both months: its smallest type is large.
    ...(format.medium === 'screen' ? [] : [made]),
    first(until.replace('{month}', month(checkBy))),
    ...(format.medium === 'print' ? unchecked.map((line) => first(notChecked(line, t))) : []),
    ...(language.read.has(campaign.id) ? [] : [first(common.unread)]),
    ...(second === null || second.read.has(campaign.id) ? [] : [line(second.common.unread, true)]),
    ...(facts.demonstration ? [first(common.proof)] : []),
  ];
}

/** A number that we have not checked, with the words that say so; its spaces keep it in order from right to left (UAX 9, W4). */
const notChecked = ({ name, phone }: Helpline, t: Translate): string =>
  `${(phone?.display ?? name).replaceAll(' ', '\u00a0')}: ${t('helpline.not-checked')}`;

function scriptOf(locale: Locale) {
  const script = locale === 'ti' ? 'ethiopic' : direction(locale) === 'rtl' ? 'arabic' : 'latin';
  return {
    lang: htmlLang(locale),
    dir: direction(locale),
    script,
    fonts: fontsOf(locale),
  } as const;
}
