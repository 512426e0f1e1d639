import { randomBytes } from 'node:crypto';
import type { BlockList } from 'node:net';
import type { Challenge } from 'altcha-lib/types';
import { PROOF_HEADER } from '../../referral/proof/proof-header.ts';
import type { Clock } from '../clock.ts';
import type { Posted } from '../posted.ts';
import { keyFor } from '../shared-secret.ts';
import { Buckets } from './buckets.ts';
import { networkOf, proxyList, senderAddress } from './network.ts';
import { askForProof, solvedIn } from './proof.ts';

/**
 * Whether a request may go on. `over`: its network has had its share, so its device has to work first; `flood`: the
 * network asks so often that its requests get the shortest answer; `spent`: its work has had its share too.
 */
export type Verdict = 'pass' | 'over' | 'flood' | 'spent';

/** How long a network is remembered, and how long work may be handed in. */
export const KEY_LIFETIME_MS = 10 * 60_000;

/** Requests of one network, in the lifetime of a key, before its devices have to work. */
export const FREE_REQUESTS = 40;

/** Requests of one network that are taken for their work, in the lifetime of a key. */
export const MOST_PROOFS = 100;

/** From here on a network gets the shortest answers. */
const FLOOD_REQUESTS = FREE_REQUESTS + MOST_PROOFS;

/** About 100 bytes each: an attack from more networks than this has all others work too. */
const MOST_NETWORKS = 50_000;

const KEY_BYTES = 32;
const CHECK_EVERY_MS = 30_000;

/**
 * Holds up a flood from a few networks and nobody else. What it counts is forgotten when its key changes, every ten
 * minutes; it never holds an address.
 */
export class Gate {
  readonly #clock: Clock;
  readonly #proxies: BlockList;
  readonly #secret: Uint8Array;
  readonly #requests = new Buckets(randomBytes(KEY_BYTES), MOST_NETWORKS);
  readonly #proofs = new Buckets(randomBytes(KEY_BYTES), MOST_NETWORKS);
  readonly #used = new Buckets(randomBytes(KEY_BYTES), MOST_NETWORKS);
  #renewedAt: number;
  #period: number;
  #timer: NodeJS.Timeout | undefined;

  /** @param secret signs the work: what one server asked for, each that has the same secret takes. */
  constructor(clock: Clock, trustedProxies: readonly string[], secret: Uint8Array) {
    this.#clock = clock;
    this.#proxies = proxyList(trustedProxies);
    this.#secret = secret;
    this.#renewedAt = clock.now();
    this.#period = periodAt(clock.now());
  }

  /** Changes the key also while nobody asks. */
  start(): void {
    this.#timer ??= setInterval(() => this.#renewWhenDue(), CHECK_EVERY_MS).unref();
  }

  /** Ends that. */
  stop(): void {
    clearInterval(this.#timer);
  }

  /**
   * The network that a request comes from; to be forgotten with it.
   * @param peer the other end of the connection.
   */
  networkOf({ headers }: Posted, peer: string): string {
    return networkOf(senderAddress(peer, headers.get('x-forwarded-for'), this.#proxies));
  }

  /** Judges a request of this network by its headers, before a byte of its body is read. */
  async judge({ headers }: Posted, network: string): Promise<Verdict> {
    this.#renewWhenDue();
    const proof = headers.get(PROOF_HEADER);
    const requests = this.#requests.add(network);
    if (proof === null && requests <= FREE_REQUESTS) return 'pass';
    if (this.#proofs.count(network) >= MOST_PROOFS) return 'spent';
    if (proof !== null && (await this.#isNew(proof))) {
      return this.#proofs.add(network) <= MOST_PROOFS ? 'pass' : 'spent';
    }
    return requests > FLOOD_REQUESTS ? 'flood' : 'over';
  }

  /** Work for a device whose network is over its share. */
  challenge(): Promise<Challenge> {
    return askForProof(this.#challengeKey());
  }

  async #isNew(proof: string): Promise<boolean> {
    const solved = await solvedIn(proof, this.#challengeKey());
    return solved !== null && this.#used.add(solved) === 1;
  }

  /** Another in each period, the same on every server. */
  #challengeKey(): string {
    const key = keyFor(this.#secret, `proof of work ${this.#period}`);
    return Buffer.from(key).toString('base64url');
  }

  #renewWhenDue(): void {
    const now = this.#clock.now();
    if (periodAt(now) !== this.#period) {
      this.#period = periodAt(now);
      this.#used.renew(randomBytes(KEY_BYTES));
    }
    if (now - this.#renewedAt < KEY_LIFETIME_MS) return;
    this.#renewedAt = now;
    for (const buckets of [this.#requests, this.#proofs]) buckets.renew(randomBytes(KEY_BYTES));
  }
}

const periodAt = (now: number): number => Math.floor(now / KEY_LIFETIME_MS);
