import type { Alarm, Report } from '../alarm.ts';
import type { Clock } from '../clock.ts';
import { LATE_MS, type Courier } from '../courier.ts';
import type { IntakeFacts } from '../facts.ts';
import { hasExpired } from '../opening.ts';
import type { People } from '../people/people.ts';
import type { Spool } from '../spool-contract.ts';
import { keyDaysLeft, type Status } from './status.ts';

/** What is watched. */
export interface WatchOptions {
  readonly facts: IntakeFacts;
  readonly people: People;
  readonly spool: Spool;
  readonly courier: Courier;
  readonly clock: Clock;
  readonly report: Report;
  /** Whether pages show the form at this moment. */
  readonly isOpen: () => boolean;
}

/** Knows why the form is closed, and says so once when it begins. */
export class Watch {
  readonly #options: WatchOptions;
  #setAside = 0;
  #told: readonly Alarm[] = [];

  constructor(options: WatchOptions) {
    this.#options = options;
  }

  /** Looks at what can change without this server doing anything: files, days, certificates. */
  async look(): Promise<void> {
    const { people, spool, report } = this.#options;
    await people.load();
    this.#setAside = (await spool.counts()).setAside;
    const reasons = this.closedBecause();
    for (const reason of reasons.filter((one) => !this.#told.includes(one))) report(reason);
    this.#told = reasons;
  }

  /** Whether letters have waited so long, or lie aside, that people should telephone instead. */
  get isLate(): boolean {
    return this.#options.spool.oldestWaitingMs() > LATE_MS || this.#setAside > 0;
  }

  /** Every reason that closes the form of a build that has one. */
  closedBecause(): Alarm[] {
    const { facts, people, spool, clock } = this.#options;
    return [
      ...(hasExpired(facts, clock.now()) ? ['closed-certificate-expired' as const] : []),
      ...people.absences(),
      ...(spool.oldestWaitingMs() > LATE_MS ? ['closed-letters-late' as const] : []),
      ...(this.#setAside > 0 ? ['closed-letters-set-aside' as const] : []),
      ...(spool.ready ? [] : ['closed-spool-failed' as const]),
    ];
  }

  /** How everything is. */
  async status(): Promise<Status> {
    const { facts, people, spool, courier, clock, isOpen } = this.#options;
    const { oldestWaitingMs, ...counts } = await spool.counts();
    const unanswered = people.unanswered();
    return {
      form: isOpen() ? 'open' : 'closed',
      why: this.closedBecause(),
      ...counts,
      oldestWaitingMinutes: Math.floor(oldestWaitingMs / 60_000),
      storing: spool.lastStoreFailed ? 'failing' : 'working',
      couriers: courier.relays,
      inboxes: people.inboxes().map((inbox) => ({
        inbox,
        answered: facts.set.demonstration ? null : !unanswered.includes(inbox),
        keyDaysLeft: keyDaysLeft(facts, inbox, clock.now()),
      })),
    };
  }
}
