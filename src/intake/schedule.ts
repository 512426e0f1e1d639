import { backoffMs } from './backoff.ts';
import type { DeliveryProblem } from './transports/transport.ts';

interface Tried {
  readonly failures: number;
  /** Milliseconds since 1970. */
  readonly notBefore: number;
}

/** After so many failures in a row the relay, not the letter, is taken for the cause. */
const FAILURES_BEFORE_PAUSE = 3;

/** Decides which letter is tried when. Keeps nothing on disk: after a restart everything is due. */
export class Schedule {
  readonly #tried = new Map<string, Tried>();
  #failuresInARow = 0;
  #pausedUntil = 0;

  /**
   * The letters to try now. Fresh ones first, so that those that fail again and again hold up nobody.
   * @param now milliseconds since 1970.
   */
  due<Letter extends { readonly key: string }>(letters: readonly Letter[], now: number): Letter[] {
    if (this.isPaused(now)) return [];
    return letters
      .filter(({ key }) => (this.#tried.get(key)?.notBefore ?? 0) <= now)
      .sort((one, other) => this.failuresOf(one.key) - this.failuresOf(other.key));
  }

  /** When the next of the letters is due, in milliseconds since 1970; Infinity without letters. */
  nextDueAt(letters: readonly { readonly key: string }[]): number {
    const times = letters.map(({ key }) => this.#tried.get(key)?.notBefore ?? 0);
    return Math.max(this.#pausedUntil, Math.min(...times));
  }

  /** Whether the relay is left alone for now. */
  isPaused(now: number): boolean {
    return now < this.#pausedUntil;
  }

  /** How often this letter failed in a row. */
  failuresOf(key: string): number {
    return this.#tried.get(key)?.failures ?? 0;
  }

  /** Whether the last attempt of all failed. */
  get isFailing(): boolean {
    return this.#failuresInARow > 0;
  }

  /** Forgets a letter that no longer concerns this relay. */
  forget(key: string): void {
    this.#tried.delete(key);
  }

  /** Notes a delivery. */
  succeeded(key: string): void {
    this.#tried.delete(key);
    this.#failuresInARow = 0;
    this.#pausedUntil = 0;
  }

  /**
   * Notes a failed attempt.
   * @param random a number from 0 to below 1.
   */
  failed(
    key: string,
    { retryAfterMs }: DeliveryProblem,
    at: { now: number; random: number },
  ): void {
    const failures = this.failuresOf(key) + 1;
    const notBefore = at.now + backoffMs({ failures, retryAfterMs }, at.random);
    this.#tried.set(key, { failures, notBefore });
    this.#failuresInARow += 1;
    if (retryAfterMs !== undefined) this.#pausedUntil = Math.max(this.#pausedUntil, notBefore);
    if (this.#failuresInARow < FAILURES_BEFORE_PAUSE) return;
    const pauses = this.#failuresInARow - FAILURES_BEFORE_PAUSE + 1;
    const pausedUntil = at.now + backoffMs({ failures: pauses }, at.random);
    this.#pausedUntil = Math.max(this.#pausedUntil, pausedUntil);
  }
}
