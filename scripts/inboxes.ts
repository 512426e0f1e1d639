// `npm run inboxes`: each inbox, whether it is open, who answered and how long its certificates last;
// `npm run inboxes -- close police` and `-- open police` switch one: in the profile for the next build, and
// on the running server within a minute.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ownAddresses, readProfile } from '../src/area/profile.ts';
import { withInboxOpen } from '../src/area/switch-inbox.ts';
import { sentenceOf } from '../src/i18n/error-sentence.ts';
import { readConfig } from '../src/intake/config.ts';
import { readFacts } from '../src/intake/facts.ts';
import { dayOf } from '../src/intake/people/days.ts';
import {
  NO_RECEIPT,
  peopleFiles,
  readSmallFile,
  receiptsSchema,
  switchesSchema,
  writeSmallFile,
} from '../src/intake/people/people-file.ts';
import { calendarOf, isAnswered } from '../src/intake/people/people.ts';
import { keyDaysLeft } from '../src/intake/watch/status.ts';
import { INBOX_IDS, type InboxId } from '../src/referral/sealing-set.ts';

const file = join(process.env.CONTENT_DIR ?? 'content', 'area', 'profile.json');
const files = peopleFiles(readConfig(process.env).dataDir);
const [order, name] = process.argv.slice(2);
const inbox = INBOX_IDS.find((id) => id === name);

try {
  if (order === undefined) await show();
  else if ((order === 'open' || order === 'close') && inbox !== undefined) await turn(inbox, order);
  else fail(`Write: npm run inboxes -- open ${INBOX_IDS.join('|')}, or close.`);
} catch (error) {
  fail(sentenceOf(error));
}

async function show(): Promise<void> {
  const facts = readFacts(await readFile(join('dist', 'intake.json'), 'utf8'));
  const receipts = await readSmallFile(files.receipts, receiptsSchema, {});
  const { off } = await readSmallFile(files.switches, switchesSchema, { off: [] });
  const now = Date.now();
  for (const { id, open } of facts.inboxes) {
    const { answeredOn, mailedOn } = receipts[id] ?? NO_RECEIPT;
    const answered = isAnswered(answeredOn, dayOf(now), calendarOf(facts));
    const days = keyDaysLeft(facts, id, now);
    console.log(
      [
        id.padEnd(8),
        off.includes(id) ? 'switched off' : open ? 'open' : 'closed',
        `answered: ${answeredOn ?? 'never'}${answered || !open ? '' : ' (a working day is missing)'}`,
        `mailed: ${mailedOn ?? 'never'}`,
        open ? (days === null ? 'certificates never stop' : `certificates: ${days} days left`) : '',
      ]
        .join('  ')
        .trimEnd(),
    );
  }
  if (facts.set.demonstration) console.log('This is a demonstration: nobody has to answer.');
}

async function turn(id: InboxId, to: 'open' | 'close'): Promise<void> {
  // Closing must work at once, whatever becomes of the profile.
  await writeSwitch(id, to);
  console.log(
    to === 'close'
      ? `${id} is closed. Within a minute the running server shows telephone numbers instead of every form.`
      : `${id} is open. Where the running server was built with it, its form opens within a minute.`,
  );
  console.log(`Written in ${files.switches}: DATA_DIR must be set as the server has it.`);
  try {
    await writeProfile(id, to === 'open');
  } catch (error) {
    fail(
      `${file} was not changed, so the next build does not know of it: ${sentenceOf(error)}\n` +
        `Write "open": ${to === 'open'} for "${id}" there by hand.`,
    );
    return;
  }
  console.log(
    to === 'close'
      ? 'Build and start again to offer the form without this inbox: npm run build && npm start'
      : 'Build and start again to offer it: npm run build && npm start',
  );
}

/** Writes the switch that the running server reads; closing does not need the old file to be whole. */
async function writeSwitch(id: InboxId, to: 'open' | 'close'): Promise<void> {
  const { off } = await readSmallFile(files.switches, switchesSchema, { off: [] }).catch(
    (error: unknown) => {
      if (to === 'close') return { off: [] };
      throw error;
    },
  );
  const others = off.filter((one) => one !== id);
  await writeSmallFile(files.switches, { off: to === 'close' ? [...others, id] : others });
}

async function writeProfile(id: InboxId, isOpen: boolean): Promise<void> {
  const changed = withInboxOpen(await readFile(file, 'utf8'), id, isOpen);
  if (changed === null) throw new Error(`"open" of the inbox "${id}" was not found.`);
  readProfile(changed, file, ownAddresses(process.env));
  await writeFile(file, changed);
}

function fail(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}
