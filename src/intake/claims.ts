import type { JobAttempt } from 'pg-boss';
import type { Report } from './alarm.ts';
import type { PostgresLetters } from './postgres-letters.ts';
import { waitingOf } from './spool-file.ts';
import type { Waiting } from './spool-file.ts';
import type { InboxId } from '../referral/sealing-set.ts';

interface Claim {
  readonly attempt: JobAttempt;
  readonly waiting: Waiting;
  /** By `performance.now()`. */
  readonly since: number;
  readonly tried: boolean;
}

interface Delivery {
  readonly id: string;
  readonly inbox: InboxId;
}

const MOST_UNTRIED = 20;
/** A letter that fails here is for the other server to try; a relay may be reached from there. */
const LONGEST_CLAIM_MS = 5 * 60_000;

/**
 * The submissions that this server's courier, and no other, may deliver. They are few at a time, and another's as
 * soon as this server gives no sign of life for the length of the lease.
 */
export class Claims {
  readonly #leaseMs: number;
  readonly #claims = new Map<string, Claim>();
  /** Delivered here, which the database does not know yet: nobody else must deliver them again. */
  readonly #unmarked = new Set<Delivery>();
  #renewedAt = -Infinity;
  #more = false;

  constructor(leaseSeconds: number) {
    this.#leaseMs = leaseSeconds * 1000;
  }

  /** Whether there was more than could be claimed at once. */
  get more(): boolean {
    return this.#more;
  }

  has(id: string): boolean {
    return this.#claims.has(id);
  }

  /** Oldest first. */
  waiting(): Waiting[] {
    return [...this.#claims.values()]
      .map(({ waiting }) => waiting)
      .sort((one, other) => one.receivedAt - other.receivedAt);
  }

  /** Notes an attempt: a letter that fails does not keep the next one from being claimed. */
  tried(id: string): void {
    const claim = this.#claims.get(id);
    if (claim !== undefined) this.#claims.set(id, { ...claim, tried: true });
  }

  /** Notes a delivery that the database could not be told of. */
  unmarked(id: string, inbox: InboxId): void {
    this.#unmarked.add({ id, inbox });
  }

  /**
   * Tells the database what it could not be told before.
   * @throws the database's error.
   */
  async markLate(letters: PostgresLetters, now: number): Promise<void> {
    for (const delivery of this.#unmarked) {
      await letters.takeOut(delivery.id, delivery.inbox, now);
      this.#unmarked.delete(delivery);
    }
  }

  /** Notes a delivery. */
  delivered(id: string, inbox: InboxId): void {
    const claim = this.#claims.get(id);
    const inboxes = claim?.waiting.inboxes.filter((other) => other !== inbox) ?? [];
    if (claim === undefined || inboxes.length === 0) this.drop(id);
    else this.#claims.set(id, { ...claim, waiting: { ...claim.waiting, inboxes } });
  }

  drop(id: string): void {
    this.#claims.delete(id);
  }

  /**
   * Gives a sign of life where it is time, and drops what another courier was given.
   * @throws the database's error.
   */
  async renew(letters: PostgresLetters): Promise<void> {
    const now = performance.now();
    if (now - this.#renewedAt < this.#leaseMs / 3) return;
    const ours = await letters.renew(this.#attempts());
    for (const [id, { attempt }] of this.#claims) if (!ours.has(attempt.id)) this.drop(id);
    this.#renewedAt = now;
  }

  /**
   * Hands back what failed here for long, and claims what no courier has.
   * @throws the database's error.
   */
  async refill(letters: PostgresLetters, report: Report): Promise<void> {
    const now = performance.now();
    await this.#handBack(letters, ({ since }) => now - since > LONGEST_CLAIM_MS);
    const room = MOST_UNTRIED - [...this.#claims.values()].filter(({ tried }) => !tried).length;
    const claimed = room > 0 ? await letters.claim(room) : [];
    this.#more = room > 0 && claimed.length === room;
    for (const { attempt, submission } of claimed) {
      if (submission === null) {
        report('spool-file-unreadable');
        await letters.setAside(attempt.id);
        continue;
      }
      const waiting = waitingOf(submission);
      const since = performance.now();
      this.#claims.set(waiting.id, { attempt, waiting, since, tried: false });
    }
  }

  /**
   * Claims nothing, and hands back what was not tried or failed here for long: another server may reach a relay.
   * @throws the database's error.
   */
  async rest(letters: PostgresLetters): Promise<void> {
    const now = performance.now();
    await this.#handBack(letters, ({ tried, since }) => !tried || now - since > LONGEST_CLAIM_MS);
    this.#more = false;
  }

  /**
   * Hands everything back.
   * @throws the database's error.
   */
  async release(letters: PostgresLetters): Promise<void> {
    await letters.release(this.#attempts());
    this.#claims.clear();
  }

  async #handBack(letters: PostgresLetters, isFor: (claim: Claim) => boolean): Promise<void> {
    const back = [...this.#claims].filter(([, claim]) => isFor(claim));
    await letters.release(back.map(([, { attempt }]) => attempt));
    for (const [id] of back) this.drop(id);
  }

  #attempts(): JobAttempt[] {
    return [...this.#claims.values()].map(({ attempt }) => attempt);
  }
}
