// `npm run inbox`: the letters in the demonstration's outbox as text, opened with the demo keys under
// DATA_DIR/keys; `npm run inbox -- K7-42`: those with one mark.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decrypt, readMessage, readPrivateKey } from 'openpgp';
import { z } from 'zod';
import { readConfig } from '../src/intake/config.ts';
import { letterTextIn, readOutbox } from '../src/intake/outbox-mail.ts';
import type { OutboxMail } from '../src/intake/outbox-mail.ts';

const textSchema = z.object({ data: z.string() });

const { dataDir } = readConfig(process.env);
const outbox = join(dataDir, 'outbox');
const keys = join(dataDir, 'keys');
const [wanted] = process.argv.slice(2);

const mails = await readOutbox(outbox);
const chosen = mails.filter(({ mark }) => wanted === undefined || mark === wanted.toUpperCase());
if (mails.length === 0) {
  console.log(`No letters yet: ${outbox}/ is empty. Start the site, send one, and look again.`);
} else if (chosen.length === 0) {
  const marks = [...new Set(mails.map(({ mark }) => mark))].join(', ');
  fail(`No letter has the mark ${wanted ?? ''}. The marks in ${outbox}/ are: ${marks}.`);
}
for (const mail of chosen) await show(mail);

async function show(mail: OutboxMail): Promise<void> {
  const when = mail.sentAt.toLocaleString('sv-SE', { timeZone: 'Europe/Stockholm' });
  console.log(`\n${'='.repeat(72)}\n${mail.mark}  ${mail.inbox}  ${when}  ${mail.name}\n`);
  const file = join(keys, `${mail.inbox}.private.asc`);
  const key = await readFile(file, 'utf8').catch(() => null);
  if (key === null) {
    fail(
      `It cannot be opened: the key ${file} is missing. Only letters to the demo keys open here; ` +
        'npm start makes new ones, which open new letters only.',
    );
    return;
  }
  const block = await opened(mail.armored, key);
  if (block === null) fail(`It cannot be opened: it is locked for another key than ${file}.`);
  else console.log(letterTextIn(block).trimEnd());
}

async function opened(armoredMessage: string, armoredKey: string): Promise<string | null> {
  try {
    const message = await readMessage({ armoredMessage });
    const decryptionKeys = await readPrivateKey({ armoredKey });
    const decrypted: unknown = await decrypt({ message, decryptionKeys });
    return textSchema.parse(decrypted).data;
  } catch {
    return null;
  }
}

function fail(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}
