import type { Helpline } from '../helplines/helpline.ts';
import { direction, type Locale } from '../i18n/locales.ts';
import { pieces } from '../i18n/sentences.ts';
import type { CampaignWords } from './campaigns.ts';

/** What the text of a campaign is made from. */
export interface CopySource {
  readonly locale: Locale;
  readonly words: CampaignWords;
  readonly helplines: readonly Helpline[];
  /** Where the text leads; null: nowhere. */
  readonly address: string | null;
}

const NO_BREAK_SPACE = '\u00a0';
/** Keeps a number in order after letters from right to left, in every program it is pasted into (UAX 9). */
const LEFT_TO_RIGHT_MARK = '\u200e';

/**
 * A campaign as text to paste into a newsletter: headline, lead, lines and address, one a line.
 * @throws naming the language where a number is not in the facts
 */
export const copyText = (source: CopySource): string =>
  [source.words.headline, source.words.lead, ...source.words.lines]
    .map((sentence) => filled(sentence, source))
    .concat(source.address ?? [])
    .join('\n');

/**
 * What a picture of a campaign says and shows, for those who do not see it.
 * @param isShown which of the lines stand in the picture
 * @throws naming the language where a number is not in the facts
 */
export const pictureText = (
  source: Pick<CopySource, 'locale' | 'words' | 'helplines'>,
  isShown: (line: string) => boolean = () => true,
): string =>
  [source.words.headline, ...source.words.lines.filter(isShown), source.words.alt]
    .map((sentence) => filled(sentence, source))
    .join(' ');

/** A number in a text of a language: unbroken, and in order in every program it is pasted into. */
export const numberIn = (locale: Locale, display: string): string =>
  (direction(locale) === 'rtl' ? LEFT_TO_RIGHT_MARK : '') + display.replaceAll(' ', NO_BREAK_SPACE);

/** A sentence with the numbers that its braces name, and whose they are. */
export function filled(
  sentence: string,
  { locale, helplines }: Pick<CopySource, 'locale' | 'helplines'>,
): string {
  let text = '';
  for (const piece of pieces(sentence)) {
    if ('text' in piece) {
      text += piece.text;
      continue;
    }
    const line = helplines.find(({ id }) => id === piece.slot);
    if (line?.phone == null)
      throw new Error(`locales/${locale}/campaigns/: "${piece.slot}" has no number`);
    // After a colon there is room to say whose number it is.
    if (line.kind === 'line' && /[:፦]\s*$/u.test(text) && !sentence.includes(line.name))
      text += `${line.name} `;
    text += numberIn(locale, line.phone.display);
  }
  return text;
}
