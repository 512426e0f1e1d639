import { createTransport } from 'nodemailer';
import { failure, success } from '../../i18n/result.ts';
import { bareAddress, domainOf, writeMail } from '../mail.ts';
import type { OutgoingLetter } from '../mail.ts';
import type { DeliveryProblem, Transport } from './transport.ts';

const CONNECTION_TIME_LIMIT_MS = 15_000;
const SILENCE_TIME_LIMIT_MS = 30_000;

/**
 * Sends true PGP/MIME over SMTP. `smtps://` is TLS from the first byte, `smtp://` uses STARTTLS where the
 * server offers it, `smtp://…?requireTLS=true` refuses to go on without.
 */
export const smtpTransport = (url: string): Transport => ({
  async deliver(letter, signal) {
    if (signal.aborted) return failure({ kind: 'later' });
    const transporter = createTransport({
      url,
      // Otherwise the greeting, and so the mail's Received line, carries the machine's own name.
      name: domainOf(letter.from),
      connectionTimeout: CONNECTION_TIME_LIMIT_MS,
      greetingTimeout: CONNECTION_TIME_LIMIT_MS,
      socketTimeout: SILENCE_TIME_LIMIT_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    try {
      await Promise.race([transporter.sendMail(rawMail(letter)), abortOf(signal)]);
      return success(undefined);
    } catch (error) {
      return failure(problemOf(error));
    } finally {
      transporter.close();
    }
  },
});

const rawMail = (letter: OutgoingLetter) => ({
  envelope: { from: bareAddress(letter.from), to: [letter.to] },
  raw: writeMail(letter),
});

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
