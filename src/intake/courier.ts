import { setTimeout as sleep } from 'node:timers/promises';
import { failure, success } from '../i18n/result.ts';
import type { SealedLetter } from '../referral/frame.ts';
import type { Alarm, Report } from './alarm.ts';
import type { Clock } from './clock.ts';
import { Lanes, type Lane } from './lanes.ts';
import type { OutgoingLetter } from './mail.ts';
import { lateNotice } from './notice.ts';
import type { Spool } from './spool-contract.ts';
import type { Submission } from './spool-file.ts';
import type { Delivery, DeliveryProblem, Transport } from './transports/transport.ts';

/** What the courier works with. */
export interface CourierOptions {
  readonly spool: Spool;
  readonly transport: Transport;
  /** Takes over what has waited for 20 hours; without it the first goes on trying. */
  readonly second?: Transport | null;
  /** Null when it is not known where the letter goes: it waits until it is. */
  readonly address: (submission: Submission, letter: SealedLetter) => OutgoingLetter | null;
  readonly clock: Clock;
  readonly report: Report;
  /** How long one delivery may take; 60 seconds unless said. */
  readonly attemptTimeLimitMs?: number;
  /** How long the notice of a late letter may take; 15 seconds unless said. */
  readonly noticeTimeLimitMs?: number;
}

interface WaitingLetter {
  readonly id: string;
  readonly receivedAt: number;
  readonly inbox: SealedLetter['inbox'];
  readonly key: string;
}

const HOUR_MS = 3_600_000;
/** From this age on a letter counts as late: its times may have passed, and people are asked to telephone. */
export const LATE_MS = 12 * HOUR_MS;
/** Then no relay will help, but a person. */
const SET_ASIDE_MS = 72 * HOUR_MS;
/** A letter put back by a person, or found after a long stop, is tried before it is set aside. */
const ATTEMPTS_BEFORE_ASIDE = 3;
const ATTEMPT_TIME_LIMIT_MS = 60_000;
/** Of its own, so that a notice that hangs leaves its letter the whole time. */
const NOTICE_TIME_LIMIT_MS = 15_000;
const STOP_GRACE_MS = 5_000;
/** How long a new letter waits for others. */
const GATHER_MS = 200;
const SHORTEST_SLEEP_MS = 50;
const LONGEST_SLEEP_MS = 30_000;

const ALARMS = {
  later: 'courier-later',
  configuration: 'courier-configuration',
} as const satisfies Record<DeliveryProblem['kind'], Alarm>;

/**
 * Carries letters from the spool to a transport until every one has arrived. It never drops one: a letter
 * that fails is tried again, with growing pauses, by a second transport after 20 hours; after 72 hours
 * it is set aside, where it stays on disk until a person acts.
 */
export class Courier {
  readonly #options: CourierOptions;
  readonly #lanes: Lanes;
  /** Delivered, but the disk has not yet let it be marked: these are not sent again. */
  readonly #delivered = new Set<string>();
  /** Letters whose inbox was told that they come late. */
  readonly #announced = new Set<string>();
  readonly #cutShort = new AbortController();
  #running: Promise<void> | null = null;
  #stopped = false;
  #woken = false;
  #endSleep: () => void = () => undefined;

  constructor(options: CourierOptions) {
    this.#options = options;
    this.#lanes = new Lanes(options.transport, options.second ?? null);
  }

  /** How each relay does; null where there is no second. */
  get relays(): Lanes['states'] {
    return this.#lanes.states;
  }

  /** Whether the last attempt for the oldest waiting submission failed, or none is made for now. */
  get inTrouble(): boolean {
    const oldest = this.#options.spool.oldest();
    if (oldest === undefined) return !this.#canCarry;
    return oldest.inboxes
      .map((inbox) => keyOf(oldest.id, inbox))
      .some((key) => this.#lanes.failuresOf(key) > 0 && !this.#delivered.has(key));
  }

  /** Whether a relay would now be asked to take something of what waits. */
  get #canCarry(): boolean {
    const { spool, clock } = this.#options;
    return this.#lanes.canCarry(spool.oldestWaitingMs(), clock.now());
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
    const { spool, report } = this.#options;
    if (!(await spool.prepare(this.#canCarry))) return;
    const alarms = new Set<Alarm>();
    for (const lane of this.#lanes.all) {
      const delivered = await this.#carryIn(lane, alarms);
      if (delivered > 0 && lane === this.#lanes.second) alarms.add('courier-second');
    }
    await this.#setAsideHopeless(alarms);
    for (const alarm of alarms) report(alarm);
    await spool.prune();
  }

  /** @returns how many letters were delivered. */
  async #carryIn(lane: Lane, alarms: Set<Alarm>): Promise<number> {
    const { clock } = this.#options;
    let delivered = 0;
    for (const letter of lane.schedule.due(this.#waitingIn(lane), clock.now())) {
      if (this.#stopped || lane.schedule.isPaused(clock.now())) break;
      const carried = await this.#carry(lane, letter);
      if (carried.ok) delivered += 1;
      else alarms.add(ALARMS[carried.problem.kind]);
    }
    return delivered;
  }

  async #setAsideHopeless(alarms: Set<Alarm>): Promise<void> {
    const { spool, clock } = this.#options;
    const hopeless = this.#waitingLetters().filter(
      ({ key, receivedAt }) =>
        clock.now() - receivedAt > SET_ASIDE_MS &&
        this.#lanes.failuresOf(key) >= ATTEMPTS_BEFORE_ASIDE &&
        !this.#delivered.has(key),
    );
    for (const id of new Set(hopeless.map((letter) => letter.id))) {
      if (!(await spool.setAside(id))) continue;
      alarms.add('letter-set-aside');
      for (const { key } of hopeless.filter((letter) => letter.id === id)) this.#forget(key);
    }
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      this.#woken = false;
      await this.carryDue();
      await this.#sleep();
      // Letters that come together are looked at once: each look goes through all that wait.
      if (this.#options.spool.lookAgainMs > 0) await sleep(GATHER_MS);
    }
  }

  async #sleep(): Promise<void> {
    if (this.#woken || this.#stopped) return;
    const { spool, clock } = this.#options;
    const times = this.#lanes.all.map((lane) => lane.schedule.nextDueAt(this.#waitingIn(lane)));
    const next = spool.ready ? Math.min(...times) : Infinity;
    const rest = Math.min(LONGEST_SLEEP_MS, spool.lookAgainMs);
    const wait = Math.min(rest, Math.max(SHORTEST_SLEEP_MS, next - clock.now()));
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, wait);
      this.#endSleep = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async #carry(lane: Lane, letter: WaitingLetter): Promise<Delivery> {
    const { spool, clock } = this.#options;
    const { id, inbox, key } = letter;
    const delivered = this.#delivered.has(key)
      ? success(undefined)
      : await this.#deliver(lane, letter);
    if (delivered.ok) this.#delivered.add(key);
    if (delivered.ok && (await spool.markDelivered(id, inbox))) {
      this.#forget(key);
      lane.schedule.succeeded(key);
      return delivered;
    }
    const problem: DeliveryProblem = delivered.ok ? { kind: 'later' } : delivered.problem;
    lane.schedule.failed(key, problem, { now: clock.now(), random: Math.random() });
    return failure(problem);
  }

  async #deliver({ transport }: Lane, { id, inbox }: WaitingLetter): Promise<Delivery> {
    const { spool, address, attemptTimeLimitMs = ATTEMPT_TIME_LIMIT_MS } = this.#options;
    const submission = await spool.read(id);
    const letter = submission?.letters.find((candidate) => candidate.inbox === inbox);
    if (!submission || !letter) return failure({ kind: 'later' });
    const outgoing = address(submission, letter);
    if (outgoing === null) return failure({ kind: 'configuration' });
    try {
      await this.#announceLate(transport, outgoing);
      return await transport.deliver(outgoing, this.#within(attemptTimeLimitMs));
    } catch {
      return failure({ kind: 'later' });
    }
  }

  /** Once for each letter, however often it fails. A notice that fails holds up no letter. */
  async #announceLate(transport: Transport, letter: OutgoingLetter): Promise<void> {
    const { clock, report, noticeTimeLimitMs = NOTICE_TIME_LIMIT_MS } = this.#options;
    const key = keyOf(letter.id, letter.inbox);
    if (clock.now() - letter.date.getTime() <= LATE_MS || this.#announced.has(key)) return;
    const signal = this.#within(noticeTimeLimitMs);
    const told = await transport.notify(lateNotice(letter), signal);
    if (told.ok) this.#announced.add(key);
    else report('late-notice-not-sent');
  }

  /** Ends after so long, or when the courier is stopped. */
  #within(limitMs: number): AbortSignal {
    return AbortSignal.any([AbortSignal.timeout(limitMs), this.#cutShort.signal]);
  }

  #waitingIn(lane: Lane): WaitingLetter[] {
    const now = this.#options.clock.now();
    return this.#waitingLetters().filter(
      ({ receivedAt }) => this.#lanes.laneFor(now - receivedAt) === lane,
    );
  }

  #waitingLetters(): WaitingLetter[] {
    return this.#options.spool
      .waiting()
      .flatMap(({ id, receivedAt, inboxes }) =>
        inboxes.map((inbox) => ({ id, receivedAt, inbox, key: keyOf(id, inbox) })),
      );
  }

  #forget(key: string): void {
    this.#delivered.delete(key);
    this.#announced.delete(key);
    this.#lanes.forget(key);
  }
}

const keyOf = (id: string, inbox: SealedLetter['inbox']): string => `${id}-${inbox}`;
