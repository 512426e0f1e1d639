import type { Translate } from '../i18n/sentences.ts';
import type { Card } from './card.ts';
import type { HoursRow } from './hours-table.ts';
import type { OpeningWords } from './opening-words.ts';

/** When a channel is open, in sentences for what cannot know the hour it is read: paper, other sites. */
export function hoursInWords(opening: OpeningWords, t: Translate): string[] {
  if (opening.kind !== 'hours') {
    return [opening.kind === 'always' ? t('helpline.day-and-night') : opening.text];
  }
  return opening.tables.map(({ caption, rows }) => `${caption}: ${inLine(rows)}.`);
}

/**
 * The hours beside a number inside a sentence, with what the card says of them where they were never
 * checked or long ago; null where there are none to tell: day and night, or not known.
 */
export function hoursBeside({ phoneOpening, checked }: Card): string | null {
  if (phoneOpening?.kind !== 'hours') return null;
  const { tables, compact } = phoneOpening;
  const hours = tables.map(({ caption, rows }, place) =>
    place === 0 ? inLine(rows) : `${caption}: ${inLine(rows)}`,
  );
  return [...hours, ...(compact === null ? [withoutStop(checked)] : [])].join(' · ');
}

/** A time that stays whole: no line ends within it. */
export const whole = (range: string): string => range.replaceAll('–', '\u2060–\u2060');

/** A sentence as a part of another one. */
const withoutStop = (sentence: string): string => sentence.replace(/[.።]$/u, '');

const inLine = (rows: readonly HoursRow[]): string =>
  rows.map(({ days, times }) => `${days} ${times}`).join('; ');
