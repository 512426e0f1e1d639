import { join } from 'node:path';
import type { InboxId } from '../referral/sealing-set.ts';
import { reportOnStderr } from './alarm.ts';
import type { Report } from './alarm.ts';
import type { Outcome } from './answers.ts';
import { READ_TIME_LIMIT_MS, ownOrigins } from './checks.ts';
import { systemClock } from './clock.ts';
import type { Clock } from './clock.ts';
import type { IntakeConfig } from './config.ts';
import { Courier } from './courier.ts';
import type { IntakeFacts } from './facts.ts';
import { readFormPages } from './form-pages.ts';
import { addressLetter } from './mail.ts';
import { hasExpired, takesLetters } from './opening.ts';
import { Reception } from './reception.ts';
import { Spool } from './spool.ts';
import { outboxTransport } from './transports/outbox.ts';
import { resendTransport } from './transports/resend.ts';
import { smtpTransport } from './transports/smtp.ts';
import type { Transport } from './transports/transport.ts';

/** What the server needs to open the intake. */
export interface IntakeOptions {
  readonly config: IntakeConfig;
  readonly facts: IntakeFacts;
  /** The folder of the built pages. */
  readonly clientDir: string;
  readonly clock?: Clock;
  readonly report?: Report;
  /** How long a body may take to arrive; 30 seconds unless said. */
  readonly readTimeLimitMs?: number;
}

/** The server's half of the contact request. */
export interface Intake {
  /** Answers a request to the endpoint. Never throws. */
  readonly receive: (request: Request) => Promise<Response>;
  /** Whether pages should show the form; otherwise they give way to telephone numbers. */
  readonly open: () => boolean;
  /** The page after sending without JavaScript; null when the address is not one that a post led to. */
  readonly sentPage: (url: URL) => string | null;
  /** How long the oldest undelivered letter has waited, in milliseconds; 0 when none waits. */
  readonly oldestWaitingMs: () => number;
  /** Begins to deliver. */
  readonly start: () => void;
  /** Stops delivering; everything undelivered stays on disk. */
  readonly stop: () => Promise<void>;
}

/** When letters have waited for so long, people are asked to telephone instead. */
export const LONGEST_WAIT_MS = 12 * 3_600_000;

/**
 * Opens the intake below `config.dataDir`. A disk that refuses does not keep the site from starting: then
 * `open()` is false until the disk works again.
 */
export async function openIntake(options: IntakeOptions): Promise<Intake> {
  const setting = { clock: systemClock, report: reportOnStderr, ...options };
  const { config, facts, clock, report, readTimeLimitMs = READ_TIME_LIMIT_MS } = setting;
  const spool = new Spool({ folder: join(config.dataDir, 'spool'), clock, report });
  const courier = courierFor(spool, setting);
  const taking = () => takesLetters(config, facts, clock.now());
  const isLate = () => spool.oldestWaitingMs() > LONGEST_WAIT_MS;
  const stored = (): Outcome => {
    courier.wake();
    return courier.inTrouble || isLate() ? 'kept' : 'received';
  };
  const pages = await readFormPages(options.clientDir, facts);
  const origins = ownOrigins(config);
  const work = { facts, origins, pages, spool, clock, report, taking, stored, readTimeLimitMs };
  const reception = new Reception(work);
  warn(setting);
  await spool.prepare();
  return {
    receive: (request) => reception.receive(request),
    open: () => taking() && spool.ready && !isLate(),
    sentPage: (url) => pages.sentPage(url),
    oldestWaitingMs: () => spool.oldestWaitingMs(),
    start: () => {
      courier.start();
    },
    stop: () => courier.stop(),
  };
}

type Setting = IntakeOptions & Required<Pick<IntakeOptions, 'clock' | 'report'>>;

function courierFor(spool: Spool, { config, facts, clock, report }: Setting): Courier {
  return new Courier({
    spool,
    transport: transportOf(config, clock),
    address: (submission, letter) => {
      const to = mailAddressOf(config, facts, letter.inbox);
      return to === null ? null : addressLetter(submission, letter, { from: config.mailFrom, to });
    },
    clock,
    report,
  });
}

function transportOf({ courier, dataDir }: IntakeConfig, clock: Clock): Transport {
  switch (courier.kind) {
    case 'outbox':
      return outboxTransport(join(dataDir, 'outbox'));
    case 'smtp':
      return smtpTransport(courier.url);
    case 'resend':
      return resendTransport(courier, clock);
  }
}

/** The outbox is no relay: there an inbox without an address has one that leads nowhere (RFC 6761). */
function mailAddressOf(config: IntakeConfig, facts: IntakeFacts, id: InboxId): string | null {
  const address = facts.inboxes.find((inbox) => inbox.id === id)?.address ?? null;
  return address ?? (config.courier.kind === 'outbox' ? `${id}@mail.invalid` : null);
}

function warn({ config, facts, clock, report }: Setting): void {
  if (hasExpired(facts, clock.now())) report('closed-certificate-expired');
  const isReal = !facts.set.demonstration;
  if (isReal && config.courier.kind === 'outbox') report('outbox-with-real-certificates');
}
