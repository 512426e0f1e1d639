import { spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { hasCode } from './durable.ts';

/** Held until it is released, or the process ends: however that ends, nothing stale is left behind. */
export interface SpoolLock {
  readonly release: () => void;
}

/** How `flock -n` ends when another process has the lock. */
const TAKEN = 1;

/**
 * Locks the folder of a spool for this process: the lock is the kernel's (flock(2)) on the open folder, so it
 * holds between containers on one machine too. Node cannot ask for it, so `flock` of util-linux does, for the
 * handle that it is given. Where that program is missing nothing is locked.
 * @returns null when another process has it.
 * @throws the system's error.
 */
export function lockSpool(root: string): SpoolLock | null {
  const folder = openSync(root, 'r');
  const { status, error } = spawnSync('flock', ['-n', '3'], {
    stdio: ['ignore', 'ignore', 'ignore', folder],
  });
  const isOurs = error === undefined ? status !== TAKEN : hasCode(error, 'ENOENT');
  if (isOurs) return { release: () => closeSync(folder) };
  closeSync(folder);
  if (error !== undefined) throw error;
  return null;
}

/** Whether a server uses the folder now; false also when that cannot be found out. */
export function isSpoolInUse(root: string): boolean {
  try {
    const lock = lockSpool(root);
    lock?.release();
    return lock === null;
  } catch {
    return false;
  }
}
