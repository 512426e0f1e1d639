import type { Translate } from '../i18n/sentences.ts';
import { writeSpans } from './compact-spans.ts';
import { knownLineDays } from './doubtful-days.ts';
import { freshness } from './fact-age.ts';
import type { Helpline } from './helpline.ts';
import type { Hours, WeekHours } from './hours-schema.ts';
import { hoursTable, type HoursRow } from './hours-table.ts';
import { openingsOf } from './opening-hours.ts';
import { yearDay } from './dates.ts';

/** Hours of one kind in words, under their caption. */
interface CaptionedHours {
  readonly caption: string;
  readonly rows: readonly HoursRow[];
}

/**
 * When a channel is open: a sentence, or hours in words with what a script reads (`compact`).
 * Only `always` and `compact` may light a window, so hours have neither when nobody has checked
 * them, or too long ago; a line that is open day and night stays so.
 */
export type OpeningWords =
  | { readonly kind: 'always' | 'words'; readonly text: string }
  | {
      readonly kind: 'hours';
      readonly compact: string | null;
      readonly tables: readonly CaptionedHours[];
    };

/** A language to write in, its sentences and its BCP 47 tag, and the day by which facts are judged. */
export interface Writer {
  readonly t: Translate;
  readonly lang: string;
  readonly today: Date;
}

/** When the telephone of a line is answered, with its exceptions. */
export function phoneOpening(line: Helpline, { t, lang, today }: Writer): OpeningWords {
  if (!isWeek(line.hours)) return sentence(line, line.hours, t);
  const usual = { caption: t('helpline.phone-hours'), rows: hoursTable(line.hours, t, lang) };
  const others = line.exceptions.map(({ from, to, hours }) => ({
    caption: t('helpline.exception-hours', { from: yearDay(from, lang), to: yearDay(to, lang) }),
    rows:
      hours === null
        ? [{ days: t('helpline.every-day'), times: t('helpline.hours-unknown') }]
        : hoursTable(hours, t, lang),
  }));
  return { kind: 'hours', compact: compact(line, line.hours, today), tables: [usual, ...others] };
}

/** When the chat of a line is answered. */
export function chatOpening(
  line: Helpline,
  hours: Hours,
  { t, lang, today }: Writer,
): OpeningWords {
  if (!isWeek(hours)) return sentence(line, hours, t);
  const usual = { caption: t('helpline.chat-hours'), rows: hoursTable(hours, t, lang) };
  return { kind: 'hours', compact: compact(line, hours, today), tables: [usual] };
}

const isWeek = (hours: Hours): hours is WeekHours => hours !== null && hours !== 'always';

function sentence(line: Helpline, hours: 'always' | null, t: Translate): OpeningWords {
  if (hours === null) return { kind: 'words', text: t('helpline.hours-unknown') };
  if (line.checked === null) return { kind: 'words', text: t('helpline.day-and-night') };
  // Nobody should hesitate to call 112 because of a queue.
  const key = line.kind === 'emergency' ? 'helpline.day-and-night' : 'helpline.always';
  return { kind: 'always', text: t(key) };
}

function compact(line: Helpline, hours: WeekHours, today: Date): string | null {
  if (['stale', 'undated'].includes(freshness(line.checked, today))) return null;
  const others = writeSpans(knownLineDays(line, today));
  return [writeSpans(openingsOf(hours)), ...(others === '' ? [] : [others])].join('!');
}
