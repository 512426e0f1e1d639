import { createTransport } from 'nodemailer';
import { failure, success } from '../../i18n/result.ts';
import { isLoopback } from '../config.ts';
import { bareAddress, domainOf, writeMail } from '../mail.ts';
import type { Envelope } from '../mail.ts';
import { writeNotice } from '../notice.ts';
import type { Delivery, DeliveryProblem, Transport } from './transport.ts';

const CONNECTION_TIME_LIMIT_MS = 15_000;
const SILENCE_TIME_LIMIT_MS = 30_000;

/**
 * Sends true PGP/MIME over SMTP. `smtps://` is TLS from the first byte, `smtp://` is STARTTLS: without it nothing
 * goes out, no password either, but to a relay on this machine.
 */
export const smtpTransport = (relay: string): Transport => {
  const url = withTls(relay);
  return {
    deliver: (letter, signal) => send(url, { ...letter, raw: writeMail(letter) }, signal),
    notify: (notice, signal) => send(url, { ...notice, raw: writeNotice(notice) }, signal),
  };
};

/** In the address itself, so that nothing else that stands there can say otherwise. */
function withTls(relay: string): string {
  const url = new URL(relay);
  if (!isLoopback(url.hostname)) url.searchParams.set('requireTLS', 'true');
  return url.href;
}

type RawMail = Pick<Envelope, 'from' | 'to'> & { readonly raw: string };

async function send(url: string, mail: RawMail, signal: AbortSignal): Promise<Delivery> {
  if (signal.aborted) return failure({ kind: 'later' });
  const transporter = createTransport({
    url,
    // Otherwise the greeting, and so the mail's Received line, carries the machine's own name.
    name: domainOf(mail.from),
    connectionTimeout: CONNECTION_TIME_LIMIT_MS,
    greetingTimeout: CONNECTION_TIME_LIMIT_MS,
    socketTimeout: SILENCE_TIME_LIMIT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const envelope = { from: bareAddress(mail.from), to: [mail.to] };
  try {
    const sent = transporter.sendMail({ envelope, raw: mail.raw });
    await Promise.race([sent, abortOf(signal)]);
    return success(undefined);
  } catch (error) {
    return failure(problemOf(error));
  } finally {
    transporter.close();
  }
}

const abortOf = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => {
      reject(new Error('The time limit passed.'));
    });
  });

/** These pass only when a person changes something: the password, or TLS that the relay lacks. */
const NEED_PERSON = ['EAUTH', 'ENOAUTH', 'ETLS'];

/** A permanent answer (RFC 5321, section 4.2.1) needs a person too; everything else passes by itself. */
function problemOf(error: unknown): DeliveryProblem {
  const { responseCode, code = '' } = faultOf(error);
  if (responseCode !== undefined) return { kind: responseCode >= 500 ? 'configuration' : 'later' };
  return { kind: NEED_PERSON.includes(code) ? 'configuration' : 'later' };
}

function faultOf(error: unknown): { responseCode?: number; code?: string } {
  if (!(error instanceof Error)) return {};
  return {
    ...('responseCode' in error && typeof error.responseCode === 'number'
      ? { responseCode: error.responseCode }
      : {}),
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
  };
}
