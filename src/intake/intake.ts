import { join, resolve } from 'node:path';
import type { InboxId } from '../referral/sealing-set.ts';
import { reportOnStderr } from './alarm.ts';
import type { Alarm, Report } from './alarm.ts';
import type { Outcome } from './answers.ts';
import { READ_TIME_LIMIT_MS } from './bodies.ts';
import { ownOrigins } from './checks.ts';
import { systemClock } from './clock.ts';
import type { Clock } from './clock.ts';
import type { IntakeConfig } from './config.ts';
import { Courier } from './courier.ts';
import type { IntakeFacts } from './facts.ts';
import { readFormPages } from './form-pages.ts';
import { Gate } from './gate/gate.ts';
import { addressLetter } from './mail.ts';
import { NO_NOTICES, noticesOf, type Notices } from './notices.ts';
import { takesLetters } from './opening.ts';
import { People } from './people/people.ts';
import { receiptAnswer, type PageAnswer } from './people/receipt-page.ts';
import type { Posted } from './posted.ts';
import { Reception } from './reception.ts';
import { relaysOf, type Relays } from './relays.ts';
import { Repeating } from './repeating.ts';
import { keyFor, sharedSecret } from './shared-secret.ts';
import { FolderSpool } from './spool.ts';
import type { Spool } from './spool-contract.ts';
import { holdsLetters } from './spool-folders.ts';
import type { Status } from './watch/status.ts';
import { Watch } from './watch/watch.ts';

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
  /** How long a server that shares a database may be silent before another delivers its letters. */
  readonly leaseSeconds?: number;
}

/** The server's half of the contact request. */
export interface Intake {
  /** Answers a request to the endpoint; `peer` is the other end of its connection. Never throws. */
  readonly receive: (request: Posted, peer?: string) => Promise<Response>;
  /** Whether pages should show the form; otherwise they give way to telephone numbers. */
  readonly open: () => boolean;
  /** The page after sending without JavaScript; null when the address is not one that a post led to. */
  readonly sentPage: (url: URL) => string | null;
  /** Answers a path below `RECEIPT_PATH`: the one-time link of a daily mail. */
  readonly receipt: (method: string, path: string) => Promise<PageAnswer>;
  /** How everything is, for those who watch the server. */
  readonly status: () => Promise<Status>;
  /** How long the oldest undelivered letter has waited, in milliseconds; 0 when none waits. */
  readonly oldestWaitingMs: () => number;
  /** Looks at the day and the files of the people, as `start` does again and again. */
  readonly look: () => Promise<void>;
  /** Sends the mails of the server's own that are due, as `start` does again and again. */
  readonly sendNotices: () => Promise<void>;
  /** Begins to deliver. */
  readonly start: () => void;
  /** Stops delivering; everything undelivered stays on disk. */
  readonly stop: () => Promise<void>;
}

/** A switched-off inbox closes the form within this time, a missed day at midnight. */
const LOOK_EVERY_MS = 10_000;
const NOTICES_EVERY_MS = 60_000;

/**
 * Opens the intake below `config.dataDir`. A disk that refuses does not keep the site from starting: then
 * `open()` is false until the disk works again.
 * @throws Error with one sentence when another server uses the folder of the spool.
 */
export async function openIntake(options: IntakeOptions): Promise<Intake> {
  const setting = watched({ clock: systemClock, report: reportOnStderr, ...options });
  const { config, facts, clock, report, readTimeLimitMs = READ_TIME_LIMIT_MS } = setting;
  const spool = await preparedSpool(setting);
  const people = new People({ dataDir: config.dataDir, facts, clock, report });
  const relays = await relaysOf(config, clock);
  const courier = courierFor(spool, relays, setting);
  const taking = () => takesLetters(config, facts, clock.now()) && people.absences().length === 0;
  const isOpen = () => taking() && spool.ready && !watch.isLate;
  const watch = new Watch({ facts, people, spool, courier, clock, report, isOpen });
  const stored = (): Outcome => {
    courier.wake();
    return courier.inTrouble || watch.isLate ? 'kept' : 'received';
  };
  const secret = await sharedSecret(config.dataDir, report);
  const pages = await readFormPages(options.clientDir, facts, keyFor(secret, 'sent page'));
  const gate = new Gate(clock, config.trustedProxies, secret);
  const reception = new Reception({
    ...{ facts, pages, gate, spool, clock, report, taking, stored, readTimeLimitMs },
    origins: ownOrigins(config),
  });
  const notices = noticesFor(setting, people, { relays, status: () => watch.status() });
  warn(setting);
  await watch.look();
  const looking = new Repeating(() => watch.look(), LOOK_EVERY_MS);
  const sending = new Repeating(notices.sendDue, NOTICES_EVERY_MS);
  return {
    receive: (request, peer) => reception.receive(request, peer ?? null),
    open: isOpen,
    sentPage: (url) => pages.sentPage(url),
    receipt: (method, path) => receiptAnswer(method, path, { facts, people, now: clock.now() }),
    status: () => watch.status(),
    oldestWaitingMs: () => spool.oldestWaitingMs(),
    look: () => watch.look(),
    sendNotices: notices.sendDue,
    start: () => {
      gate.start();
      courier.start();
      looking.start();
      sending.start();
    },
    stop: async () => {
      gate.stop();
      notices.stop();
      await Promise.all([courier.stop(), looking.stop(), sending.stop()]);
      await spool.close();
    },
  };
}

type Given = IntakeOptions & Required<Pick<IntakeOptions, 'clock' | 'report'>>;

async function preparedSpool({ config, clock, report, leaseSeconds }: Setting): Promise<Spool> {
  const { dataDir, spoolUrl: url } = config;
  const folder = join(dataDir, 'spool');
  if (url === null) {
    const spool = new FolderSpool({ folder, clock, report });
    await spool.prepare();
    if (spool.inUse) throw new Error(inUse(folder));
    return spool;
  }
  if (await holdsLetters(folder)) report('spool-left-behind');
  // Only where it is used: its library takes as much memory as a thousand slow senders.
  const { PostgresSpool } = await import('./postgres-spool.ts');
  const lease = leaseSeconds === undefined ? {} : { leaseSeconds };
  const spool = new PostgresSpool({ url, clock, report, ...lease });
  await spool.prepare();
  return spool;
}

const inUse = (folder: string): string =>
  `Another server uses ${resolve(folder)}. Stop it, or set DATA_DIR to another folder; servers that share the work need SPOOL_URL (docs/OPERATIONS.md).`;

type Setting = Given & { readonly alarms: Set<Alarm> };

/** Every alarm is reported, and kept for the next mail. */
function watched(given: Given): Setting {
  const alarms = new Set<Alarm>();
  const report: Report = (alarm) => {
    given.report(alarm);
    alarms.add(alarm);
  };
  return { ...given, report, alarms };
}

function noticesFor(
  { config, facts, clock, report, alarms }: Setting,
  people: People,
  { relays, status }: { readonly relays: Relays; readonly status: () => Promise<Status> },
): Notices {
  if (facts.set.demonstration) return NO_NOTICES;
  const addressOf = (inbox: InboxId) => mailAddressOf(config, facts, inbox);
  return noticesOf({ config, people, relays, clock, report, alarms, status, addressOf });
}

function courierFor(spool: Spool, relays: Relays, setting: Setting): Courier {
  const { config, facts, clock, report } = setting;
  return new Courier({
    spool,
    transport: relays.first,
    second: relays.second,
    address: (submission, letter) => {
      const to = mailAddressOf(config, facts, letter.inbox);
      return to === null ? null : addressLetter(submission, letter, { from: config.mailFrom, to });
    },
    clock,
    report,
  });
}

/** The outbox is no relay: there an inbox without an address has one that leads nowhere (RFC 6761). */
function mailAddressOf(config: IntakeConfig, facts: IntakeFacts, id: InboxId): string | null {
  const address = facts.inboxes.find((inbox) => inbox.id === id)?.address ?? null;
  return address ?? (config.courier.kind === 'outbox' ? `${id}@mail.invalid` : null);
}

function warn({ config, facts, report }: Setting): void {
  if (facts.set.demonstration) return;
  const kinds = [config.courier.kind, config.secondCourier?.kind];
  if (kinds.includes('outbox')) report('outbox-with-real-certificates');
  if (config.alarmTo === null) report('nobody-watches');
  // Behind a proxy that is not named every sender seems to come from one network.
  const behindProxy = config.siteUrl?.startsWith('https:') === true;
  if (behindProxy && config.trustedProxies.length === 0) report('proxies-not-named');
}
