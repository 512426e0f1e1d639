import { copyText, pictureText } from '../campaign/copy-text.ts';
import {
  addressOf,
  campaignsOf,
  textFile,
  textsCheckBy,
  type KitText,
  type TextKit,
} from '../campaign/text-kit.ts';
import { campaignWords, helplines, material, sentences } from '../content.ts';
import { SOURCE_LOCALE, type Locale } from '../i18n/locales.ts';

/** The texts of a kit in one language. */
export async function kitTexts(locale: Locale, kit: TextKit): Promise<readonly KitText[]> {
  const lines = await helplines();
  const origin = kitOrigin();
  return Promise.all(
    campaignsOf(kit).map(async (campaign) => {
      const words = await campaignWords(locale, campaign.id);
      const address = origin === null ? null : addressOf(campaign, locale, origin);
      return {
        campaign: campaign.id,
        text: copyText({ locale, words, helplines: lines, address }),
        alt: pictureText({ locale, words, helplines: lines }),
      };
    }),
  );
}

/** The texts of a kit in one language as a plain file. */
export const kitFile = async (locale: Locale, kit: TextKit): Promise<string> =>
  textFile(await kitTexts(locale, kit), {
    locale,
    t: await sentences(locale),
    swedish: await sentences(SOURCE_LOCALE),
    read: isRead(locale, kit),
    demonstration: material()?.demonstration ?? false,
    checkBy: textsCheckBy(material()?.pieces ?? [], locale, kit),
  });

/** Whether somebody who has the language as a mother tongue has read every campaign of a kit. */
export function isRead(locale: Locale, kit: TextKit): boolean {
  if (locale === SOURCE_LOCALE) return true;
  const inside = (material()?.pieces ?? []).filter(
    (piece) => piece.locale === locale && campaignsOf(kit).some(({ id }) => id === piece.campaign),
  );
  return inside.length > 0 && inside.every(({ reviewed }) => reviewed);
}

/** Where the posters lead; null while the site has no address of its own. */
function kitOrigin(): string | null {
  const { SITE_URL } = process.env;
  const own = SITE_URL?.startsWith('https://') ? SITE_URL.replace(/\/$/u, '') : null;
  return material()?.address ?? own;
}
