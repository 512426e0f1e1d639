import { swedishTime } from '../referral/swedish-time.ts';
import { isSiteLetter } from './letter-parts.ts';
import type { OpenedLetter } from './open-letter.ts';

/** Why the hours in a letter may no longer hold. */
export type Lateness = 'delivered-late' | 'read-late' | 'clocks-differ' | 'no-time';

/** The moments that are compared; `arrivedAt` is null where no mail says it. */
export interface Moments {
  readonly arrivedAt: Date | null;
  readonly now: Date;
}

/** What stands above such a letter: a heading, and the times to compare. */
interface LateNotice {
  readonly heading: string;
  readonly times: string;
}

const HEADINGS: Readonly<Record<Lateness, string>> = {
  'delivered-late': 'FÖRSENAT: ring inte utan att kontrollera tiderna',
  'read-late': 'FÖRSENAT: ring inte utan att kontrollera tiderna',
  'clocks-differ': 'OSÄKER TID: ring inte utan att kontrollera tiderna',
  'no-time': 'OKÄND TID: ring inte utan att kontrollera tiderna',
};

const HOUR_MS = 3_600_000;
const LONGEST_WAY_MS = 12 * HOUR_MS;
/** After this the rule in every letter calls it late. */
const LONGEST_UNREAD_MS = 24 * HOUR_MS;

/** The notice above a letter from the site; null when its hours can be relied on. */
export const lateNotice = ({ text, arrivedAt }: OpenedLetter, now: Date): LateNotice | null => {
  const moments = { arrivedAt, now };
  const lateness = isSiteLetter(text) ? latenessOf(text, moments) : null;
  return lateness === null
    ? null
    : { heading: HEADINGS[lateness], times: latenessTimes(text, moments) };
};

/** A letter as the journal gets it: below the notice that stands above it. */
export const journalText = (letter: OpenedLetter, now: Date): string => {
  const notice = lateNotice(letter, now);
  const text = letter.text.trim();
  return notice === null ? text : `${notice.heading}\n${notice.times}\n\n${text}`;
};

/** Whether a letter is late, by the time that stands in it; null when its hours can be relied on. */
export const latenessOf = (letter: string, { arrivedAt, now }: Moments): Lateness | null => {
  const written = writtenIn(letter);
  if (written === null) return 'no-time';
  const arrival = wallClock(arrivedAt ?? now);
  if (written - arrival > LONGEST_WAY_MS) return 'clocks-differ';
  if (arrivedAt !== null && arrival - written > LONGEST_WAY_MS) return 'delivered-late';
  return wallClock(now) - written > LONGEST_UNREAD_MS ? 'read-late' : null;
};

/** The two times, for the reader to compare. */
export const latenessTimes = (letter: string, { arrivedAt, now }: Moments): string => {
  const written = WRITTEN.exec(letter)?.[1] ?? 'okänt när';
  const arrived = arrivedAt === null ? '' : ` Kom till brevlådan: ${swedishTime(arrivedAt)}.`;
  return `Skrevs: ${written}.${arrived} Öppnas nu: ${swedishTime(now)}.`;
};

const WRITTEN = /^(\d{4}-\d{2}-\d{2} \d{2}:\d{2}) enligt /mu;

// Letters name the hour of Stockholm without its zone, so hours of Stockholm are compared as they stand on a clock.
const writtenIn = (letter: string): number | null => {
  const time = Date.parse(`${WRITTEN.exec(letter)?.[1]?.replace(' ', 'T') ?? ''}Z`);
  return Number.isNaN(time) ? null : time;
};

const wallClock = (date: Date): number => Date.parse(`${swedishTime(date).replace(' ', 'T')}Z`);
