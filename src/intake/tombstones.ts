import { readFile, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { changeSynced, hasCode, namesIn, placeSynced, writeSynced } from './durable.ts';

/** How long a delivered submission is remembered, so that a late retry is not a second mail. */
export const TOMBSTONE_MS = 48 * 3_600_000;

const TOMBSTONE_NAME = /^[0-9a-f]{32}$/u;

/** Remembers delivered submissions as empty files named by the submission id. */
export class Tombstones {
  readonly #folder: string;
  readonly #deliveredAt = new Map<string, number>();
  /** How many deliveries were forgotten: a number in a file beside the folder. */
  #forgotten = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  has(id: string): boolean {
    return this.#deliveredAt.has(id);
  }

  /** How many submissions were ever delivered. */
  get total(): number {
    return this.#forgotten + this.#deliveredAt.size;
  }

  /**
   * Reads the folder.
   * @throws the system's error.
   */
  async load(): Promise<void> {
    this.#deliveredAt.clear();
    this.#forgotten = await readNumber(`${this.#folder}.forgotten`);
    for (const name of await namesIn(this.#folder)) {
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
    await changeSynced(this.#folder, async () => {
      await writeSynced(path, '');
      await utimes(path, now / 1000, now / 1000);
    });
    this.#deliveredAt.set(id, now);
  }

  /**
   * Forgets what was delivered more than `TOMBSTONE_MS` ago.
   * @throws the system's error.
   */
  async prune(now: number): Promise<void> {
    const old = [...this.#deliveredAt].filter(([, at]) => now - at > TOMBSTONE_MS);
    if (old.length === 0) return;
    await this.#rememberTotal(this.#forgotten + old.length);
    for (const [id] of old) {
      await rm(join(this.#folder, id), { force: true });
      this.#deliveredAt.delete(id);
    }
  }

  async #rememberTotal(forgotten: number): Promise<void> {
    const target = `${this.#folder}.forgotten`;
    await placeSynced({ temporary: `${target}.tmp`, target }, `${forgotten}\n`);
    this.#forgotten = forgotten;
  }
}

async function readNumber(path: string): Promise<number> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return '0';
    throw error;
  });
  return Number.parseInt(text, 10) || 0;
}
