import { failure, success } from '../i18n/result.ts';
import type { Result } from '../i18n/result.ts';
import type { InboxId } from '../referral/sealing-set.ts';
import type { Report } from './alarm.ts';
import { Claims } from './claims.ts';
import type { Clock } from './clock.ts';
import { LEASE_SECONDS, PostgresLetters } from './postgres-letters.ts';
import type { Figures } from './postgres-queries.ts';
import { MAX_WAITING_SUBMISSIONS } from './spool-contract.ts';
import type { Spool, SpoolProblem } from './spool-contract.ts';
import type { Submission, Waiting } from './spool-file.ts';
import { TOMBSTONE_MS } from './tombstones.ts';

/** What the spool is made of. */
export interface PostgresSpoolOptions {
  /** `postgres://name:password@host/database` */
  readonly url: string;
  readonly clock: Clock;
  readonly report: Report;
  /** How many submissions may wait at once. */
  readonly maxWaiting?: number;
  /** After so long without a sign of life the other server's courier takes over; 90 unless said. */
  readonly leaseSeconds?: number;
}

const LOOK_AGAIN_MS = 1_000;
const KNOCK_AGAIN_MS = 5_000;
const PRUNE_EVERY_MS = 60_000;

/**
 * Keeps sealed letters in a PostgreSQL database that several servers share. Each server's courier holds a few
 * submissions at a time, which are no other's while it gives signs of life.
 */
export class PostgresSpool implements Spool {
  readonly #options: PostgresSpoolOptions;
  readonly #leaseSeconds: number;
  readonly #claims: Claims;
  #letters: PostgresLetters | null = null;
  #opening: Promise<PostgresLetters> | null = null;
  #preparing: Promise<boolean> | null = null;
  #figures: Figures = { waiting: 0, setAside: 0, delivered: 0, oldestReceivedAt: null };
  /** Null until the database was asked for the first time. */
  #ready: boolean | null = null;
  #lastStoreFailed = false;
  #prunedAt = -Infinity;

  constructor(options: PostgresSpoolOptions) {
    this.#options = options;
    this.#leaseSeconds = options.leaseSeconds ?? LEASE_SECONDS;
    this.#claims = new Claims(this.#leaseSeconds);
  }

  get ready(): boolean {
    return this.#ready === true;
  }

  get lastStoreFailed(): boolean {
    return this.#lastStoreFailed;
  }

  get lookAgainMs(): number {
    if (!this.ready) return KNOCK_AGAIN_MS;
    return this.#claims.more ? 0 : LOOK_AGAIN_MS;
  }

  async prepare(canCarry = true): Promise<boolean> {
    this.#preparing ??= this.#look(canCarry).finally(() => (this.#preparing = null));
    return this.#preparing;
  }

  async accept(submission: Submission): Promise<Result<void, SpoolProblem>> {
    const { report, maxWaiting = MAX_WAITING_SUBMISSIONS } = this.#options;
    try {
      const letters = await this.#open();
      if (this.#figures.waiting >= maxWaiting && (await letters.state(submission.id)) === null) {
        report('spool-full');
        this.#lastStoreFailed = true;
        return failure('spool-full');
      }
      const isNew = await letters.add(submission);
      this.#ready = true;
      this.#lastStoreFailed = false;
      if (isNew) this.#waitsToo(submission);
      return success(undefined);
    } catch {
      // Perhaps stored all the same, if only the answer was lost: another try is the same submission.
      this.#failed(true);
      this.#lastStoreFailed = true;
      return failure('not-stored');
    }
  }

  waiting(): Waiting[] {
    return this.#claims.waiting();
  }

  oldest(): Waiting | undefined {
    return this.waiting()[0];
  }

  oldestWaitingMs(): number {
    const now = this.#options.clock.now();
    return Math.max(0, now - (this.#figures.oldestReceivedAt ?? now));
  }

  async read(id: string): Promise<Submission | null> {
    this.#claims.tried(id);
    try {
      const letters = await this.#open();
      await this.#claims.renew(letters);
      // Whoever was silent for too long must not deliver what another courier has now.
      return this.#claims.has(id) ? await letters.read(id) : null;
    } catch {
      this.#failed();
      return null;
    }
  }

  async markDelivered(id: string, inbox: InboxId): Promise<boolean> {
    try {
      await (await this.#open()).takeOut(id, inbox, this.#options.clock.now());
    } catch {
      // Remembered here too: by then this server may no longer hold the submission.
      this.#claims.unmarked(id, inbox);
      this.#options.report('letter-not-marked');
      this.#failed();
      return false;
    }
    this.#claims.delivered(id, inbox);
    return true;
  }

  /** Moves a submission out of what waits; it stays stored. False when that is refused. */
  async setAside(id: string): Promise<boolean> {
    try {
      const aside = await (await this.#open()).setAside(id);
      this.#claims.drop(id);
      return aside;
    } catch {
      this.#failed();
      return false;
    }
  }

  /**
   * Totals since the spool began, and what waits now; as they were last known when the database is away.
   */
  async counts() {
    await this.#open()
      .then(async (letters) => (this.#figures = await letters.figures()))
      .catch(() => {
        this.#failed();
      });
    const { waiting, setAside, delivered } = this.#figures;
    const accepted = waiting + setAside + delivered;
    return { accepted, delivered, waiting, oldestWaitingMs: this.oldestWaitingMs(), setAside };
  }

  async prune(): Promise<void> {
    const now = this.#options.clock.now();
    if (now - this.#prunedAt < PRUNE_EVERY_MS) return;
    await this.#letters
      ?.forgetBefore(now - TOMBSTONE_MS)
      .then(() => (this.#prunedAt = now))
      .catch(() => undefined);
  }

  async close(): Promise<void> {
    const letters = this.#letters;
    this.#letters = null;
    this.#ready = false;
    if (letters === null) return;
    await this.#claims.release(letters).catch(() => undefined);
    await letters.close().catch(() => undefined);
  }

  async #open(): Promise<PostgresLetters> {
    if (this.#letters !== null) return this.#letters;
    const { url } = this.#options;
    this.#opening ??= PostgresLetters.open({ url, leaseSeconds: this.#leaseSeconds })
      .then((letters) => (this.#letters = letters))
      .finally(() => (this.#opening = null));
    return this.#opening;
  }

  async #look(canCarry: boolean): Promise<boolean> {
    try {
      const letters = await this.#open();
      await this.#claims.markLate(letters, this.#options.clock.now());
      await this.#claims.renew(letters);
      if (canCarry) await this.#claims.refill(letters, this.#options.report);
      else await this.#claims.rest(letters);
      this.#figures = await letters.figures();
      this.#ready = true;
    } catch {
      this.#failed();
    }
    return this.ready;
  }

  #waitsToo({ receivedAt }: Submission): void {
    const { waiting, oldestReceivedAt } = this.#figures;
    const oldest = Math.min(oldestReceivedAt ?? Infinity, receivedAt);
    this.#figures = { ...this.#figures, waiting: waiting + 1, oldestReceivedAt: oldest };
  }

  /** Says so once, and again for each sender who was turned away. */
  #failed(always = false): void {
    if (always || this.#ready !== false) this.#options.report('spool-failed');
    this.#ready = false;
  }
}
