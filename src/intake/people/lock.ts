import { randomUUID } from 'node:crypto';
import { open, readFile, rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { PRIVATE_FILE_MODE, hasCode } from '../durable.ts';

/** A change takes milliseconds: whoever holds a lock for so long was killed. */
const DEAD_AFTER_MS = 5_000;

const LOOK_EVERY_MS = 20;

/** The right to change a file that other processes change too. */
export interface Lock {
  /** Whether nobody took it for dead meanwhile. */
  readonly isHeld: () => Promise<boolean>;
  /** Never throws: what cannot be released is taken over. */
  readonly release: () => Promise<void>;
}

/**
 * Waits for a lock: a file that only one process can create. One that stands unchanged for too long is taken over;
 * that is judged by this process's own clock, since those of two machines differ.
 * @throws the system's error.
 */
export async function takeLock(path: string, deadAfterMs = DEAD_AFTER_MS): Promise<Lock> {
  const own = randomUUID();
  const holder = () => readFile(path, 'utf8').catch(nullIfMissing);
  let seen: string | null = null;
  let seenSince = performance.now();
  while (!(await create(path, own))) {
    const other = await holder();
    if (other !== seen) seenSince = performance.now();
    seen = other;
    if (performance.now() - seenSince > deadAfterMs) await rm(path, { force: true });
    // Not in step with others who wait.
    await pause(LOOK_EVERY_MS * (1 + Math.random()));
  }
  const isHeld = async () => (await holder()) === own;
  return {
    isHeld,
    release: () =>
      isHeld()
        .then((held) => (held ? rm(path, { force: true }) : undefined))
        .catch(() => undefined),
  };
}

async function create(path: string, owner: string): Promise<boolean> {
  const file = await open(path, 'wx', PRIVATE_FILE_MODE).catch((error: unknown) => {
    if (hasCode(error, 'EEXIST')) return null;
    throw error;
  });
  if (file === null) return false;
  try {
    await file.writeFile(owner);
    return true;
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

function nullIfMissing(error: unknown): null {
  if (hasCode(error, 'ENOENT')) return null;
  throw error;
}
