import type { InboxId } from '../../referral/sealing-set.ts';
import type { Report } from '../alarm.ts';
import type { Clock } from '../clock.ts';
import { noticeOf, type Notice } from '../notice.ts';
import type { NoticePost } from '../watch/notice-post.ts';
import { dayInWords, daysAfter, dayOf, hourOf, isWorkingDay } from './days.ts';
import type { People } from './people.ts';
import { RECEIPT_PATH } from './receipt-page.ts';
import { LINK_DAYS } from './receipts.ts';

/** What the daily mail works with. */
export interface DailyMailOptions {
  readonly people: People;
  /** The first courier alone: an answer shows that mail by this way reaches people. */
  readonly post: NoticePost;
  readonly clock: Clock;
  readonly report: Report;
  /** Where the site stands, e.g. `https://example.org`. */
  readonly origin: string;
  readonly from: string;
  /** Null when it is not known where an inbox is. */
  readonly addressOf: (inbox: InboxId) => string | null;
}

/** In Sweden: before the working day begins. */
export const MAIL_HOUR = 7;

/** Asks each inbox on each working day whether somebody reads. */
export class DailyMail {
  readonly #options: DailyMailOptions;
  /** Written today but not yet taken by the relay: the same mail is tried again. */
  readonly #unsent = new Map<InboxId, Notice>();

  constructor(options: DailyMailOptions) {
    this.#options = options;
  }

  /** Sends what is due and was not sent today. */
  async sendDue(): Promise<void> {
    const { people, clock } = this.#options;
    const today = dayOf(clock.now());
    if (!isWorkingDay(today, people.calendar) || hourOf(clock.now()) < MAIL_HOUR) return;
    for (const inbox of people.inboxes()) {
      if (people.receipts.of(inbox).mailedOn !== today) await this.#send(inbox, today);
    }
  }

  async #send(inbox: InboxId, today: string): Promise<void> {
    const { people, post, report } = this.#options;
    try {
      const notice = await this.#noticeFor(inbox, today);
      const sent = notice === null ? 'failed' : await post.send(notice);
      if (sent === 'failed') report('daily-mail-not-sent');
      if (sent !== 'sent') return;
      await people.receipts.noteMailed(inbox, today);
      this.#unsent.delete(inbox);
    } catch {
      report('people-file-failed');
    }
  }

  async #noticeFor(inbox: InboxId, today: string): Promise<Notice | null> {
    const { people, origin, from, addressOf, clock } = this.#options;
    const to = addressOf(inbox);
    if (to === null) return null;
    const key = `daily-${today}-${inbox}`;
    const unsent = this.#unsent.get(inbox);
    if (unsent?.key.startsWith(key)) return unsent;
    const token = await people.receipts.makeToken(inbox, today);
    const notice = noticeOf({
      // After a restart the link is another one, so the mail is too.
      key: `${key}-${clock.now()}`,
      from,
      to,
      subject: 'Post i dag',
      date: new Date(clock.now()),
      text: textOf(`${origin}${RECEIPT_PATH}${token}`, daysAfter(today, LINK_DAYS)),
    });
    this.#unsent.set(inbox, notice);
    return notice;
  }
}

const textOf = (link: string, until: string): string =>
  [
    'Läser ni posten i dag? Öppna länken och tryck på knappen "Vi läser i dag".',
    '',
    link,
    '',
    `Länken går att använda en gång, till och med ${dayInWords(until)}.`,
    'Svarar ingen under en arbetsdag visar webbplatsen telefonnummer i stället för formuläret, tills någon svarar.',
    '',
    'Mejlet kommer varje arbetsdag. Kommer det inte: säg till den som sköter webbplatsen.',
    '',
  ].join('\n');
