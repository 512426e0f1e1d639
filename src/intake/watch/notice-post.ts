import type { Clock } from '../clock.ts';
import type { Notice } from '../notice.ts';
import { Schedule } from '../schedule.ts';
import type { Transport } from '../transports/transport.ts';

/** What became of a notice: `waits` for its next attempt. */
export type Sent = 'sent' | 'failed' | 'waits';

const ATTEMPT_TIME_LIMIT_MS = 60_000;

/** Sends the server's own mails: by the first of its transports that takes one, with growing pauses. */
export class NoticePost {
  readonly #transports: readonly Transport[];
  readonly #clock: Clock;
  /** One for each address: one that is refused holds up no other. */
  readonly #schedules = new Map<string, Schedule>();
  readonly #cutShort = new AbortController();

  constructor(transports: readonly Transport[], clock: Clock) {
    this.#transports = transports;
    this.#clock = clock;
  }

  /** Tries a notice where it is due. */
  async send(notice: Notice): Promise<Sent> {
    const now = this.#clock.now();
    const schedule = this.#schedules.get(notice.to) ?? new Schedule();
    this.#schedules.set(notice.to, schedule);
    if (schedule.due([notice], now).length === 0) return 'waits';
    for (const transport of this.#transports) {
      const limit = AbortSignal.timeout(ATTEMPT_TIME_LIMIT_MS);
      const signal = AbortSignal.any([limit, this.#cutShort.signal]);
      const { ok } = await transport.notify(notice, signal);
      if (!ok) continue;
      schedule.succeeded(notice.key);
      return 'sent';
    }
    schedule.failed(notice.key, { kind: 'later' }, { now, random: Math.random() });
    return 'failed';
  }

  /** Ends what is under way; it can be sent again. */
  stop(): void {
    this.#cutShort.abort();
  }
}
