import type { Translate } from '../i18n/sentences.ts';
import { writeSpans } from './compact-spans.ts';
import { knownDoubtfulDays } from './doubtful-days.ts';

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
 * The sentences and, last, the doubtful days for `data-open-texts` of a page built `today`: once a page,
 * around all cards.
 * @throws Error when a sentence holds the character that parts them.
 */
export const openTexts = (t: Translate, today: Date): string =>
  [...KEYS.map((key) => whole(key, t)), writeSpans(knownDoubtfulDays(today))].join(SEPARATOR);

const whole = (key: string, t: Translate): string => {
  const sentence = t(key);
  if (sentence.includes(SEPARATOR)) throw new Error(`${key}: write it without "${SEPARATOR}"`);
  return sentence;
};
