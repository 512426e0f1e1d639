import type { InboxId } from '../referral/sealing-set.ts';
import type { Alarm, Report } from './alarm.ts';
import type { Clock } from './clock.ts';
import type { IntakeConfig } from './config.ts';
import { DailyMail } from './people/daily-mail.ts';
import type { People } from './people/people.ts';
import type { Relays } from './relays.ts';
import { NoticePost } from './watch/notice-post.ts';
import type { Status } from './watch/status.ts';
import { WatcherMail } from './watch/watcher-mail.ts';

/** What the server's own mails are made of. */
export interface NoticesOptions {
  readonly config: IntakeConfig;
  readonly people: People;
  readonly relays: Relays;
  readonly clock: Clock;
  readonly report: Report;
  /** Alarms that came; the mails take them out. */
  readonly alarms: Set<Alarm>;
  readonly status: () => Promise<Status>;
  readonly addressOf: (inbox: InboxId) => string | null;
}

/** The server's own mails: to each inbox every working day, to whoever watches the server every day. */
export interface Notices {
  /** Sends those that are due. Never throws. */
  readonly sendDue: () => Promise<void>;
  /** Ends what is under way. */
  readonly stop: () => void;
}

/** The server's own mails. */
export function noticesOf(options: NoticesOptions): Notices {
  const { config, people, clock, report, alarms, status, addressOf } = options;
  const { first, forAlarms } = options.relays;
  const from = config.mailFrom;
  const letterPost = new NoticePost([first], clock);
  const alarmPost = new NoticePost(forAlarms, clock);
  const origin = config.siteUrl ?? `http://127.0.0.1:${config.port}`;
  const daily = new DailyMail({
    people,
    post: letterPost,
    clock,
    report,
    origin,
    from,
    addressOf,
  });
  const { dataDir, serverName, alarmTo: to } = config;
  const watcher =
    to === null
      ? null
      : new WatcherMail({
          ...{ dataDir, serverName, post: alarmPost, clock, report, alarms, from, to, status },
        });
  return {
    sendDue: async () => {
      await Promise.all([daily.sendDue(), watcher?.sendDue()]);
    },
    stop: () => {
      letterPost.stop();
      alarmPost.stop();
    },
  };
}

/** A demonstration, which nobody reads or watches, has none. */
export const NO_NOTICES: Notices = { sendDue: () => Promise.resolve(), stop: () => undefined };
