/** Tells the time in milliseconds since 1970; tests bring their own. */
export interface Clock {
  readonly now: () => number;
}

/** The machine's clock. */
export const systemClock: Clock = { now: () => Date.now() };
