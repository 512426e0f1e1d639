import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Use } from './sheet-files.ts';

/** What is noted of the files of a sheet once they stand: size and digest by use. */
const notesSchema = z.partialRecord(
  z.enum(['office', 'press', 'picture', 'drawing', 'preview']),
  z.strictObject({ bytes: z.number(), sha256: z.string() }),
);
/** Size and digest of the files of a sheet, by use. */
export type Notes = z.infer<typeof notesSchema>;

/** The name of the file in which a worker notes what it made. */
const NOTES = 'notes.json';

/** Writes files so that a folder stands whole or not at all. */
export async function writeFolder(
  folder: string,
  files: ReadonlyMap<Use, Uint8Array>,
  notes: Notes,
): Promise<void> {
  const unfinished = `${folder}.${String(process.pid)}.${String(Math.random()).slice(2)}`;
  await mkdir(unfinished, { recursive: true });
  for (const [use, bytes] of files) await writeFile(join(unfinished, use), bytes);
  await writeFile(join(unfinished, NOTES), JSON.stringify(notes));
  // Somebody else may have been quicker with the same.
  await rename(unfinished, folder).catch(async (error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOTEMPTY')) throw error;
    await rm(unfinished, { recursive: true });
  });
}

/**
 * What is noted in a folder; null where it does not stand, or no longer holds what is noted: then it goes,
 * so that it is made anew.
 */
export async function readNotes(folder: string): Promise<Notes | null> {
  const text = await readFile(join(folder, NOTES), 'utf8').catch(() => null);
  if (text === null) return null;
  const notes = notesIn(text);
  const sizes = Object.entries(notes ?? {}).map(async ([use, { bytes }]) => {
    const found = await stat(join(folder, use)).catch(() => null);
    return found?.size === bytes;
  });
  if (notes !== null && (await Promise.all(sizes)).every(Boolean)) return notes;
  await rm(folder, { recursive: true, force: true });
  return null;
}

function notesIn(text: string): Notes | null {
  try {
    return notesSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** The SHA-256 of bytes, in hexadecimal digits. */
export const sha256 = (bytes: string | Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');
