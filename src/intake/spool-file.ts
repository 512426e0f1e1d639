import { z } from 'zod';
import type { SealedLetter } from '../referral/frame.ts';
import { INBOX_IDS } from '../referral/sealing-set.ts';
import type { InboxId } from '../referral/sealing-set.ts';

/** What one sender sent in one go: accepted together or not at all. */
export interface Submission {
  /** 32 hexadecimal digits. */
  readonly id: string;
  /** Milliseconds since 1970, by the server's clock. */
  readonly receivedAt: number;
  readonly letters: readonly SealedLetter[];
}

/** A submission that still has undelivered letters. */
export interface Waiting {
  readonly id: string;
  readonly receivedAt: number;
  readonly inboxes: readonly InboxId[];
}

const recordSchema = z.strictObject({
  version: z.literal(1),
  receivedAt: z.iso.datetime(),
  letters: z.array(z.strictObject({ inbox: z.enum(INBOX_IDS), letter: z.base64().min(1) })).min(1),
});

const FILE_NAME = /^([0-9a-f]{32})\.json$/u;

/** The name of a submission's file. */
export const fileNameOf = (id: string): string => `${id}.json`;

/** The submission id in a file name; null for a name that the spool did not give. */
export const idInFileName = (name: string): string | null => FILE_NAME.exec(name)?.[1] ?? null;

/** A submission without the letters themselves. */
export const waitingOf = ({ id, receivedAt, letters }: Submission): Waiting => ({
  id,
  receivedAt,
  inboxes: letters.map(({ inbox }) => inbox),
});

/** What is stored of a submission: ciphertext and the time, nothing else. */
export const spoolRecord = (submission: Submission) => ({
  version: 1,
  receivedAt: new Date(submission.receivedAt).toISOString(),
  letters: submission.letters.map(({ inbox, bytes }) => ({
    inbox,
    letter: Buffer.from(bytes).toString('base64'),
  })),
});

/** The text of a spool file. */
export const spoolText = (submission: Submission): string =>
  `${JSON.stringify(spoolRecord(submission))}\n`;

/** The submission in the text of a spool file; null when the text is torn or not a spool file's. */
export const readSpoolText = (id: string, text: string): Submission | null =>
  readSpoolRecord(id, jsonOrNull(text));

/** The submission in what is stored of it; null when it is not what the spool stored. */
export function readSpoolRecord(id: string, record: unknown): Submission | null {
  const parsed = recordSchema.safeParse(record);
  if (!parsed.success) return null;
  return {
    id,
    receivedAt: Date.parse(parsed.data.receivedAt),
    letters: parsed.data.letters.map(({ inbox, letter }) => ({
      inbox,
      bytes: new Uint8Array(Buffer.from(letter, 'base64')),
    })),
  };
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
