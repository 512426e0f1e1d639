import { CAMPAIGNS, type Campaign } from '../campaign/campaigns.ts';
import { copyText, pictureText } from '../campaign/copy-text.ts';
import { campaignWords, helplines, material, sentences } from '../content.ts';
import { SOURCE_LOCALE, type Locale } from '../i18n/locales.ts';

/** The text of a campaign in one language, to copy. */
export interface KitText {
  readonly campaign: Campaign['id'];
  readonly text: string;
  /** What its picture says and shows. */
  readonly alt: string;
}

/** The text kits: for newsletters and intranets, and what stands apart. */
export const TEXT_KITS = ['texter', 'separat'] as const;

/** The name of a text kit, in addresses. */
export type TextKit = (typeof TEXT_KITS)[number];

/** The texts of a kit in one language; those for the ones who use violence are a kit of their own. */
export async function kitTexts(locale: Locale, kit: TextKit): Promise<readonly KitText[]> {
  const lines = await helplines();
  const origin = kitOrigin();
  const own = locale === SOURCE_LOCALE ? '' : `${locale}/`;
  return Promise.all(
    CAMPAIGNS.filter(({ id }) => isOf(kit, id)).map(async ({ id, short }) => {
      const words = await campaignWords(locale, id);
      const address = origin === null ? null : `${origin}/${short}/${own}`;
      return {
        campaign: id,
        text: copyText({ locale, words, helplines: lines, address }),
        alt: pictureText({ locale, words, helplines: lines }),
      };
    }),
  );
}

/** The texts of a kit in one language as a plain file; each says in Swedish too to whom it speaks. */
export async function kitFile(locale: Locale, kit: TextKit): Promise<string> {
  const [own, swedish] = [await sentences(locale), await sentences(SOURCE_LOCALE)];
  const unread = isRead(locale, kit) ? '' : `${own('unread')}\n\n`;
  const texts = (await kitTexts(locale, kit)).map(({ campaign, text, alt }) => {
    const key = `kit.to.${campaign}`;
    const names = [...new Set([swedish(key), own(key)])].join(' · ');
    return `--- ${names}\n\n${text}\n\n${own('kit.texts.alt')} ${alt}\n`;
  });
  return unread + texts.join('\n');
}

/** Whether somebody who has the language as a mother tongue has read every campaign of a kit. */
export function isRead(locale: Locale, kit: TextKit): boolean {
  if (locale === SOURCE_LOCALE) return true;
  const inside = (material()?.pieces ?? []).filter(
    (piece) => piece.locale === locale && isOf(kit, piece.campaign),
  );
  return inside.length > 0 && inside.every(({ reviewed }) => reviewed);
}

const isOf = (kit: TextKit, campaign: Campaign['id']): boolean =>
  CAMPAIGNS.some(({ id, stop }) => id === campaign && stop === (kit === 'separat'));

/** Where the posters lead; null while the site has no address of its own. */
function kitOrigin(): string | null {
  const { SITE_URL } = process.env;
  const own = SITE_URL?.startsWith('https://') ? SITE_URL.replace(/\/$/u, '') : null;
  return material()?.address ?? own;
}
