const DAY_MS = 86_400_000;

/** A certificate with fewer whole days left than one of these is spoken of, each time more urgently. */
const NOTICE_DAYS = [7, 30, 90] as const;

/** Which notice is due. */
export type NoticeDays = (typeof NOTICE_DAYS)[number];

/**
 * Whole days until a certificate ends, rounded down: 0 on its last day, negative once it has ended; null: never.
 * @param now milliseconds since 1970.
 */
export const daysLeft = (expires: Date | string | null, now: number): number | null =>
  expires === null ? null : Math.floor((new Date(expires).getTime() - now) / DAY_MS);

/** The most urgent notice that is due with so many days left, as `daysLeft` gives them; null: none. */
export const endNotice = (days: number | null): NoticeDays | null =>
  days === null ? null : (NOTICE_DAYS.find((limit) => days < limit) ?? null);
