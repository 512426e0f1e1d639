import { chmod, mkdir, readFile, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PRIVATE_FOLDER_MODE, syncFolder } from './durable.ts';
import { fileNameOf, idInFileName, readSpoolText, waitingOf } from './spool-file.ts';
import type { Waiting } from './spool-file.ts';
import type { Tombstones } from './tombstones.ts';

/** Where the parts of a spool lie. */
export interface SpoolFolders {
  readonly root: string;
  /** Half-written files; emptied at start. */
  readonly tmp: string;
  /** One whole file for each submission that waits. */
  readonly new: string;
  /** One empty file for each submission that was delivered. */
  readonly done: string;
  /** One whole file for each submission that could not be delivered for days: a person must act. */
  readonly aside: string;
}

const READ_AT_ONCE = 32;

/** The folders of a spool. */
export const spoolFolders = (root: string): SpoolFolders => ({
  root,
  tmp: join(root, 'tmp'),
  new: join(root, 'new'),
  done: join(root, 'done'),
  aside: join(root, 'aside'),
});

/**
 * Makes the folders, readable by this account only, and removes what was half written.
 * @throws the system's error.
 */
export async function makeSpoolFolders(folders: SpoolFolders): Promise<void> {
  for (const folder of [folders.root, folders.tmp, folders.new, folders.done, folders.aside]) {
    await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER_MODE });
  }
  await chmod(folders.root, PRIVATE_FOLDER_MODE);
  for (const name of await readdir(folders.tmp)) await rm(join(folders.tmp, name), { force: true });
}

/**
 * Reads what waits and makes sure that its files survive a power cut; a file that
 * was delivered just before a crash is removed, one that cannot be understood is left and counted.
 * @throws the system's error.
 */
export async function readSpoolFolders(
  folders: SpoolFolders,
  tombstones: Tombstones,
): Promise<{ waiting: Waiting[]; unreadable: number }> {
  await tombstones.load();
  const ids = (await readdir(folders.new)).map(idInFileName).filter((id) => id !== null);
  const waiting: Waiting[] = [];
  let unreadable = 0;
  // Some at a time: one after the other a long backlog would keep the form closed, all at once fill the memory.
  for (let next = 0; next < ids.length; next += READ_AT_ONCE) {
    const some = ids.slice(next, next + READ_AT_ONCE);
    for (const read of await Promise.all(some.map((id) => readOne(folders, tombstones, id)))) {
      if (read === 'unreadable') unreadable += 1;
      else if (read !== 'delivered') waiting.push(read);
    }
  }
  for (const folder of [folders.new, folders.done, folders.root]) await syncFolder(folder);
  return { waiting, unreadable };
}

/** The submissions that are set aside; a person may take them out of the folder at any time. */
export async function idsAside({ aside }: SpoolFolders): Promise<string[]> {
  const names = await readdir(aside).catch(() => []);
  return names.map(idInFileName).filter((id) => id !== null);
}

/**
 * Moves a waiting submission aside, as it is.
 * @throws the system's error.
 */
export async function moveAside(folders: SpoolFolders, id: string): Promise<void> {
  await rename(join(folders.new, fileNameOf(id)), join(folders.aside, fileNameOf(id)));
  for (const folder of [folders.aside, folders.new]) await syncFolder(folder);
}

async function readOne(
  folders: SpoolFolders,
  tombstones: Tombstones,
  id: string,
): Promise<Waiting | 'delivered' | 'unreadable'> {
  const path = join(folders.new, fileNameOf(id));
  if (tombstones.has(id)) {
    await rm(path, { force: true });
    return 'delivered';
  }
  const submission = readSpoolText(id, await readFile(path, 'utf8'));
  return submission === null ? 'unreadable' : waitingOf(submission);
}
