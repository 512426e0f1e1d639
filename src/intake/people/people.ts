import type { InboxId } from '../../referral/sealing-set.ts';
import type { Report } from '../alarm.ts';
import type { Clock } from '../clock.ts';
import type { IntakeFacts } from '../facts.ts';
import { dayOf, workingDayBefore, type Calendar } from './days.ts';
import { peopleFiles, readSmallFile, switchesSchema } from './people-file.ts';
import { Receipts } from './receipts.ts';

/** What the people behind the form are known by. */
export interface PeopleOptions {
  readonly dataDir: string;
  readonly facts: IntakeFacts;
  readonly clock: Clock;
  readonly report: Report;
}

/** Why nobody is taken to stand behind the form. */
export type Absence =
  'closed-inbox-switched-off' | 'closed-nobody-answered' | 'closed-people-file-failed';

/** Whether people stand behind the form: somebody answered for each open inbox, and none is switched off. */
export class People {
  readonly receipts: Receipts;
  /** When people work. */
  readonly calendar: Calendar;
  readonly #options: PeopleOptions;
  #off: readonly InboxId[] = [];
  #unreadable = { receipts: false, switches: false };

  constructor(options: PeopleOptions) {
    this.#options = options;
    this.receipts = new Receipts(peopleFiles(options.dataDir).receipts);
    this.calendar = calendarOf(options.facts);
  }

  /** Reads both files anew. What cannot be read closes the form: nobody can be shown to stand behind it. */
  async load(): Promise<void> {
    const { switches } = peopleFiles(this.#options.dataDir);
    const [receipts, off] = await Promise.allSettled([
      this.receipts.load(),
      readSmallFile(switches, switchesSchema, { off: [] }),
    ]);
    this.#off = off.status === 'fulfilled' ? off.value.off : [];
    this.#unreadable = {
      receipts: receipts.status === 'rejected',
      switches: off.status === 'rejected',
    };
  }

  /** The inboxes that the form was built with. */
  inboxes(): InboxId[] {
    return this.#options.facts.inboxes.filter(({ open }) => open).map(({ id }) => id);
  }

  /** Those for which a working day has passed without an answer. */
  unanswered(): InboxId[] {
    const today = dayOf(this.#options.clock.now());
    return this.inboxes().filter(
      (inbox) => !isAnswered(this.receipts.of(inbox).answeredOn, today, this.calendar),
    );
  }

  /** Why the form must give way to telephone numbers; empty where people stand behind it. */
  absences(): Absence[] {
    const isOff = this.inboxes().some((inbox) => this.#off.includes(inbox));
    // A demonstration is answered on loopback only, and nobody reads it.
    const { demonstration } = this.#options.facts.set;
    const { receipts, switches } = this.#unreadable;
    if (switches || (receipts && !demonstration)) return ['closed-people-file-failed'];
    const isMissed = !demonstration && this.unanswered().length > 0;
    return [
      ...(isOff ? ['closed-inbox-switched-off' as const] : []),
      ...(isMissed ? ['closed-nobody-answered' as const] : []),
    ];
  }
}

/** When the people of an area work. */
export const calendarOf = ({ replyDays, closedDays }: IntakeFacts): Calendar => ({
  replyDays: replyDays ?? [],
  closedDays,
});

/**
 * Whether an inbox was answered for on the last working day before today, or since. So one missed
 * working day is enough, it counts from midnight, and one answer on any day opens again.
 */
export function isAnswered(answeredOn: string | null, today: string, calendar: Calendar): boolean {
  const last = workingDayBefore(today, calendar);
  return answeredOn !== null && last !== null && answeredOn >= last;
}
