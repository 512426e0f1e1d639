import type { Submission } from './spool-file.ts';
import type { Holding, Shelf } from './spool-shelf.ts';

/** What a move did. */
export interface Moved {
  /** Submissions that now lie in the other spool. */
  readonly moved: Record<Holding['state'], number>;
  /** Ids of those that could not be read or did not arrive whole: they lie where they lay. */
  readonly stayed: readonly string[];
}

/**
 * Moves everything from one spool to another: each submission is copied, read back and compared, and only then
 * removed. Interrupted at any point and run again it loses and doubles nothing. No server may use either spool
 * meanwhile.
 * @throws the system's error.
 */
export async function moveSpool(from: Shelf, to: Shelf, now: number): Promise<Moved> {
  const moved = { waiting: 0, 'set-aside': 0, delivered: 0 };
  const stayed: string[] = [];
  const holdings = await from.holdings();
  // What was delivered comes first, so that no late retry finds a spool that has not heard of it.
  const isLater = ({ state }: Holding) => (state === 'delivered' ? 0 : 1);
  for (const holding of holdings.sort((one, other) => isLater(one) - isLater(other))) {
    if (await isMoved(holding, { from, to, now })) moved[holding.state] += 1;
    else stayed.push(holding.id);
  }
  return { moved, stayed };
}

interface Move {
  readonly from: Shelf;
  readonly to: Shelf;
  readonly now: number;
}

async function isMoved(holding: Holding, move: Move): Promise<boolean> {
  const { from, to } = move;
  const submission = await from.read(holding.id);
  if (holding.state !== 'delivered' && submission === null) return false;
  const isNew = (await to.state(holding.id)) === null;
  if (isNew) await to.put(holding, submission);
  else await takeOutDelivered(holding, submission, move);
  if (!(await hasArrived(holding, submission, { to, isNew }))) return false;
  await from.remove(holding);
  return true;
}

/** After an interrupted move both spools have it: a letter that one of them lacks was delivered from there. */
async function takeOutDelivered(
  { id }: Holding,
  submission: Submission | null,
  { to, now }: Move,
): Promise<void> {
  const inboxes = submission?.letters.map(({ inbox }) => inbox) ?? [];
  for (const { inbox } of (await to.read(id))?.letters ?? []) {
    if (!inboxes.includes(inbox)) await to.takeOut(id, inbox, now);
  }
}

async function hasArrived(
  { id }: Holding,
  submission: Submission | null,
  { to, isNew }: { to: Shelf; isNew: boolean },
): Promise<boolean> {
  const copy = await to.read(id);
  if (submission === null || copy === null) {
    return copy === null && (await to.state(id)) === 'delivered' && (submission === null || !isNew);
  }
  const isWhole = !isNew || copy.letters.length === submission.letters.length;
  const isSame = copy.letters.every(({ inbox, bytes }) => {
    const letter = submission.letters.find((candidate) => candidate.inbox === inbox);
    return letter !== undefined && Buffer.compare(letter.bytes, bytes) === 0;
  });
  return isWhole && isSame && copy.receivedAt === submission.receivedAt;
}
