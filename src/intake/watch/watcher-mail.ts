import { join } from 'node:path';
import { z } from 'zod';
import { ALARMS, type Alarm, type Report } from '../alarm.ts';
import type { Clock } from '../clock.ts';
import { noticeOf, type Notice } from '../notice.ts';
import { dayOf, hourOf } from '../people/days.ts';
import { MAIL_HOUR } from '../people/daily-mail.ts';
import { readSmallFile, writeSmallFile } from '../people/people-file.ts';
import type { NoticePost } from './notice-post.ts';
import { statusLines, type Status } from './status.ts';

/** What the mails to whoever watches the server are made of. */
export interface WatcherMailOptions {
  readonly dataDir: string;
  /** The other courier first: an alarm about the first must not wait for it. */
  readonly post: NoticePost;
  readonly clock: Clock;
  readonly report: Report;
  /** Alarms that came; each is removed as it is taken, and stays while it pauses. */
  readonly alarms: Set<Alarm>;
  /** Which of several servers this is; null: there is one. */
  readonly serverName: string | null;
  readonly from: string;
  readonly to: string;
  readonly status: () => Promise<Status>;
}

const sentSchema = z.strictObject({
  /** The last day with a heartbeat. */
  heartbeatOn: z.iso.date().nullable(),
  /** When each alarm was last mailed, in milliseconds since 1970. */
  alarms: z.partialRecord(z.enum(ALARMS), z.number()),
});

type SentMails = z.infer<typeof sentSchema>;

/** The same alarm is mailed once in so long; the log has every one. */
const ALARM_PAUSE_MS = 24 * 3_600_000;

/** These pass by themselves, or cannot be mailed: the log has them. */
const NOT_MAILED: readonly Alarm[] = [
  'alarm-not-sent',
  'courier-later',
  'health-port-taken',
  'nobody-watches',
];

const NOTHING_SENT: SentMails = { heartbeatOn: null, alarms: {} };

/** Mails a heartbeat each day, and alarms when they come. What was sent is kept on disk, in a file of this server's own. */
export class WatcherMail {
  readonly #options: WatcherMailOptions;
  readonly #file: string;
  /** Null until it was read. A disk that refuses must not have the same mail sent again and again. */
  #sent: SentMails | null = null;
  // Written but not yet taken by a relay: the same mail is tried again.
  #heartbeat: { readonly day: string; readonly notice: Notice } | null = null;
  #alarms: { readonly codes: readonly Alarm[]; readonly notice: Notice } | null = null;

  constructor(options: WatcherMailOptions) {
    this.#options = options;
    this.#file = join(options.dataDir, 'watch.json');
  }

  /** Sends what is due. */
  async sendDue(): Promise<void> {
    this.#sent ??= await readSmallFile(this.#file, sentSchema, NOTHING_SENT).catch(() => {
      this.#options.report('watch-file-failed');
      return NOTHING_SENT;
    });
    await this.#sendAlarms(this.#sent);
    await this.#sendHeartbeat(this.#sent);
  }

  async #sendHeartbeat(sent: SentMails): Promise<void> {
    const { clock, status } = this.#options;
    const today = dayOf(clock.now());
    if (hourOf(clock.now()) < MAIL_HOUR || sent.heartbeatOn === today) return;
    if (this.#heartbeat?.day !== today) {
      const notice = this.#notice('heartbeat', 'Post: drift', heartbeatText(await status()));
      this.#heartbeat = { day: today, notice };
    }
    if (!(await this.#taken(this.#heartbeat.notice))) return;
    this.#heartbeat = null;
    await this.#keep({ ...sent, heartbeatOn: today });
  }

  async #sendAlarms(sent: SentMails): Promise<void> {
    const now = this.#options.clock.now();
    if (this.#alarms === null) {
      const { alarms } = this.#options;
      for (const alarm of NOT_MAILED) alarms.delete(alarm);
      const codes = [...alarms]
        .filter((alarm) => now - (sent.alarms[alarm] ?? -Infinity) >= ALARM_PAUSE_MS)
        .sort();
      for (const alarm of codes) alarms.delete(alarm);
      if (codes.length === 0) return;
      this.#alarms = { codes, notice: this.#notice('alarm', 'Post: larm', alarmText(codes)) };
    }
    if (!(await this.#taken(this.#alarms.notice))) return;
    const alarms = Object.fromEntries(this.#alarms.codes.map((alarm) => [alarm, now]));
    this.#alarms = null;
    await this.#keep({ ...sent, alarms: { ...sent.alarms, ...alarms } });
  }

  async #keep(sent: SentMails): Promise<void> {
    this.#sent = sent;
    await writeSmallFile(this.#file, sent).catch(() => {
      this.#options.report('watch-file-failed');
    });
  }

  async #taken(notice: Notice): Promise<boolean> {
    const result = await this.#options.post.send(notice);
    if (result === 'failed') this.#options.report('alarm-not-sent');
    return result === 'sent';
  }

  #notice(kind: string, title: string, text: string): Notice {
    const { from, to, clock, serverName } = this.#options;
    const now = clock.now();
    const key = `${kind}-${serverName ?? ''}-${now}`;
    const subject = serverName === null ? title : `${title} ${serverName}`;
    return noticeOf({ key, from, to, subject, text, date: new Date(now) });
  }
}

const alarmText = (alarms: readonly Alarm[]): string =>
  [
    'Något behöver göras. Vad koden betyder och vad du gör står i docs/PROBLEMS.md.',
    '',
    ...alarms,
    '',
  ].join('\n');

const heartbeatText = (status: Status): string =>
  [
    ...statusLines(status),
    '',
    'Mejlet kommer varje dag. Kommer det inte är något fel. Koderna står i docs/PROBLEMS.md.',
    '',
  ].join('\n');
