import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { INBOX_IDS } from '../referral/sealing-set.ts';
import type { InboxId } from '../referral/sealing-set.ts';
import { hasCode } from './durable.ts';

/** A mail in the outbox folder. */
export interface OutboxMail {
  readonly name: string;
  readonly mark: string;
  readonly inbox: InboxId;
  readonly sentAt: Date;
  /** The sealed letter as ASCII armor. */
  readonly armored: string;
}

const FILE_NAME = /^([0-9A-Z]{2}-[0-9A-Z]{2})-([a-z]+)-[0-9a-f]+\.eml$/u;
// A letter may come from anybody: a terminal would obey these, or show the words in another order. Line feed and tab stay.
// eslint-disable-next-line no-control-regex
const CONTROL_CHARACTERS = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/gu;
const ARMOR = /-----BEGIN PGP MESSAGE-----[\s\S]+?-----END PGP MESSAGE-----/u;

/**
 * The mails in the outbox folder, oldest first; none when there is no such folder.
 * @throws the system's error when the folder cannot be read.
 */
export async function readOutbox(folder: string): Promise<OutboxMail[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  });
  const mails = await Promise.all(names.map((name) => readOutboxMail(folder, name)));
  return mails
    .filter((mail) => mail !== null)
    .sort((one, other) => one.sentAt.getTime() - other.sentAt.getTime());
}

/**
 * The text of a letter in its opened block: the one text part, without the padding after it (RFC 2046).
 * A block of another form is given back whole, so that nothing a sender wrote is kept from the reader.
 * Control characters are left out.
 */
export function letterTextIn(block: string): string {
  const lines = block.replaceAll('\r\n', '\n').replaceAll(CONTROL_CHARACTERS, '');
  const boundary = /^Content-Type: multipart\/mixed; boundary="([^"]+)"/mu.exec(lines)?.[1];
  if (boundary === undefined) return lines;
  const [, part = ''] = lines.split(`\n--${boundary}\n`);
  const [text = ''] = part.split(`\n--${boundary}--`);
  const start = text.indexOf('\n\n');
  return start === -1 ? lines : text.slice(start + 2);
}

async function readOutboxMail(folder: string, name: string): Promise<OutboxMail | null> {
  const [, mark, inboxName] = FILE_NAME.exec(name) ?? [];
  const inbox = INBOX_IDS.find((id) => id === inboxName);
  if (mark === undefined || inbox === undefined) return null;
  const mail = await readFile(join(folder, name), 'utf8');
  const armored = ARMOR.exec(mail)?.[0] ?? '';
  const sentAt = new Date(/^Date: (.+)$/mu.exec(mail)?.[1] ?? 0);
  return { name, mark, inbox, sentAt, armored };
}
