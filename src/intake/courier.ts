import { failure, success } from '../i18n/result.ts';
import type { Result } from '../i18n/result.ts';
import type { SealedLetter } from '../referral/frame.ts';
import type { Alarm, Report } from './alarm.ts';
import type { Clock } from './clock.ts';
import type { OutgoingLetter } from './mail.ts';
import { Schedule } from './schedule.ts';
import type { Spool } from './spool.ts';
import type { Submission } from './spool-file.ts';
import type { DeliveryProblem, Transport } from './transports/transport.ts';

/** What the courier works with. */
export interface CourierOptions {
  readonly spool: Spool;
  readonly transport: Transport;
  /** Null when it is not known where the letter goes: it waits until it is. */
  readonly address: (submission: Submission, letter: SealedLetter) => OutgoingLetter | null;
  readonly clock: Clock;
  readonly report: Report;
  /** How long one delivery may take; 60 seconds unless said. */
  readonly attemptTimeLimitMs?: number;
}

interface WaitingLetter {
  readonly id: string;
  readonly inbox: SealedLetter['inbox'];
  readonly key: string;
}

const ATTEMPT_TIME_LIMIT_MS = 60_000;
const STOP_GRACE_MS = 5_000;
const SHORTEST_SLEEP_MS = 50;
const LONGEST_SLEEP_MS = 30_000;

const ALARMS = {
  later: 'courier-later',
  configuration: 'courier-configuration',
} as const satisfies Record<DeliveryProblem['kind'], Alarm>;

/**
 * Carries letters from the spool to a transport until every one has arrived. It never drops one: a letter
 * that fails is tried again, with growing pauses, for as long as it lies in the spool.
 */
export class Courier {
  readonly #options: CourierOptions;
  readonly #schedule = new Schedule();
  /** Delivered, but the disk has not yet let it be marked: these are not sent again. */
  readonly #delivered = new Set<string>();
  readonly #cutShort = new AbortController();
  #running: Promise<void> | null = null;
  #stopped = false;
  #woken = false;
  #endSleep: () => void = () => undefined;

  constructor(options: CourierOptions) {
    this.#options = options;
  }

  /** Whether the last attempt for the oldest waiting submission failed. */
  get inTrouble(): boolean {
    const oldest = this.#options.spool.oldest();
    if (oldest === undefined) return false;
    return oldest.inboxes
      .map((inbox) => keyOf(oldest.id, inbox))
      .some((key) => this.#schedule.hasFailed(key) && !this.#delivered.has(key));
  }

  /** Begins to carry; a second call changes nothing. */
  start(): void {
    this.#running ??= this.#run();
  }

  /** Says that something new waits. */
  wake(): void {
    this.#woken = true;
    this.#endSleep();
  }

  /** Ends for good; a delivery under way gets 5 seconds. What was not delivered stays in the spool. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#endSleep();
    const cut = setTimeout(() => {
      this.#cutShort.abort();
    }, STOP_GRACE_MS);
    await this.#running;
    clearTimeout(cut);
  }

  /** Tries once every letter that is due. */
  async carryDue(): Promise<void> {
    const { spool, clock, report } = this.#options;
    if (!(await spool.prepare())) return;
    const alarms = new Set<Alarm>();
    for (const letter of this.#schedule.due(this.#waitingLetters(), clock.now())) {
      if (this.#stopped || this.#schedule.isPaused(clock.now())) break;
      const carried = await this.#carry(letter);
      if (!carried.ok) alarms.add(ALARMS[carried.problem.kind]);
    }
    for (const alarm of alarms) report(alarm);
    await spool.prune();
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      this.#woken = false;
      await this.carryDue();
      await this.#sleep();
    }
  }

  async #sleep(): Promise<void> {
    if (this.#woken || this.#stopped) return;
    const { spool, clock } = this.#options;
    const next = spool.ready ? this.#schedule.nextDueAt(this.#waitingLetters()) : Infinity;
    const wait = Math.min(LONGEST_SLEEP_MS, Math.max(SHORTEST_SLEEP_MS, next - clock.now()));
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, wait);
      this.#endSleep = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async #carry({ id, inbox, key }: WaitingLetter): Promise<Result<void, DeliveryProblem>> {
    const { spool, clock } = this.#options;
    const delivered = this.#delivered.has(key)
      ? success(undefined)
      : await this.#deliver(id, inbox);
    if (delivered.ok) this.#delivered.add(key);
    if (delivered.ok && (await spool.markDelivered(id, inbox))) {
      this.#delivered.delete(key);
      this.#schedule.succeeded(key);
      return delivered;
    }
    const problem: DeliveryProblem = delivered.ok ? { kind: 'later' } : delivered.problem;
    this.#schedule.failed(key, problem, { now: clock.now(), random: Math.random() });
    return failure(problem);
  }

  async #deliver(id: string, inbox: SealedLetter['inbox']): Promise<Result<void, DeliveryProblem>> {
    const { spool, transport, address, attemptTimeLimitMs = ATTEMPT_TIME_LIMIT_MS } = this.#options;
    const submission = await spool.read(id);
    const letter = submission?.letters.find((candidate) => candidate.inbox === inbox);
    if (!submission || !letter) return failure({ kind: 'later' });
    const outgoing = address(submission, letter);
    if (outgoing === null) return failure({ kind: 'configuration' });
    const limit = AbortSignal.timeout(attemptTimeLimitMs);
    try {
      return await transport.deliver(outgoing, AbortSignal.any([limit, this.#cutShort.signal]));
    } catch {
      return failure({ kind: 'later' });
    }
  }

  #waitingLetters(): WaitingLetter[] {
    return this.#options.spool
      .waiting()
      .flatMap(({ id, inboxes }) => inboxes.map((inbox) => ({ id, inbox, key: keyOf(id, inbox) })));
  }
}

const keyOf = (id: string, inbox: SealedLetter['inbox']): string => `${id}-${inbox}`;
