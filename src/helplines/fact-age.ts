const DAY_MS = 86_400_000;

/** Older facts are named by `npm run facts`. */
export const WARN_AFTER_DAYS = 90;
/** Older facts stop a launch (never a build). */
export const REFUSE_AFTER_DAYS = 180;

/** How far a fact can be trusted by its age; `undated` was never checked by us. */
export type Freshness = 'fresh' | 'old' | 'stale' | 'undated';

/** Whole days since a day (`2026-06-04`) or the first of a month (`2026-06`). */
export const ageDays = (checked: string, today: Date): number =>
  Math.floor((+today - Date.parse(checked)) / DAY_MS);

/** The first day on which a fact is stale, in days since 1970. */
export const staleFrom = (checked: string): number =>
  Date.parse(checked) / DAY_MS + REFUSE_AFTER_DAYS + 1;

/** The day by which facts are judged: now, or `TODAY` (tests have a fixed one). */
export const judgedOn = ({ TODAY }: Readonly<Record<string, string | undefined>>): Date =>
  TODAY === undefined ? new Date() : new Date(TODAY);

/** What the age of a fact means on a day. */
export function freshness(checked: string | null, today: Date): Freshness {
  if (checked === null) return 'undated';
  const days = ageDays(checked, today);
  if (days > REFUSE_AFTER_DAYS) return 'stale';
  return days > WARN_AFTER_DAYS ? 'old' : 'fresh';
}
