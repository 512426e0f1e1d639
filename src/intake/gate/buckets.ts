import { createHmac } from 'node:crypto';

const DIGEST_DIGITS = 22;

/** Counts by name without knowing the names: each is kept as a digest under a key that is thrown away. */
export class Buckets {
  readonly #counts = new Map<string, number>();
  readonly #most: number;
  #key: Uint8Array;

  /** @param most how many names are counted; every further one is over every limit. */
  constructor(key: Uint8Array, most: number) {
    this.#key = key;
    this.#most = most;
  }

  /** Counts once more, and says how often so far. */
  add(name: string): number {
    const bucket = this.#bucketOf(name);
    const before = this.#counts.get(bucket);
    if (before === undefined && this.#counts.size >= this.#most) return Infinity;
    const count = (before ?? 0) + 1;
    this.#counts.set(bucket, count);
    return count;
  }

  /** How often a name was counted. */
  count(name: string): number {
    return this.#counts.get(this.#bucketOf(name)) ?? 0;
  }

  /** Forgets everything and goes on under another key. */
  renew(key: Uint8Array): void {
    this.#counts.clear();
    this.#key = key;
  }

  #bucketOf(name: string): string {
    const digest = createHmac('sha256', this.#key).update(name).digest('base64url');
    return digest.slice(0, DIGEST_DIGITS);
  }
}
