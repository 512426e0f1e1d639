import { Schedule } from './schedule.ts';
import type { Transport } from './transports/transport.ts';

/** One relay with its own pauses. */
export interface Lane {
  readonly transport: Transport;
  readonly schedule: Schedule;
}

/** How one relay does: `failing` when its last attempt failed. */
export type RelayState = 'working' | 'failing';

/**
 * After this age the second relay takes over. Before Resend forgets its keys after 24 hours: the first is
 * not asked again, so it cannot send a letter twice.
 */
const TAKEOVER_MS = 20 * 3_600_000;

/** The first relay, and the second where there is one. */
export class Lanes {
  readonly #first: Lane;
  readonly second: Lane | null;

  constructor(first: Transport, second: Transport | null) {
    this.#first = { transport: first, schedule: new Schedule() };
    this.second = second && { transport: second, schedule: new Schedule() };
  }

  /** The one for old letters first: those have waited longest. */
  get all(): readonly Lane[] {
    return this.second === null ? [this.#first] : [this.second, this.#first];
  }

  /** How each relay does; null where there is no second. */
  get states(): { readonly first: RelayState; readonly second: RelayState | null } {
    return { first: stateOf(this.#first), second: this.second && stateOf(this.second) };
  }

  /** The one lane for a letter of this age in milliseconds. */
  laneFor(ageMs: number): Lane {
    return ageMs > TAKEOVER_MS ? (this.second ?? this.#first) : this.#first;
  }

  /**
   * Whether a relay that is not left alone now has letters of up to this age in milliseconds.
   * @param now milliseconds since 1970.
   */
  canCarry(oldestAgeMs: number, now: number): boolean {
    const lanes = [this.#first, this.laneFor(oldestAgeMs)];
    return lanes.some(({ schedule }) => !schedule.isPaused(now));
  }

  /** How often a letter failed in a row. */
  failuresOf(key: string): number {
    return Math.max(...this.all.map(({ schedule }) => schedule.failuresOf(key)));
  }

  /** Forgets a letter that no longer waits. */
  forget(key: string): void {
    for (const { schedule } of this.all) schedule.forget(key);
  }
}

const stateOf = ({ schedule }: Lane): RelayState => (schedule.isFailing ? 'failing' : 'working');
