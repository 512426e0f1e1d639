import { PgBoss } from 'pg-boss';
import type { JobAttempt } from 'pg-boss';
import { z } from 'zod';
import type { InboxId } from '../referral/sealing-set.ts';
import {
  FIGURES,
  FORGET,
  HOLDINGS,
  LETTERS,
  OWN_TABLE,
  REMEMBER,
  SCHEMA,
  STATE_OF,
  TAKE_OUT,
  readFigures,
  readHoldings,
  readState,
} from './postgres-queries.ts';
import type { Figures } from './postgres-queries.ts';
import { readSpoolRecord, spoolRecord } from './spool-file.ts';
import type { Submission } from './spool-file.ts';
import type { Holding } from './spool-shelf.ts';

/** Where the letters are kept and for how long a courier may be silent. */
export interface PostgresAddress {
  /** `postgres://name:password@host/database` */
  readonly url: string;
  /** After so long without a sign of life a courier's letters are handed to another; at least 10. */
  readonly leaseSeconds: number;
  /** Refuses a database without a spool instead of making one. */
  readonly mustBeThere?: boolean;
}

/** A submission that this server's courier, and no other, may deliver now. */
export interface Claim {
  readonly attempt: JobAttempt;
  /** Null when what is stored cannot be understood. */
  readonly submission: Submission | null;
}

/** Longer than one delivery may take: a courier that is at work must not be taken for dead. */
export const LEASE_SECONDS = 90;

/** Takes what only costs time; see `add`. */
const DECOYS = 'decoys';
const CONNECT_WITHIN_MS = 5_000;
const ANSWER_WITHIN_MS = 10_000;
const SUPERVISE_EVERY_SECONDS = 5;
const NEVER_SECONDS = 1_500_000_000;
const NO_LIMIT = 2_000_000_000;
const LONGEST_CLAIM_SECONDS = 3_600;
const TRIES_TO_MARK = 5;

const settledSchema = z.object({ settled: z.array(z.string()) });

/**
 * Sealed letters as pg-boss jobs in a PostgreSQL database: one job for each submission, named by its id. A
 * job that is active is one courier's; one that is completed has lost its letters and is remembered only so that a
 * late retry is no second mail; one that is cancelled is set aside. Every method throws the database's error.
 */
export class PostgresLetters {
  readonly #boss: PgBoss;

  private constructor(boss: PgBoss) {
    this.#boss = boss;
  }

  /** Connects, and makes what is missing in the database. */
  static async open({
    url,
    leaseSeconds,
    mustBeThere = false,
  }: PostgresAddress): Promise<PostgresLetters> {
    const boss = new PgBoss({
      connectionString: limited(url),
      connectionTimeoutMillis: CONNECT_WITHIN_MS,
      // "Received" is said when it is on the database's disk, whatever the database's own setting.
      options: '-c synchronous_commit=on',
      application_name: 'spool',
      schema: SCHEMA,
      migrate: !mustBeThere,
      schedule: false,
      registerInstance: false,
      superviseIntervalSeconds: SUPERVISE_EVERY_SECONDS,
      monitorIntervalSeconds: SUPERVISE_EVERY_SECONDS,
    });
    // What goes wrong in the background goes wrong again where somebody waits for it.
    boss.on('error', () => undefined);
    try {
      await boss.start();
      await boss.getDb().executeSql(OWN_TABLE);
      await boss.createQueue(DECOYS);
      await boss.createQueue(LETTERS, {
        heartbeatSeconds: leaseSeconds,
        expireInSeconds: LONGEST_CLAIM_SECONDS,
        retryLimit: NO_LIMIT,
        // A courier that delivered a letter while the database was away must come to say so.
        retryDelay: Math.ceil(leaseSeconds / 3),
        retentionSeconds: NEVER_SECONDS,
        deleteAfterSeconds: 0,
      });
      return new PostgresLetters(boss);
    } catch (error) {
      await boss.stop({ graceful: false }).catch(() => undefined);
      throw error;
    }
  }

  /**
   * Stores a submission; on the database's disk when it returns. A known id takes as long as a new one: what it
   * brought is stored beside the letters and deleted after the answer.
   * @returns whether it is a new one
   */
  async add(submission: Submission): Promise<boolean> {
    const record = spoolRecord(submission);
    if ((await this.state(submission.id)) !== null) {
      const decoy = await this.#boss.send(DECOYS, record);
      if (decoy !== null) void this.#boss.deleteJob(DECOYS, decoy).catch(() => undefined);
      return false;
    }
    const singletonKey = new Date(submission.receivedAt).toISOString();
    return (await this.#boss.send(LETTERS, record, { id: submission.id, singletonKey })) !== null;
  }

  /** Null for a submission that is not there, and one that was delivered long ago. */
  async state(id: string): Promise<Holding['state'] | null> {
    const { rows } = await this.#boss.getDb().executeSql(STATE_OF, [id]);
    return readState(rows);
  }

  /** Takes up to so many submissions that no courier has, longest stored first. */
  async claim(count: number): Promise<Claim[]> {
    const jobs = await this.#boss.fetch<unknown>(LETTERS, { batchSize: count });
    return jobs.map(({ id, retryCount, data }) => ({
      attempt: { id, retryCount },
      submission: readSpoolRecord(id.replaceAll('-', ''), data),
    }));
  }

  /** Gives a sign of life; says which are still this courier's, as the database writes their ids. */
  async renew(attempts: JobAttempt[]): Promise<ReadonlySet<string>> {
    if (attempts.length === 0) return new Set();
    return new Set(settledSchema.parse(await this.#boss.touch(LETTERS, attempts)).settled);
  }

  /** Hands submissions back, for any courier to take. */
  async release(attempts: JobAttempt[]): Promise<void> {
    if (attempts.length > 0) await this.#boss.fail(LETTERS, attempts);
  }

  /** A submission with its letters; null when it has none, or is not there. */
  async read(id: string): Promise<Submission | null> {
    const [job] = await this.#boss.findJobs<unknown>(LETTERS, { id });
    return readSpoolRecord(id, job?.data);
  }

  /** Removes a delivered letter; without letters the submission is delivered. */
  async takeOut(id: string, inbox: InboxId, now: number): Promise<void> {
    for (let tries = 0; tries < TRIES_TO_MARK; tries += 1) {
      const { rows } = await this.#boss.getDb().executeSql(TAKE_OUT, [id, inbox, now]);
      if (rows.length > 0) return;
      const state = await this.state(id);
      if (state === null || state === 'delivered') return;
      // Handed to another courier at this moment: pg-boss writes such a job anew.
    }
    throw new Error('The letter could not be marked.');
  }

  /** Remembers a submission that is not here and was delivered elsewhere; `at` in milliseconds since 1970. */
  async remember(id: string, at: number): Promise<void> {
    await this.#boss.getDb().executeSql(REMEMBER, [id, at]);
  }

  /** Sets a submission aside; false when it neither waited nor lay aside. */
  async setAside(id: string): Promise<boolean> {
    await this.#boss.cancel(LETTERS, id);
    return (await this.state(id)) === 'set-aside';
  }

  /** Lets a submission that was set aside wait again. */
  async putBack(id: string): Promise<void> {
    await this.#boss.resume(LETTERS, id);
  }

  async figures(): Promise<Figures> {
    return readFigures((await this.#boss.getDb().executeSql(FIGURES)).rows);
  }

  /** Every submission, also those that were delivered, oldest first. */
  async holdings(): Promise<Holding[]> {
    return readHoldings((await this.#boss.getDb().executeSql(HOLDINGS)).rows);
  }

  /** Removes a submission without a trace: it lies elsewhere. */
  async remove(id: string): Promise<void> {
    await this.#boss.deleteJob(LETTERS, id);
  }

  /** Forgets what was delivered before a time in milliseconds since 1970. */
  async forgetBefore(time: number): Promise<void> {
    await this.#boss.getDb().executeSql(FORGET, [time]);
    await this.#boss.deleteAllJobs(DECOYS);
  }

  async close(): Promise<void> {
    await this.#boss.stop({ graceful: false });
  }
}

/** A database that does not answer must not keep a sender waiting. */
function limited(url: string): string {
  const address = new URL(url);
  address.searchParams.set('query_timeout', `${ANSWER_WITHIN_MS}`);
  return address.href;
}
