import type { EarlierSet, Profile } from './profile.ts';

const DAY_MS = 86_400_000;

/** The moment from which letters for an earlier set are refused: its last day is over, in UTC. */
export const endOf = ({ until }: Pick<EarlierSet, 'until'>): Date =>
  new Date(Date.parse(until) + DAY_MS);

/** One sentence for each earlier set that has ended and stands in the profile for nothing. */
export const endedSets = ({ inboxes }: Profile, now: Date): string[] =>
  inboxes.flatMap(({ id, earlier = [] }) =>
    earlier
      .filter((set) => endOf(set) <= now)
      .map(
        ({ until }) =>
          `area/profile.json: inboxes.${id}.earlier: pages made before are refused since the end of ${until}. ` +
          'Take the entry out: npm run keys -- tidy. Its replaced secret keys open nothing new.',
      ),
  );
