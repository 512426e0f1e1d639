import { SOURCE_LOCALE, type Locale } from '../i18n/locales.ts';
import type { Translate } from '../i18n/sentences.ts';
import { CAMPAIGNS, type Campaign } from './campaigns.ts';

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

/** The texts of a kit as a plain file; each says in Swedish too to whom it speaks. */
export function textFile(
  texts: readonly KitText[],
  {
    t,
    swedish,
    read,
  }: { readonly t: Translate; readonly swedish: Translate; readonly read: boolean },
): string {
  const parts = texts.map(({ campaign, text, alt }) => {
    const key = `kit.to.${campaign}`;
    const names = [...new Set([swedish(key), t(key)])].join(' · ');
    return `--- ${names}\n\n${text}\n\n${t('kit.texts.alt')} ${alt}\n`;
  });
  return (read ? '' : `${t('unread')}\n\n`) + parts.join('\n');
}
