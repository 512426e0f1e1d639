import { createHash } from 'node:crypto';
import type { SealedLetter } from '../referral/frame.ts';
import { markOf, outerSubject } from '../referral/mark.ts';
import { armorLetter } from '../referral/pgp/armor.ts';
import type { Submission } from './spool-file.ts';

/** A sealed letter with everything that may stand on the outside of its mail. The same at every attempt. */
export interface OutgoingLetter {
  /** Names this letter to a relay, so that a repeated attempt is not a second mail; hexadecimal, says nothing of the id. */
  readonly key: string;
  readonly id: string;
  readonly inbox: SealedLetter['inbox'];
  readonly mark: string;
  readonly subject: string;
  /** With angle brackets; says nothing of the id. That two letters belong together, their mark says. */
  readonly messageId: string;
  /** `address` or `Name <address>`. */
  readonly from: string;
  readonly to: string;
  readonly date: Date;
  /** ASCII armor with CRC24, lines end with `\n`. */
  readonly armored: string;
}

// Base64 never begins a line with dashes, so this line cannot stand in a letter.
const BOUNDARY = 'post-6f1c7e02b9d84a35';
const DIGEST_DIGITS = 32;

/** Addresses a letter. */
export function addressLetter(
  { id, receivedAt }: Pick<Submission, 'id' | 'receivedAt'>,
  { inbox, bytes }: SealedLetter,
  { from, to }: { readonly from: string; readonly to: string },
): OutgoingLetter {
  const key = digestOf(`${id}-${inbox}`);
  const mark = markOf(Buffer.from(id, 'hex'));
  return {
    key,
    id,
    inbox,
    mark,
    subject: outerSubject(mark),
    messageId: messageIdOf(key, from),
    from,
    to,
    date: new Date(receivedAt),
    armored: `${armorLetter(bytes).replaceAll('\r\n', '\n').trim()}\n`,
  };
}

/** A letter as a whole PGP/MIME message (RFC 3156, section 4), lines end with CRLF. */
export const writeMail = (letter: OutgoingLetter): string =>
  [
    ...headLines(letter),
    'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted";',
    ` boundary="${BOUNDARY}"`,
    '',
    `--${BOUNDARY}`,
    'Content-Type: application/pgp-encrypted',
    '',
    'Version: 1',
    '',
    `--${BOUNDARY}`,
    'Content-Type: application/octet-stream; name="encrypted.asc"',
    'Content-Disposition: inline; filename="encrypted.asc"',
    '',
    letter.armored,
    `--${BOUNDARY}--`,
    '',
  ]
    .join('\n')
    .replaceAll('\n', '\r\n');

/** What stands on the outside of every mail of the server. */
export type Envelope = Pick<OutgoingLetter, 'from' | 'to' | 'subject' | 'date' | 'messageId'>;

/** The header fields that every mail begins with. */
export const headLines = ({ from, to, subject, date, messageId }: Envelope): string[] => [
  `From: ${from}`,
  `To: ${to}`,
  `Subject: ${subject}`,
  `Date: ${date.toUTCString().replace('GMT', '+0000')}`,
  `Message-ID: ${messageId}`,
  'MIME-Version: 1.0',
];

/** The Message-ID with these digits before the sender's domain. */
export const messageIdOf = (digits: string, from: string): string =>
  `<${digits}@${domainOf(from)}>`;

/** Names what goes to a relay: the same at every attempt, and says nothing of the text. */
export const digestOf = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, DIGEST_DIGITS);

/** The bare address in `address` or `Name <address>`. */
export const bareAddress = (address: string): string => /<([^<>]+)>/u.exec(address)?.[1] ?? address;

/** The part after the at sign. */
export const domainOf = (address: string): string => bareAddress(address).split('@').at(-1) ?? '';
