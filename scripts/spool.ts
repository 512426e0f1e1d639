// `npm run spool -- list`: what waits and what was set aside, by mark, id and age.
// `npm run spool -- retry K7-42`: lets what was set aside wait again.
// `npm run spool -- move <from> <to>`: moves everything; each is a folder or a postgres:// address.
import { join, resolve } from 'node:path';
import { sentenceOf } from '../src/i18n/error-sentence.ts';
import { readConfig } from '../src/intake/config.ts';
import { folderShelf } from '../src/intake/folder-shelf.ts';
import { postgresShelf } from '../src/intake/postgres-shelf.ts';
import { isSpoolInUse } from '../src/intake/spool-lock.ts';
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

const POSTGRES = /^postgres(?:ql)?:/u;

const [command, first, second] = process.argv.slice(2);
const { dataDir, spoolUrl } = readConfig(process.env);

if (command === 'list') await list();
else if (command === 'retry' && first !== undefined) await retry(first);
else if (command === 'move' && first !== undefined && second !== undefined)
  await move(first, second);
else fail(USAGE);

async function list(): Promise<void> {
  const shelf = await opened(ownSpool());
  if (shelf === null) return;
  console.log(`Spool: ${shown(ownSpool())}`);
  const holdings = (await shelf.holdings()).filter(({ state }) => state !== 'delivered');
  for (const { id, state, at } of holdings) {
    const hours = ((Date.now() - at) / HOUR_MS).toFixed(1);
    console.log(`${mark(id)}  ${STATES[state].padEnd(9)}  ${hours.padStart(7)} h  ${id}`);
  }
  const count = (wanted: Holding['state']) =>
    holdings.filter(({ state }) => state === wanted).length;
  console.log(`${count('waiting')} wait, ${count('set-aside')} set aside.`);
  await shelf.close();
}

async function retry(wanted: string): Promise<void> {
  const shelf = await opened(ownSpool());
  if (shelf === null) return;
  const aside = (await shelf.holdings()).filter(({ state }) => state === 'set-aside');
  const chosen = aside.filter(({ id }) => id === wanted || mark(id) === wanted.toUpperCase());
  if (chosen.length === 0) {
    fail(`Nothing in ${shown(ownSpool())} that was set aside has the mark or id ${wanted}.`);
  }
  for (const { id } of chosen) {
    await shelf.putBack(id);
    console.log(`${mark(id)} ${id} waits again.`);
  }
  await shelf.close();
}

async function move(from: string, to: string): Promise<void> {
  for (const place of [from, to]) {
    if (POSTGRES.test(place) || !isSpoolInUse(place)) continue;
    fail(`A server uses ${shown(place)}: stop it first.`);
    return;
  }
  // The source first: a wrong one must not leave an empty spool at the target.
  const source = await opened(from);
  const target = source && (await opened(to, { make: true }));
  if (source !== null && target !== null) {
    const { moved, stayed } = await moveSpool(source, target, Date.now());
    console.log(
      `Moved: ${moved.waiting} waiting, ${moved['set-aside']} set aside, ${moved.delivered} delivered, ` +
        `from ${shown(from)} to ${shown(to)}.`,
    );
    for (const id of stayed) fail(`${mark(id)} ${id} stays: it cannot be read or did not arrive.`);
  }
  await target?.close();
  await source?.close();
}

function ownSpool(): string {
  return spoolUrl ?? join(dataDir, 'spool');
}

/** Null when there is no spool, which is said. */
async function opened(place: string, how: { make?: boolean } = {}): Promise<Shelf | null> {
  const open = POSTGRES.test(place) ? postgresShelf : folderShelf;
  return open(place, how).catch((error: unknown) => {
    const why = sentenceOf(error);
    fail(`There is no spool that can be used at ${shown(place)}: ${why}.`);
    fail('Write the right place, and run this as the account of the server and with its settings.');
    return null;
  });
}

/** A place without the password. */
function shown(place: string): string {
  if (!POSTGRES.test(place)) return resolve(place);
  const { protocol, host, pathname } = new URL(place);
  return `${protocol}//${host}${pathname}`;
}

function mark(id: string): string {
  return markOf(Buffer.from(id, 'hex'));
}

function fail(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}
