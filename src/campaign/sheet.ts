import type { Helpline } from '../helplines/helpline.ts';
import { checkedDate } from '../helplines/dates.ts';
import { direction, formatTag, htmlLang, SOURCE_LOCALE, type Locale } from '../i18n/locales.ts';
import { pieces } from '../i18n/sentences.ts';
import type { Campaign, CampaignWords } from './campaigns.ts';
import { inMm, MIN_QR_MM, type Format } from './formats.ts';
import type { PosterWords } from './poster-words.ts';
import { qrCode, type QrCode } from './qr.ts';
import { fontsOf } from './typst.ts';

/** A sentence on a sheet, cut at its number; `number` is empty where it has none. */
interface Line {
  readonly before: string;
  readonly number: string;
  readonly after: string;
  /** Whose number it is, where the sentence does not say it; Swedish. */
  readonly name: string;
  /** Its number stands on a line of its own, larger than everything else. */
  readonly main: boolean;
}

/** What the words of a campaign come to on a sheet. */
export interface Told {
  readonly headline: string;
  readonly lines: readonly Line[];
  /** Whose numbers these are. */
  readonly helplines: readonly Helpline[];
}

/** A language with everything that its sheets say. */
export interface SheetLanguage {
  readonly locale: Locale;
  readonly common: PosterWords;
  readonly words: Readonly<Record<Campaign['id'], CampaignWords>>;
  /** A native speaker has read it. */
  readonly reviewed: boolean;
}

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
  readonly alt: string;
  readonly card: {
    readonly title: string;
    readonly entries: readonly { readonly number: string; readonly label: string }[];
  };
  readonly strip: { readonly number: string; readonly label: string; readonly height: number };
  /** The ids of the help lines whose numbers stand on the sheet. */
  readonly helplines: readonly string[];
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

interface Sizes {
  readonly headline: number;
  /** A headline is never smaller: on A3 60 pt. */
  readonly least: number;
  readonly text: number;
  readonly 'least-text': number;
  readonly number: number;
  readonly second: number;
  readonly small: number;
  readonly smallest: number;
  /** The picture is never lower. */
  readonly picture: number;
}

/** Fathatan to sukun (U+064B–U+0652). */
const ARABIC_MARKS = /[\u064b-\u0652]/gu;

/** The strips to tear off are as long as this. */
const STRIP_MM = 56;

/** 60 pt on A3, and in that proportion on every sheet. */
const LEAST_HEADLINE = 7.13;

const HEADLINES: Readonly<Record<Campaign['id'], number>> = {
  support: 12.4,
  neighbour: 15,
  stop: 15,
  young: 16,
  workplace: 12,
};

const NUMBERS: Readonly<Record<Campaign['id'], number>> = {
  support: 24.8,
  neighbour: 24,
  stop: 16,
  young: 24,
  workplace: 16,
};

/** The everyday card of each campaign, by help line; `stop` has none that could be mistaken for it. */
const CARD_LINES: Readonly<Record<Campaign['id'], readonly string[]>> = {
  support: ['sos-112', '1177', 'polisen-11414', 'kvinnofridslinjen', 'bris'],
  neighbour: ['sos-112', 'polisen-11414', '1177'],
  stop: ['valj-att-sluta'],
  young: ['sos-112', 'bris', '1177'],
  workplace: ['sos-112', 'polisen-11414', '1177', 'kvinnofridslinjen', 'bris'],
};

const CARD_LABELS: Readonly<Record<string, keyof PosterWords>> = {
  'sos-112': 'card.112',
  '1177': 'card.1177',
  'polisen-11414': 'card.11414',
  kvinnofridslinjen: 'card.116016',
  bris: 'card.116111',
};

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
  const told = toldIn(language, campaign, facts.helplines);
  const carriesWords = ['upright', 'lying', 'strips'].includes(format.layout);
  const helplines = carriesWords ? told.helplines : linesOfCard(campaign, facts.helplines);
  const checkBy = facts.checkBy(helplines);
  const address = `${facts.address}/${campaign.short}/${locale === SOURCE_LOCALE ? '' : `${locale}/`}`;
  return {
    ...scriptOf(locale),
    title: sheetName(order),
    theme: campaign.id,
    layout: format.layout,
    width: inMm(format, format.width),
    height: inMm(format, format.height),
    headline: told.headline,
    // A screen is read in five seconds.
    lines: told.lines.filter(({ number }) => format.medium !== 'screen' || number !== ''),
    second: second === null ? null : secondWords(second, campaign, facts),
    sizes: sizesOf(campaign, format),
    foot: {
      address: address.replace(/^https?:\/\/|\/$/gu, ''),
      lines: footLines(order, facts, checkBy),
      contact: common.contact.replace(ARABIC_MARKS, ''),
      tall: format.free?.height ?? null,
    },
    qr: codeOf(format, address),
    free: format.free,
    alt: language.words[campaign.id].alt,
    card: cardOf(campaign, common, facts.helplines, told),
    strip: {
      number: mainLine(told)?.number ?? '',
      label: stripLabel(told, common),
      height: STRIP_MM,
    },
    helplines: helplines.map(({ id }) => id),
    checkBy,
  };
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

/** What the words of a campaign come to. @throws where a number is not in the facts. */
export function toldIn(
  { locale, words }: SheetLanguage,
  { id }: Campaign,
  helplines: readonly Helpline[],
): Told {
  const { headline, lines: written } = unmarked(words[id]);
  const find = lineIn(helplines, `locales/${locale}/campaigns/${id}.json`);
  // A headline that ends with a number gives its last sentence to the lines.
  const cut = headline.includes('{') ? lastSentence(headline) : headline.length;
  const used: Helpline[] = [];
  const lines = [headline.slice(cut).trim(), ...written]
    .filter((sentence) => sentence !== '')
    .map((sentence): Line => {
      const [before, slot, after] = cutAtNumber(sentence);
      if (slot === null) return { before, number: '', after: '', name: '', main: false };
      const line = find(slot);
      const main = used.length === 0;
      used.push(line);
      const named = line.kind !== 'line' || sentence.includes(line.name);
      const number = line.phone?.display ?? '';
      return { before, number, after, name: main && !named ? line.name : '', main };
    });
  return { headline: headlineLines(headline.slice(0, cut).trim()), lines, helplines: used };
}

/**
 * Without the vowel marks of Arabic, which posters do without: programs that read a PDF aloud or search
 * it meet the letter under a mark twice.
 */
const unmarked = ({ headline, lines }: CampaignWords) => ({
  headline: headline.replace(ARABIC_MARKS, ''),
  lines: lines.map((line) => line.replace(ARABIC_MARKS, '')),
});

/** A sentence before its first number, the id of the number, and what follows. */
function cutAtNumber(sentence: string): readonly [string, string | null, string] {
  const parts = pieces(sentence);
  const place = parts.findIndex((part) => 'slot' in part);
  const slot = parts[place];
  if (slot === undefined || !('slot' in slot)) return [sentence, null, ''];
  const text = (some: typeof parts) =>
    some.map((part) => ('text' in part ? part.text : '')).join('');
  const after = text(parts.slice(place + 1));
  // Without the comma that led from the number, and without a full stop that stands alone.
  return [text(parts.slice(0, place)).trim(), slot.slot, after.replace(/^[\s,،፡:.።]+/u, '').trim()];
}

function secondWords(language: SheetLanguage, campaign: Campaign, facts: SheetFacts): SecondWords {
  const { headline, lines } = toldIn(language, campaign, facts.helplines);
  return { ...scriptOf(language.locale), headline, lines };
}

function footLines(order: SheetOrder, facts: SheetFacts, checkBy: string): FootLine[] {
  const { format, language, second } = order;
  const { common, locale } = language;
  const month = (text: string) => checkedDate(text, formatTag(locale));
  const line = (text: string, inSecond: boolean): FootLine => ({
    text: text.replace(ARABIC_MARKS, ''),
    second: inSecond,
  });
  const first = (text: string): FootLine => line(text, false);
  return [
    ...(format.qr === null ? [] : [first(common.scan)]),
    ...(format.medium === 'print'
      ? [
          first(common.made.replace('{month}', month(facts.made))),
          first(common.takedown.replace('{month}', month(checkBy))),
        ]
      : []),
    ...(language.reviewed ? [] : [first(common.unread)]),
    ...(second === null || second.reviewed ? [] : [line(second.common.unread, true)]),
    ...(facts.demonstration ? [first(common.proof)] : []),
  ];
}

/** A headline of several sentences, each on a line of its own. */
const headlineLines = (headline: string): string => headline.replace(/([.?!؟።])\s+/gu, '$1\n');

/** Where the last sentence begins. */
function lastSentence(text: string): number {
  const ends = [...text.matchAll(/[.?!؟።]\s+/gu)];
  const last = ends.at(-1);
  return last === undefined ? 0 : last.index + last[0].length;
}

/** The numbers of the card; where it has one only, its name is the title and its hours the label. */
function cardOf(
  campaign: Campaign,
  common: PosterWords,
  helplines: readonly Helpline[],
  told: Told,
): Sheet['card'] {
  const [only, ...others] = linesOfCard(campaign, helplines);
  if (only !== undefined && others.length === 0) {
    const label = mainLine(told)?.after.replace(/[.።]$/u, '') ?? '';
    return { title: only.name, entries: [{ number: only.phone?.display ?? '', label }] };
  }
  return {
    title: common['card.title'],
    entries: linesOfCard(campaign, helplines).map((line) => ({
      number: line.phone?.display ?? '',
      label: labelOf(line, common),
    })),
  };
}

/** What a number is for in one or two words, or its name. */
const labelOf = ({ id, name }: Helpline, common: PosterWords): string => {
  const key = CARD_LABELS[id];
  return key === undefined ? name : common[key];
};

const mainLine = ({ lines }: Told): Line | undefined => lines.find(({ main }) => main);

const stripLabel = ({ helplines: [main] }: Told, common: PosterWords): string =>
  main === undefined ? '' : labelOf(main, common);

function linesOfCard({ id }: Campaign, helplines: readonly Helpline[]): Helpline[] {
  return CARD_LINES[id].map(lineIn(helplines, 'src/campaign/sheet.ts'));
}

const lineIn =
  (helplines: readonly Helpline[], file: string) =>
  (id: string): Helpline => {
    const line = helplines.find((one) => one.id === id);
    if (line?.phone != null) return line;
    throw new Error(
      `${file}: "${id}" has no number in content/helplines/; write the id of a line that has one`,
    );
  };

function scriptOf(locale: Locale) {
  const script = locale === 'ti' ? 'ethiopic' : direction(locale) === 'rtl' ? 'arabic' : 'latin';
  return {
    lang: htmlLang(locale),
    dir: direction(locale),
    script,
    fonts: fontsOf(locale),
  } as const;
}

function sizesOf({ id }: Campaign, { medium, layout }: Format): Sizes {
  const headline = HEADLINES[id];
  const number = NUMBERS[id];
  if (layout === 'lying') {
    // 1/30 of the height of a screen is 1.9 hundredths of its width.
    return {
      headline: headline * 0.56,
      least: 4,
      text: 2.5,
      'least-text': 1.9,
      number: number * 0.5,
      second: 4.6,
      small: 1.9,
      smallest: 1,
      picture: 0,
    };
  }
  if (medium === 'screen') {
    // 1/30 of the height of a standing screen is 5.93 hundredths of its width.
    return {
      headline,
      least: LEAST_HEADLINE,
      text: 5.95,
      'least-text': 5.95,
      number,
      second: 9,
      small: 5.95,
      smallest: 1,
      picture: 24,
    };
  }
  if (medium === 'social') {
    return {
      headline,
      least: 6.4,
      text: 4.2,
      'least-text': 2.9,
      number,
      second: 7.4,
      small: 2.7,
      smallest: 1,
      picture: 10,
    };
  }
  return {
    headline,
    least: LEAST_HEADLINE,
    text: 4.3,
    'least-text': 2.9,
    number,
    second: 9,
    small: 1.75,
    smallest: 7.5,
    picture: 18,
  };
}
