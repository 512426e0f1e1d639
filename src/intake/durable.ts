import { open, readdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Only the account that runs the server may read what it stores. */
export const PRIVATE_FOLDER_MODE = 0o700;
export const PRIVATE_FILE_MODE = 0o600;

/**
 * Writes a whole file and waits until it is on the disk; a file that could not be written is removed.
 * @throws the system's error (ENOSPC, EROFS, EMFILE, …).
 */
export async function writeSynced(path: string, content: string | Uint8Array): Promise<void> {
  const file = await open(path, 'w', PRIVATE_FILE_MODE);
  try {
    await file.writeFile(content);
    await file.sync();
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(path, { force: true }).catch(() => undefined);
    throw error;
  }
  await file.close();
}

/**
 * Changes names in a folder and waits until they are on the disk. Its handle is taken before: where none is left,
 * nothing is changed.
 * @throws the system's error.
 */
export async function changeSynced(path: string, change: () => Promise<void>): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await change();
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/**
 * Waits until the names in a folder are on the disk.
 * @throws the system's error.
 */
export const syncFolder = (path: string): Promise<void> =>
  changeSynced(path, () => Promise.resolve());

/** Whether an error is the system's of this name, such as `ENOENT`. */
export const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

/**
 * The names in a folder; none when it is not there.
 * @throws the system's error.
 */
export async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  });
}

/** Where a file is written first, and its place. */
export interface Placement {
  readonly temporary: string;
  readonly target: string;
}

/**
 * Puts a whole file in its place so that it survives a power cut: write, fsync, rename, fsync of the
 * folder. When it throws, nothing partial stands in the place; only where the disk itself fails at the end the new
 * file may, and may not outlive a power cut.
 */
export const placeSynced = (placement: Placement, content: string): Promise<void> =>
  changeSynced(dirname(placement.target), () => place(placement, content));

/**
 * The same without waiting for the name of the file.
 * @throws the system's error.
 */
export async function place(placement: Placement, content: string): Promise<void> {
  const { temporary, target } = placement;
  await writeSynced(temporary, content);
  try {
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}

/**
 * The same work, done once for all who ask while it is being done for others: what they did before they asked is
 * covered. Each of them gets its error.
 */
export function grouped(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<unknown> = Promise.resolve();
  let next: Promise<void> | null = null;
  return () => {
    next ??= running.then(() => {
      next = null;
      const now = work();
      running = now.catch(() => undefined);
      return now;
    });
    return next;
  };
}
