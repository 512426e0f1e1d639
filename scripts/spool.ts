// `npm run spool -- list`: what waits and what was set aside, by mark, id and age.
// `npm run spool -- retry K7-42`: lets what was set aside wait again.
// `npm run spool -- move <from> <to>`: moves everything; each is a folder or a postgres:// address.
import { join } from 'node:path';
import { readConfig } from '../src/intake/config.ts';
import { folderShelf } from '../src/intake/folder-shelf.ts';
import { postgresShelf } from '../src/intake/postgres-shelf.ts';
import { moveSpool } from '../src/intake/spool-move.ts';
import type { Holding, Shelf } from '../src/intake/spool-shelf.ts';
import { markOf } from '../src/referral/mark.ts';

const USAGE = `Write one of these:
  npm run spool -- list
  npm run spool -- retry <mark or id>
  npm run spool -- move <from> <to>      a folder such as .local/spool, or postgres://…
The spool is the one that SPOOL_URL or DATA_DIR names.`;
const HOUR_MS = 3_600_000;
const STATES = { waiting: 'waits', 'set-aside': 'set aside', delivered: 'delivered' };

const [command, first, second] = process.argv.slice(2);
const { dataDir, spoolUrl } = readConfig(process.env);

if (command === 'list') await withShelf(ownSpool(), list);
else if (command === 'retry' && first !== undefined)
  await withShelf(ownSpool(), (shelf) => retry(shelf, first));
else if (command === 'move' && first !== undefined && second !== undefined)
  await move(first, second);
else fail(USAGE);

async function list(shelf: Shelf): Promise<void> {
  const holdings = (await shelf.holdings()).filter(({ state }) => state !== 'delivered');
  for (const { id, state, at } of holdings) {
    const hours = ((Date.now() - at) / HOUR_MS).toFixed(1);
    console.log(`${mark(id)}  ${STATES[state].padEnd(9)}  ${hours.padStart(7)} h  ${id}`);
  }
  const count = (wanted: Holding['state']) =>
    holdings.filter(({ state }) => state === wanted).length;
  console.log(`${count('waiting')} wait, ${count('set-aside')} set aside.`);
}

async function retry(shelf: Shelf, wanted: string): Promise<void> {
  const aside = (await shelf.holdings()).filter(({ state }) => state === 'set-aside');
  const chosen = aside.filter(({ id }) => id === wanted || mark(id) === wanted.toUpperCase());
  if (chosen.length === 0) fail(`Nothing that was set aside has the mark or id ${wanted}.`);
  for (const { id } of chosen) {
    await shelf.putBack(id);
    console.log(`${mark(id)} ${id} waits again.`);
  }
  if (chosen.length > 0 && spoolUrl === null) {
    console.log('The server reads its folder when it starts: restart it now.');
  }
}

async function move(from: string, to: string): Promise<void> {
  await withShelf(from, (source) =>
    withShelf(to, async (target) => {
      const { moved, stayed } = await moveSpool(source, target, Date.now());
      console.log(
        `Moved: ${moved.waiting} waiting, ${moved['set-aside']} set aside, ${moved.delivered} delivered.`,
      );
      for (const id of stayed)
        fail(`${mark(id)} ${id} stays: it cannot be read or did not arrive.`);
    }),
  );
}

function ownSpool(): string {
  return spoolUrl ?? join(dataDir, 'spool');
}

async function withShelf(place: string, work: (shelf: Shelf) => Promise<void>): Promise<void> {
  const shelf = await (/^postgres(?:ql)?:/u.test(place)
    ? postgresShelf(place)
    : folderShelf(place));
  try {
    await work(shelf);
  } finally {
    await shelf.close();
  }
}

function mark(id: string): string {
  return markOf(Buffer.from(id, 'hex'));
}

function fail(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}
