import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { failure, success, type Result } from '../i18n/result.ts';
import type { InboxId } from '../referral/sealing-set.ts';
import type { Report } from './alarm.ts';
import type { Clock } from './clock.ts';
import { grouped, hasCode, place, syncFolder, writeSynced } from './durable.ts';
import { fileNameOf, readSpoolText, spoolText, waitingOf } from './spool-file.ts';
import type { Submission, Waiting } from './spool-file.ts';
import { emptyTmp, idsAside, makeSpoolFolders, moveAside } from './spool-folders.ts';
import { readWaiting, spoolFolders, syncSpoolFolders } from './spool-folders.ts';
import type { Found, SpoolFolders } from './spool-folders.ts';
import { lockSpool, type SpoolLock } from './spool-lock.ts';
import { MAX_WAITING_SUBMISSIONS } from './spool-contract.ts';
import type { Spool, SpoolCounts, SpoolProblem } from './spool-contract.ts';
import { Tombstones } from './tombstones.ts';
import { WaitingList } from './waiting-list.ts';

/** What the spool is made of. */
export interface FolderSpoolOptions {
  readonly folder: string;
  readonly clock: Clock;
  readonly report: Report;
  /** How many submissions may wait at once. */
  readonly maxWaiting?: number;
  /** How often the folder is looked into for what a person put back; every 10 seconds unless said. */
  readonly lookAgainMs?: number;
}

const LOOK_AGAIN_MS = 10_000;

/**
 * Keeps sealed letters on disk from the moment a sender is told "received" until they are delivered.
 * `tmp/` is written first, `new/` holds one whole file for each waiting submission, `done/` remembers
 * what was delivered, `aside/` holds what nobody could be given. It works again by itself when the disk
 * does; nothing in it throws.
 */
export class FolderSpool implements Spool {
  readonly lookAgainMs: number;
  readonly #options: FolderSpoolOptions;
  readonly #folders: SpoolFolders;
  readonly #tombstones: Tombstones;
  readonly #syncNew: () => Promise<void>;
  readonly #waiting = new WaitingList();
  readonly #accepting = new Map<string, Promise<Result<void, SpoolProblem>>>();
  /** Waiting too, but nobody can read them: tried again at every look. */
  #unreadable: ReadonlySet<string> = new Set();
  #lock: SpoolLock | null = null;
  #preparing: Promise<boolean> | null = null;
  /** By `performance.now()`. */
  #lookedAt = -Infinity;
  #ready = false;
  #inUse = false;
  #lastStoreFailed = false;

  constructor(options: FolderSpoolOptions) {
    this.#options = options;
    this.lookAgainMs = options.lookAgainMs ?? LOOK_AGAIN_MS;
    this.#folders = spoolFolders(options.folder);
    this.#tombstones = new Tombstones(this.#folders.done);
    this.#syncNew = grouped(() => syncFolder(this.#folders.new));
  }

  /** Whether the folders were there and readable when they were last needed. */
  get ready(): boolean {
    return this.#ready;
  }

  /** Whether another server had the folder when it was last asked for. */
  get inUse(): boolean {
    return this.#inUse;
  }

  get lastStoreFailed(): boolean {
    return this.#lastStoreFailed;
  }

  /**
   * Makes the folders, removes what was half written and reads what waits; later what a person put back. False
   * when the disk refuses, or another server has the folder.
   */
  async prepare(): Promise<boolean> {
    if (this.#ready && performance.now() - this.#lookedAt < this.lookAgainMs) return true;
    this.#preparing ??= (this.#ready ? this.#lookAgain() : this.#readFolders())
      .catch(() => {
        this.#ready = false;
        this.#options.report('spool-failed');
        return false;
      })
      .finally(() => (this.#preparing = null));
    return this.#preparing;
  }

  /**
   * Takes a submission; success means that it is on the disk, whatever happens to this server next.
   * A repeated id is the same submission, also after its delivery.
   */
  accept(submission: Submission): Promise<Result<void, SpoolProblem>> {
    const underWay = this.#accepting.get(submission.id);
    if (underWay !== undefined) return underWay;
    const accepted = this.#store(submission)
      .then((result) => {
        this.#lastStoreFailed = !result.ok;
        return result;
      })
      .finally(() => this.#accepting.delete(submission.id));
    this.#accepting.set(submission.id, accepted);
    return accepted;
  }

  /** What waits, oldest first. */
  waiting(): Waiting[] {
    return this.#waiting.all;
  }

  /** The submission that has waited longest. */
  oldest(): Waiting | undefined {
    return this.#waiting.oldest;
  }

  /** How long the oldest undelivered submission has waited, in milliseconds; 0 when none waits. */
  oldestWaitingMs(): number {
    const now = this.#options.clock.now();
    return Math.max(0, now - (this.oldest()?.receivedAt ?? now));
  }

  /** A waiting submission with its letters; null when its file cannot be read now. */
  async read(id: string): Promise<Submission | null> {
    const text = await readFile(this.#fileOf(id), 'utf8').catch((error: unknown) => {
      if (hasCode(error, 'ENOENT')) this.#missing();
      return null;
    });
    if (text === null) return null;
    const submission = readSpoolText(id, text);
    if (submission === null) this.#options.report('spool-file-unreadable');
    return submission;
  }

  /** Removes a delivered letter; false when the disk refuses, and then the letter still waits. */
  async markDelivered(id: string, inbox: InboxId): Promise<boolean> {
    const submission = await this.read(id);
    if (submission === null) return !this.#waiting.has(id);
    const letters = submission.letters.filter((letter) => letter.inbox !== inbox);
    try {
      if (letters.length > 0) await this.#place({ ...submission, letters });
      else await this.#bury(id);
      return true;
    } catch {
      this.#options.report('letter-not-marked');
      return false;
    }
  }

  /** Takes a submission out of what waits, into `aside/`; false when the disk refuses. */
  async setAside(id: string): Promise<boolean> {
    try {
      await moveAside(this.#folders, id);
      this.#waiting.delete(id);
      return true;
    } catch {
      this.#options.report('spool-failed');
      return false;
    }
  }

  /** How much there is. Nothing is written when a letter is taken: the folders themselves are counted. */
  async counts(): Promise<SpoolCounts> {
    const setAside = (await idsAside(this.#folders)).length;
    const delivered = this.#tombstones.total;
    const waiting = this.#waiting.size + this.#unreadable.size;
    const accepted = delivered + waiting + setAside;
    return { accepted, delivered, waiting, oldestWaitingMs: this.oldestWaitingMs(), setAside };
  }

  /** Forgets deliveries of more than 48 hours ago. */
  async prune(): Promise<void> {
    await this.#tombstones.prune(this.#options.clock.now()).catch(() => undefined);
  }

  /** Gives the folder free for another server. */
  async close(): Promise<void> {
    await this.#preparing;
    this.#ready = false;
    this.#unlock();
  }

  async #store(submission: Submission): Promise<Result<void, SpoolProblem>> {
    if (!this.#ready && !(await this.prepare())) return failure('not-stored');
    const { id } = submission;
    if (this.#waiting.has(id) || this.#tombstones.has(id)) return this.#acceptAgain(submission);
    if (this.#waiting.size >= (this.#options.maxWaiting ?? MAX_WAITING_SUBMISSIONS)) {
      this.#options.report('spool-full');
      return failure('spool-full');
    }
    try {
      await this.#place(submission);
      return success(undefined);
    } catch (error) {
      // Whole but perhaps not durable: told "not sent", so it should not arrive either.
      await rm(this.#fileOf(id), { force: true }).catch(() => undefined);
      // A look that saw the file in between must not make the next try a repeated one.
      await this.#preparing;
      this.#waiting.delete(id);
      if (hasCode(error, 'ENOENT')) this.#ready = false;
      this.#options.report('spool-failed');
      return failure('not-stored');
    }
  }

  /** Takes as long as a first submission does, so that the time tells nobody which one it was. */
  async #acceptAgain(submission: Submission): Promise<Result<void, SpoolProblem>> {
    const temporary = join(this.#folders.tmp, `${submission.id}.again`);
    await writeSynced(temporary, spoolText(submission))
      .then(() => rm(temporary, { force: true }))
      .then(this.#syncNew)
      .catch(() => undefined);
    return success(undefined);
  }

  async #place(submission: Submission): Promise<void> {
    const name = fileNameOf(submission.id);
    const { tmp, new: folder } = this.#folders;
    const placement = { temporary: join(tmp, name), target: join(folder, name) };
    await place(placement, spoolText(submission));
    await this.#syncNew();
    this.#waiting.put([waitingOf(submission)]);
  }

  async #bury(id: string): Promise<void> {
    // The tombstone comes first: a crash in between must not make a retry a second mail.
    await this.#tombstones.add(id, this.#options.clock.now());
    await rm(this.#fileOf(id), { force: true });
    this.#waiting.delete(id);
    await this.#syncNew();
  }

  async #readFolders(): Promise<boolean> {
    const before = this.#waiting.all;
    await makeSpoolFolders(this.#folders);
    // Anew each time: the folder may be another one than before.
    this.#unlock();
    this.#lock = lockSpool(this.#folders.root);
    this.#inUse = this.#lock === null;
    if (this.#inUse) throw new Error('Another server has the folder.');
    await emptyTmp(this.#folders);
    await this.#tombstones.load();
    const found = await readWaiting(this.#folders, this.#tombstones, () => false);
    await syncSpoolFolders(this.#folders);
    // What was accepted while the folder was being read stays: it need not have been seen.
    for (const { id } of before) this.#waiting.delete(id);
    this.#note(found);
    this.#ready = true;
    return true;
  }

  async #lookAgain(): Promise<boolean> {
    const isKnown = (id: string) => this.#waiting.has(id) || this.#accepting.has(id);
    this.#note(await readWaiting(this.#folders, this.#tombstones, isKnown));
    return true;
  }

  /** What was accepted, or delivered, since it was read is known better here. */
  #note({ waiting, unreadable }: Found): void {
    const isFresh = ({ id }: Waiting) => !this.#waiting.has(id) && !this.#tombstones.has(id);
    this.#waiting.put(waiting.filter(isFresh));
    if (unreadable.some((id) => !this.#unreadable.has(id))) {
      this.#options.report('spool-file-unreadable');
    }
    this.#unreadable = new Set(unreadable);
    this.#lookedAt = performance.now();
  }

  #unlock(): void {
    this.#lock?.release();
    this.#lock = null;
  }

  #fileOf(id: string): string {
    return join(this.#folders.new, fileNameOf(id));
  }

  /** Somebody moved the file or the whole folder away: what really waits is read anew. */
  #missing(): void {
    this.#ready = false;
    this.#options.report('spool-file-missing');
  }
}
