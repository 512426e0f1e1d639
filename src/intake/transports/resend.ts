import { Resend } from 'resend';
import { z } from 'zod';
import { failure, success } from '../../i18n/result.ts';
import type { Clock } from '../clock.ts';
import type { Notice } from '../notice.ts';
import type { Delivery, Transport } from './transport.ts';

/** An account with the Resend mail service; `baseUrl` points at a stand-in. */
export interface ResendAccount {
  readonly apiKey: string;
  readonly baseUrl: string | undefined;
}

const errorSchema = z.object({
  statusCode: z.number().nullable().optional(),
  name: z.string().optional(),
});

// Nothing but a person can end these; the rest of the 4xx answers too, but these come with 429.
const QUOTA_NAMES = ['daily_quota_exceeded', 'monthly_quota_exceeded'];
const BUSY_STATUSES = [408, 425, 429];

/**
 * Sends the armor as the single text part, because the service takes no finished MIME message. The same
 * letter carries the same idempotency key and the same bytes at every attempt.
 */
export function resendTransport({ apiKey, baseUrl }: ResendAccount, clock: Clock): Transport {
  const resend = new Resend(apiKey, baseUrl === undefined ? {} : { baseUrl });
  const send = async (mail: PlainMail, signal: AbortSignal): Promise<Delivery> => {
    try {
      const options = { idempotencyKey: mail.key, signal };
      const answer = await resend.emails.send(payloadOf(mail), options);
      // An answer without an id says nothing, whatever its status: it may or may not have been sent.
      if (typeof answer.data?.id === 'string') return success(undefined);
      const retryAfterMs = readRetryAfter(answer.headers?.['retry-after'], clock.now());
      return failure({
        kind: needsPerson(answer.error) ? 'configuration' : 'later',
        ...(retryAfterMs === null ? {} : { retryAfterMs }),
      });
    } catch {
      return failure({ kind: 'later' });
    }
  };
  return {
    deliver: (letter, signal) => send({ ...letter, text: letter.armored }, signal),
    notify: send,
  };
}

type PlainMail = Pick<Notice, 'key' | 'from' | 'to' | 'subject' | 'text'>;

const payloadOf = ({ from, to, subject, text }: PlainMail) => ({ from, to: [to], subject, text });

function needsPerson(error: unknown): boolean {
  const { statusCode: status = null, name = '' } = errorSchema.safeParse(error).data ?? {};
  if (QUOTA_NAMES.includes(name)) return true;
  if (status === null || name === 'concurrent_idempotent_requests') return false;
  return status >= 400 && status < 500 && !BUSY_STATUSES.includes(status);
}

/** The `Retry-After` header in milliseconds, given in seconds or as a date (RFC 9110, section 10.2.3). */
function readRetryAfter(header: string | undefined, now: number): number | null {
  if (header === undefined) return null;
  if (/^\d{1,9}$/u.test(header.trim())) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
