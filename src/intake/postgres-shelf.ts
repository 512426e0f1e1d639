import { INBOX_IDS } from '../referral/sealing-set.ts';
import { LEASE_SECONDS, PostgresLetters } from './postgres-letters.ts';
import type { Shelf } from './spool-shelf.ts';

/**
 * The spool in a database.
 * @throws the database's error.
 */
export async function postgresShelf(url: string): Promise<Shelf> {
  const letters = await PostgresLetters.open({ url, leaseSeconds: LEASE_SECONDS });
  return {
    holdings: () => letters.holdings(),
    state: (id) => letters.state(id),
    read: (id) => letters.read(id),
    async put({ id, state, at }, submission) {
      await letters.add(submission ?? { id, receivedAt: at, letters: [] });
      if (state === 'set-aside') await letters.setAside(id);
      // The last of them finds no letter left.
      if (state === 'delivered')
        for (const inbox of INBOX_IDS) await letters.takeOut(id, inbox, at);
    },
    takeOut: (id, inbox, now) => letters.takeOut(id, inbox, now),
    remove: ({ id }) => letters.remove(id),
    putBack: (id) => letters.putBack(id),
    close: () => letters.close(),
  };
}
