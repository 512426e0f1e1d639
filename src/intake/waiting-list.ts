import type { Waiting } from './spool-file.ts';

/** What waits, oldest first. */
export class WaitingList {
  readonly #byId = new Map<string, Waiting>();
  /** When the last of them was received. */
  #latestAt = -Infinity;

  get size(): number {
    return this.#byId.size;
  }

  get all(): Waiting[] {
    return [...this.#byId.values()];
  }

  get oldest(): Waiting | undefined {
    return this.#byId.values().next().value;
  }

  has(id: string): boolean {
    return this.#byId.has(id);
  }

  delete(id: string): void {
    this.#byId.delete(id);
  }

  /** What is known already keeps its place. */
  put(waiting: readonly Waiting[]): void {
    let inOrder = true;
    for (const each of waiting) {
      // The clock was set back, or somebody put back what had waited before.
      if (!this.#byId.has(each.id) && each.receivedAt < this.#latestAt) inOrder = false;
      this.#byId.set(each.id, each);
      this.#latestAt = Math.max(this.#latestAt, each.receivedAt);
    }
    if (!inOrder) this.#sort();
  }

  #sort(): void {
    const sorted = this.all.sort(byAge);
    this.#byId.clear();
    for (const each of sorted) this.#byId.set(each.id, each);
    this.#latestAt = sorted.at(-1)?.receivedAt ?? -Infinity;
  }
}

const byAge = (one: Waiting, other: Waiting): number => one.receivedAt - other.receivedAt;
