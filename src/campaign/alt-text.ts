import type { Helpline } from '../helplines/helpline.ts';
import type { CampaignWords } from './campaigns.ts';
import { numberIn, pictureText } from './copy-text.ts';
import { carriesWords } from './formats.ts';
import type { Sheet, SheetOrder } from './sheet.ts';
import { endOf, mainLine } from './told.ts';

/** What a sheet says and shows, for those who do not see it. */
export interface AltText {
  /** Everything: words, numbers, and the picture where there is one. */
  readonly alt: string;
  /** The headline and the number it leads to, for small pictures in a list. */
  readonly label: string;
}

/** What is drawn on a sheet, for a reader whom its words reach anyway; on a sticker one window. */
export const drawnOn = ({ campaign, format, language }: SheetOrder): string =>
  format.layout === 'sticker' ? endOf(language.words.support.alt) : language.words[campaign.id].alt;

/** What a sheet says and shows. */
export function altTextOf(
  { campaign, format, language }: SheetOrder,
  sheet: Pick<Sheet, 'headline' | 'lines' | 'alt' | 'card' | 'strip'>,
  helplines: readonly Helpline[],
): AltText {
  const { locale } = language;
  const words: CampaignWords = language.words[campaign.id];
  const number = (display: string): string => numberIn(locale, display);
  if (carriesWords(format)) {
    // A screen is read in five seconds: it has the lines with a number.
    const alt = pictureText(
      { locale, words, helplines },
      (line) => format.medium !== 'screen' || line.includes('{'),
    );
    const headline = sheet.headline.replaceAll('\n', ' ');
    return { alt, label: `${headline} ${number(mainLine(sheet)?.number ?? '')}` };
  }
  const { card, strip } = sheet;
  if (format.layout === 'card' || format.layout === 'fold') {
    const entries = card.entries.map((entry) => `${number(entry.number)} ${entry.label}`);
    const alt = `${card.title}: ${entries.join(' · ')}`;
    return { alt, label: alt };
  }
  const label = `${strip.label} ${number(strip.number)}`;
  return { alt: format.layout === 'sticker' ? `${label}. ${sheet.alt}` : label, label };
}
