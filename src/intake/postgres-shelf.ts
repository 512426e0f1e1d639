import { LEASE_SECONDS, PostgresLetters } from './postgres-letters.ts';
import type { Shelf } from './spool-shelf.ts';

/**
 * The spool in a database. It must be there unless `make` is set.
 * @throws the database's error.
 */
export async function postgresShelf(url: string, { make = false } = {}): Promise<Shelf> {
  const letters = await PostgresLetters.open({
    url,
    leaseSeconds: LEASE_SECONDS,
    mustBeThere: !make,
  });
  return {
    holdings: () => letters.holdings(),
    state: (id) => letters.state(id),
    read: (id) => letters.read(id),
    async put({ id, state, at }, submission) {
      if (submission === null) return letters.remember(id, at);
      await letters.add(submission);
      if (state === 'set-aside') await letters.setAside(id);
    },
    takeOut: (id, inbox, now) => letters.takeOut(id, inbox, now),
    remove: ({ id }) => letters.remove(id),
    putBack: (id) => letters.putBack(id),
    close: () => letters.close(),
  };
}
