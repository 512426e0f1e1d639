import type { Translate } from '../i18n/sentences.ts';
import type { OpeningWords } from './opening-words.ts';

/** When a channel is open, in sentences for what cannot know the hour it is read: paper, other sites. */
export function hoursInWords(opening: OpeningWords, t: Translate): string[] {
  if (opening.kind !== 'hours') {
    return [opening.kind === 'always' ? t('helpline.day-and-night') : opening.text];
  }
  return opening.tables.map(
    ({ caption, rows }) =>
      `${caption}: ${rows.map(({ days, times }) => `${days} ${times}`).join('; ')}.`,
  );
}
