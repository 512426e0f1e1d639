import type { Translate } from '../i18n/sentences.ts';

const SEPARATOR = '|';
// In the order in which `open-now.ts` reads them; the days as Date counts them, Sunday first.
const KEYS = [
  'helpline.check',
  'helpline.open',
  'helpline.opens-today',
  'helpline.opens-on',
  'helpline.time-separator',
  'helpline.day.sun',
  'helpline.day.mon',
  'helpline.day.tue',
  'helpline.day.wed',
  'helpline.day.thu',
  'helpline.day.fri',
  'helpline.day.sat',
] as const;

/**
 * The sentences for `data-open-texts`, once a page, around all cards.
 * @throws Error when a sentence holds the character that parts them.
 */
export const openTexts = (t: Translate): string =>
  KEYS.map((key) => {
    const sentence = t(key);
    if (sentence.includes(SEPARATOR)) throw new Error(`${key}: write it without "${SEPARATOR}"`);
    return sentence;
  }).join(SEPARATOR);
