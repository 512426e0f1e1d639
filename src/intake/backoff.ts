const FIRST_STEP_MS = 1_000;
const LONGEST_STEP_MS = 15 * 60_000;

/** The longest that a relay may ask to be left alone; a wrong header must not silence the letters. */
export const LONGEST_RETRY_AFTER_MS = 3_600_000;

/** What decides how long to wait. */
export interface Setback {
  /** Failed attempts so far, at least 1. */
  readonly failures: number;
  readonly retryAfterMs?: number | undefined;
}

/**
 * How long to wait before the next attempt, in milliseconds: 2, 4, 8 … seconds up to 15 minutes, up to
 * a quarter less by chance, and never less than the relay asked for.
 * @param random a number from 0 to below 1.
 */
export function backoffMs({ failures, retryAfterMs = 0 }: Setback, random: number): number {
  const step = Math.min(LONGEST_STEP_MS, FIRST_STEP_MS * 2 ** Math.min(failures, 30));
  const wait = step * (1 - random / 4);
  return Math.max(wait, Math.min(retryAfterMs, LONGEST_RETRY_AFTER_MS));
}
