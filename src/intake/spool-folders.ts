import { readFileSync } from 'node:fs';
import { chmod, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { PRIVATE_FOLDER_MODE, hasCode, namesIn, syncFolder } from './durable.ts';
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
 * Makes the folders, readable by this account only.
 * @throws the system's error.
 */
export async function makeSpoolFolders(folders: SpoolFolders): Promise<void> {
  for (const folder of [folders.root, folders.tmp, folders.new, folders.done, folders.aside]) {
    await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER_MODE });
  }
  await chmod(folders.root, PRIVATE_FOLDER_MODE);
}

/**
 * Removes what was half written; only for who has the spool alone.
 * @throws the system's error.
 */
export async function emptyTmp({ tmp }: SpoolFolders): Promise<void> {
  for (const name of await namesIn(tmp)) await rm(join(tmp, name), { force: true });
}

/** What was found in `new/`. */
export interface Found {
  readonly waiting: readonly Waiting[];
  /** Ids of files that cannot be read or understood. */
  readonly unreadable: readonly string[];
}

/**
 * Reads what waits, but not what is known. A file that was delivered just before a crash is removed; one that
 * cannot be read or understood is left where it is.
 * @throws the system's error.
 */
export async function readWaiting(
  folders: SpoolFolders,
  tombstones: Tombstones,
  isKnown: (id: string) => boolean,
): Promise<Found> {
  const ids = (await idsIn(folders.new)).filter((id) => !isKnown(id));
  const waiting: Waiting[] = [];
  const unreadable: string[] = [];
  for (const [place, id] of ids.entries()) {
    // Pages are answered in between, however many letters wait.
    if (place % READ_AT_ONCE === 0) await setImmediate();
    const one = await readOne(folders, tombstones, id);
    if (one === 'unreadable') unreadable.push(id);
    else if (one !== 'gone') waiting.push(one);
  }
  return { waiting, unreadable };
}

/**
 * Makes sure that what lies in the folders survives a power cut.
 * @throws the system's error.
 */
export async function syncSpoolFolders(folders: SpoolFolders): Promise<void> {
  for (const folder of [folders.new, folders.done, folders.root]) await syncFolder(folder);
}

/** The submissions that are set aside; a person may take them out of the folder at any time. */
export async function idsAside({ aside }: SpoolFolders): Promise<string[]> {
  return idsIn(aside).catch(() => []);
}

/** Whether letters wait or lie aside in a folder, as far as it can be read. */
export async function holdsLetters(root: string): Promise<boolean> {
  const folders = spoolFolders(root);
  const waiting = await idsIn(folders.new).catch(() => []);
  return waiting.length > 0 || (await idsAside(folders)).length > 0;
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
): Promise<Waiting | 'gone' | 'unreadable'> {
  const path = join(folders.new, fileNameOf(id));
  if (tombstones.has(id)) {
    await rm(path, { force: true });
    return 'gone';
  }
  try {
    // Not by way of another thread, which takes twice as long.
    const submission = readSpoolText(id, readFileSync(path, 'utf8'));
    return submission === null ? 'unreadable' : waitingOf(submission);
  } catch (error) {
    return hasCode(error, 'ENOENT') ? 'gone' : 'unreadable';
  }
}

async function idsIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).map(idInFileName).filter((id) => id !== null);
}
