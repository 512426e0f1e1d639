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
 * a quarter less by chance, and never less than the relay asked for. After one failure exactly as long as it
 * asked: that is no trouble but its pace, and a backlog leaves as fast as it takes letters.
 * @param random a number from 0 to below 1.
 */
export function backoffMs({ failures, retryAfterMs }: Setback, random: number): number {
  const asked = Math.min(retryAfterMs ?? 0, LONGEST_RETRY_AFTER_MS);
  if (failures === 1 && retryAfterMs !== undefined) return asked;
  const step = Math.min(LONGEST_STEP_MS, FIRST_STEP_MS * 2 ** Math.min(failures, 30));
  return Math.max(step * (1 - random / 4), asked);
}
