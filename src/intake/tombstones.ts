import { readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder, writeSynced } from './durable.ts';

/** How long a delivered submission is remembered, so that a late retry is not a second mail. */
export const TOMBSTONE_MS = 48 * 3_600_000;

const TOMBSTONE_NAME = /^[0-9a-f]{32}$/u;

/** Remembers delivered submissions as empty files named by the submission id. */
export class Tombstones {
  readonly #folder: string;
  readonly #deliveredAt = new Map<string, number>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  has(id: string): boolean {
    return this.#deliveredAt.has(id);
  }

  /**
   * Reads the folder.
   * @throws the system's error.
   */
  async load(): Promise<void> {
    this.#deliveredAt.clear();
    for (const name of await readdir(this.#folder)) {
      if (!TOMBSTONE_NAME.test(name)) continue;
      this.#deliveredAt.set(name, (await stat(join(this.#folder, name))).mtimeMs);
    }
  }

  /**
   * Remembers a delivered submission; on disk when it returns.
   * @param now milliseconds since 1970.
   * @throws the system's error.
   */
  async add(id: string, now: number): Promise<void> {
    const path = join(this.#folder, id);
    await writeSynced(path, '');
    await utimes(path, now / 1000, now / 1000);
    await syncFolder(this.#folder);
    this.#deliveredAt.set(id, now);
  }

  /**
   * Forgets what was delivered more than `TOMBSTONE_MS` ago.
   * @throws the system's error.
   */
  async prune(now: number): Promise<void> {
    for (const [id, deliveredAt] of this.#deliveredAt) {
      if (now - deliveredAt <= TOMBSTONE_MS) continue;
      await rm(join(this.#folder, id), { force: true });
      this.#deliveredAt.delete(id);
    }
  }
}
