import { formatTag, SOURCE_LOCALE, type Locale } from '../i18n/locales.ts';
import type { Translate } from '../i18n/sentences.ts';
import { checkedDate } from '../helplines/dates.ts';
import { CAMPAIGNS, type Campaign } from './campaigns.ts';
import { firstToEnd, type Piece } from './manifest.ts';

/** The text of a campaign in one language, to copy. */
export interface KitText {
  readonly campaign: Campaign['id'];
  readonly text: string;
  /** What its picture says and shows. */
  readonly alt: string;
}

/** The text kits: for newsletters and intranets, and what stands apart. */
export const TEXT_KITS = ['texter', 'separat'] as const;

/** The name of a text kit, in addresses and of its file. */
export type TextKit = (typeof TEXT_KITS)[number];

/** The campaigns of a text kit: those for the ones who use violence are a kit of their own. */
export const campaignsOf = (kit: TextKit) =>
  CAMPAIGNS.filter(({ stop }) => stop === (kit === 'separat'));

/** Where the posters of a campaign lead in a language. */
export const addressOf = ({ short }: Campaign, locale: Locale, origin: string): string =>
  `${origin}/${short}/${locale === SOURCE_LOCALE ? '' : `${locale}/`}`;

/** What a text kit says of itself, and in which words. */
interface TextFileNotes {
  readonly locale: Locale;
  readonly t: Translate;
  readonly swedish: Translate;
  /** A native speaker has read it. */
  readonly read: boolean;
  /** Nothing of it may be used. */
  readonly demonstration: boolean;
  /** The last month in which it may be used; null: no sheet tells it. */
  readonly checkBy: string | null;
}

/** The last month in which the texts of a kit may be used: they hold the numbers of its sheets. Null: there are none. */
export function textsCheckBy(
  pieces: readonly Piece[],
  locale: Locale,
  kit: TextKit,
): string | null {
  const campaigns = campaignsOf(kit).map(({ id }) => id);
  const sheets = pieces.filter(
    (piece) => piece.locale === locale && campaigns.includes(piece.campaign),
  );
  return sheets.length === 0 ? null : firstToEnd(sheets);
}

/** The texts of a kit as a plain file; each says in Swedish too to whom it speaks. */
export function textFile(
  texts: readonly KitText[],
  { locale, t, swedish, read, demonstration, checkBy }: TextFileNotes,
): string {
  const parts = texts.map(({ campaign, text, alt }) => {
    const key = `kit.to.${campaign}`;
    const names = [...new Set([swedish(key), t(key)])].join(' · ');
    return `--- ${names}\n\n${text}\n\n${t('kit.texts.alt')} ${alt}\n`;
  });
  const month = checkBy === null ? null : checkedDate(checkBy, formatTag(locale));
  const notes = [
    ...(demonstration ? [t('kit.demo')] : []),
    ...(read ? [] : [t('unread')]),
    ...(month === null ? [] : [t('kit.until', { month })]),
  ];
  return [...notes.map((note) => `${note}\n`), ...parts].join('\n');
}
