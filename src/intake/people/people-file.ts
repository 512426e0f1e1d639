import { randomUUID } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { INBOX_IDS } from '../../referral/sealing-set.ts';
import { PRIVATE_FOLDER_MODE, hasCode, placeSynced } from '../durable.ts';
import { takeLock } from './lock.ts';

const day = z.iso.date();

const receiptSchema = z.strictObject({
  /** The last day on which somebody said that the inbox is read. */
  answeredOn: day.nullable(),
  /** The last day on which the inbox got the daily mail. */
  mailedOn: day.nullable(),
  /** The links that still count, as SHA-256 of their tokens in hexadecimal, each with its last day. */
  links: z.array(z.strictObject({ hash: z.string().length(64), until: day })),
});

/** What is known of the people behind each inbox; the server alone writes it. */
export const receiptsSchema = z.partialRecord(z.enum(INBOX_IDS), receiptSchema);

/** What is known of the people behind one inbox. */
export type Receipt = z.infer<typeof receiptSchema>;

/** What is known of the people behind each inbox. */
export type ReceiptsFile = z.infer<typeof receiptsSchema>;

/** The inboxes that are switched off until the site is built without them; `npm run inboxes` writes it. */
export const switchesSchema = z.strictObject({ off: z.array(z.enum(INBOX_IDS)) });

/** An inbox that nobody has answered for. */
export const NO_RECEIPT: Receipt = { answeredOn: null, mailedOn: null, links: [] };

/** Where the two files of the people lie below `DATA_DIR`. */
export const peopleFiles = (dataDir: string): { receipts: string; switches: string } => ({
  receipts: join(dataDir, 'people', 'receipts.json'),
  switches: join(dataDir, 'people', 'switches.json'),
});

/**
 * Reads a small JSON file; `missing` where there is none.
 * @throws Error with one sentence when it cannot be read or does not hold what it should.
 */
export async function readSmallFile<Content>(
  path: string,
  schema: z.ZodType<Content>,
  missing: Content,
): Promise<Content> {
  try {
    return schema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return missing;
    throw new Error(`${path} cannot be read or does not hold what it should.`, { cause: error });
  }
}

/**
 * Puts a small JSON file in its place, readable by this account only.
 * @throws the system's error.
 */
export async function writeSmallFile(path: string, content: unknown): Promise<void> {
  await makeFolderOf(path);
  const placement = { temporary: `${path}.${randomUUID()}.tmp`, target: path };
  await placeSynced(placement, `${JSON.stringify(content, null, 2)}\n`);
}

/**
 * Changes a small JSON file on what is on disk; no other process that does the same comes in between.
 * @returns what the file holds now.
 * @throws Error when it cannot be read or written.
 */
export async function changeSmallFile<Content>(
  path: string,
  schema: z.ZodType<Content>,
  missing: Content,
  change: (content: Content) => Content,
): Promise<Content> {
  await makeFolderOf(path);
  const lock = await takeLock(`${path}.lock`);
  try {
    const next = change(await readSmallFile(path, schema, missing));
    if (!(await lock.isHeld())) throw new Error(`${path} is being changed by another process.`);
    await writeSmallFile(path, next);
    return next;
  } finally {
    await lock.release();
  }
}

async function makeFolderOf(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: PRIVATE_FOLDER_MODE });
}
