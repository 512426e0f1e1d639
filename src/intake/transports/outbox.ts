import { link, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { failure, success } from '../../i18n/result.ts';
import {
  PRIVATE_FOLDER_MODE,
  changeSynced,
  hasCode,
  placeSynced,
  writeSynced,
} from '../durable.ts';
import { writeMail } from '../mail.ts';
import type { OutgoingLetter } from '../mail.ts';
import { writeNotice, type Notice } from '../notice.ts';
import type { Delivery, Transport } from './transport.ts';

const SHORT_ID_DIGITS = 8;

/** Puts letters as `.eml` files into a folder: the whole service on one machine, without any account. */
export const outboxTransport = (folder: string): Transport => ({
  deliver: (letter) => put(folder, () => putIntoFolder(folder, letter)),
  notify: (notice) => put(folder, () => putNotice(folder, notice)),
});

async function put(folder: string, write: () => Promise<void>): Promise<Delivery> {
  try {
    await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER_MODE });
    await write();
    return success(undefined);
  } catch {
    return failure({ kind: 'later' });
  }
}

/** A repeated notice is the same file. */
async function putNotice(folder: string, notice: Notice): Promise<void> {
  const name = `notice-${notice.key}.eml`;
  const placement = { temporary: join(folder, `.${name}.tmp`), target: join(folder, name) };
  await placeSynced(placement, writeNotice(notice));
}

async function putIntoFolder(folder: string, letter: OutgoingLetter): Promise<void> {
  const temporary = join(folder, `.${letter.key}.tmp`);
  const mail = writeMail(letter);
  await changeSynced(folder, async () => {
    await writeSynced(temporary, mail);
    for (const digits of [SHORT_ID_DIGITS, letter.id.length]) {
      const name = `${letter.mark}-${letter.inbox}-${letter.id.slice(0, digits)}.eml`;
      if (await linkedOrSame(temporary, join(folder, name), mail)) break;
    }
    await rm(temporary, { force: true });
  });
}

/** Unlike a rename, a link never takes the place of another letter. */
async function linkedOrSame(temporary: string, target: string, mail: string): Promise<boolean> {
  try {
    await link(temporary, target);
    return true;
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
    return (await readFile(target, 'utf8')) === mail;
  }
}
