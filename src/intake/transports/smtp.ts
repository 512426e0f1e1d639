import { createTransport } from 'nodemailer';
import { failure, success } from '../../i18n/result.ts';
import { bareAddress, domainOf, writeMail } from '../mail.ts';
import type { Envelope } from '../mail.ts';
import { writeNotice } from '../notice.ts';
import type { Delivery, DeliveryProblem, Transport } from './transport.ts';

const CONNECTION_TIME_LIMIT_MS = 15_000;
const SILENCE_TIME_LIMIT_MS = 30_000;

/**
 * Sends true PGP/MIME over SMTP. `smtps://` is TLS from the first byte, `smtp://` uses STARTTLS where the
 * server offers it, `smtp://…?requireTLS=true` refuses to go on without.
 */
export const smtpTransport = (url: string): Transport => ({
  deliver: (letter, signal) => send(url, { ...letter, raw: writeMail(letter) }, signal),
  notify: (notice, signal) => send(url, { ...notice, raw: writeNotice(notice) }, signal),
});

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

/** A permanent answer (RFC 5321, section 4.2.1) needs a person; everything else passes by itself. */
function problemOf(error: unknown): DeliveryProblem {
  const { responseCode, code } = faultOf(error);
  if (responseCode !== undefined) return { kind: responseCode >= 500 ? 'configuration' : 'later' };
  return { kind: code === 'EAUTH' || code === 'ENOAUTH' ? 'configuration' : 'later' };
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
