import { failure, success } from '../i18n/result.ts';
import type { Result } from '../i18n/result.ts';
import type { Problem } from './answers.ts';
import type { Posted } from './posted.ts';

/** How long a body may take to arrive; long enough for 18 kB over a bad line. */
export const READ_TIME_LIMIT_MS = 30_000;

/** How many bodies may be under way at once; together they hold 8 MB. */
const PLACES = 450;

type Read = Result<Uint8Array<ArrayBuffer>, Problem>;

/** A body of which something has come. */
interface Coming {
  readonly network: string;
  readonly letGo: () => void;
}

/** How bodies are read. */
export interface BodiesOptions {
  /** The longest that is ever read, in bytes. */
  readonly longest: number;
  /** How long each may take: the whole of it, not each part. */
  readonly timeLimitMs?: number;
  readonly places?: number;
}

/**
 * Reads what is posted, in bounded time and memory: a body that is under way has a place, and when there is none
 * left the oldest of the network that has most of them is let go. Who sends in earnest is through long before.
 */
export class Bodies {
  readonly #timeLimitMs: number;
  /** Made once: what thousands of slow senders leave behind would be cleared away late. */
  readonly #places: Uint8Array<ArrayBuffer>[];
  /** Oldest first. */
  readonly #coming = new Map<Coming, Uint8Array<ArrayBuffer>>();

  constructor({ longest, timeLimitMs = READ_TIME_LIMIT_MS, places = PLACES }: BodiesOptions) {
    this.#timeLimitMs = timeLimitMs;
    const all = new Uint8Array(places * longest);
    this.#places = Array.from({ length: places }, (_, index) =>
      all.subarray(index * longest, (index + 1) * longest),
    );
  }

  /** Reads a body of exactly `length` bytes. */
  async read({ body }: Posted, length: number, network: string): Promise<Read> {
    if (body === null) return failure('wrong-length');
    const gone = Promise.withResolvers<Read>();
    const coming = { network, letGo: () => gone.resolve(failure('too-many')) };
    const whole = this.#readExactly(coming, body, length);
    const read = await Promise.race([within(this.#timeLimitMs, whole), gone.promise]);
    this.#leave(coming);
    return read ?? failure('too-slow');
  }

  /**
   * Reads what a sender over its limit still sends, and keeps none of it: an answer that comes before the end would
   * be lost with the line. Ends with the body or with the time limit.
   */
  async discard({ body }: Posted): Promise<void> {
    if (body !== null) await within(this.#timeLimitMs, readToEnd(body));
  }

  /** Asks for each part by itself: leaving a loop early would cut the line before the answer. */
  async #readExactly(
    coming: Coming,
    body: AsyncIterable<Uint8Array>,
    length: number,
  ): Promise<Read> {
    const parts = body[Symbol.asyncIterator]();
    let filled = 0;
    try {
      let part = await parts.next();
      if (part.done !== true) this.#enter(coming);
      for (; part.done !== true; part = await parts.next()) {
        const place = this.#coming.get(coming);
        if (place === undefined) return failure('too-many');
        if (filled + part.value.length > length) return failure('wrong-length');
        place.set(part.value, filled);
        filled += part.value.length;
      }
      const whole = this.#coming.get(coming)?.slice(0, length);
      return filled === length && whole !== undefined ? success(whole) : failure('wrong-length');
    } catch {
      // The sender went away; nobody reads the answer.
      return failure('wrong-length');
    }
  }

  #enter(coming: Coming): void {
    if (this.#places.length === 0) this.#letOneGo();
    const place = this.#places.pop();
    if (place !== undefined) this.#coming.set(coming, place);
  }

  #leave(coming: Coming): void {
    const place = this.#coming.get(coming);
    if (place !== undefined) this.#places.push(place);
    this.#coming.delete(coming);
  }

  #letOneGo(): void {
    const lines = Map.groupBy(this.#coming.keys(), ({ network }) => network);
    const [oldest] = [...lines.values()].reduce((most, those) =>
      those.length > most.length ? those : most,
    );
    if (oldest === undefined) return;
    this.#leave(oldest);
    oldest.letGo();
  }
}

/** What comes in time; what comes later is read, within its bounds, until the line ends. */
async function within<Value>(timeLimitMs: number, work: Promise<Value>): Promise<Value | null> {
  let timer: NodeJS.Timeout | undefined;
  const tooSlow = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, timeLimitMs, null);
  });
  return Promise.race([tooSlow, work]).finally(() => {
    clearTimeout(timer);
  });
}

async function readToEnd(body: AsyncIterable<Uint8Array>): Promise<void> {
  try {
    const parts = body[Symbol.asyncIterator]();
    while ((await parts.next()).done !== true);
  } catch {
    // The sender went away.
  }
}
