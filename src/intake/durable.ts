import { open, readdir, rename, rm } from 'node:fs/promises';

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
 * Waits until the names in a folder are on the disk.
 * @throws the system's error.
 */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

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

/** Where a file is written first, its place, and the folder of that place. */
export interface Placement {
  readonly temporary: string;
  readonly target: string;
  readonly folder: string;
}

/**
 * Puts a whole file in its place so that it survives a power cut: write, fsync, rename, fsync of the
 * folder. When it throws, nothing partial stands in the place; the new file may, and may not outlive a power cut.
 * @param sync waits until the names in the folder are on the disk.
 * @throws the system's error.
 */
export async function placeSynced(
  placement: Placement,
  content: string,
  sync = () => syncFolder(placement.folder),
): Promise<void> {
  await writeSynced(placement.temporary, content);
  await renameOrRemove(placement);
  await sync();
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

async function renameOrRemove({ temporary, target }: Placement): Promise<void> {
  try {
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}
