import { digestOf, headLines, messageIdOf, type Envelope, type OutgoingLetter } from './mail.ts';

/** A small mail of the server's own, in the clear: it says nothing of what anybody wrote. */
export interface Notice extends Envelope {
  /** Names this notice to a relay, so that a repeated attempt is not a second mail; ASCII. */
  readonly key: string;
  /** Lines end with `\n`. */
  readonly text: string;
}

const BASE64_LINE = /.{1,76}/gu;

/** A notice with the Message-ID that follows from its key. */
export const noticeOf = (notice: Omit<Notice, 'messageId'>): Notice => ({
  ...notice,
  messageId: messageIdOf(digestOf(notice.key), notice.from),
});

/** A notice as a whole mail (RFC 2045), lines end with CRLF. */
export const writeNotice = (notice: Notice): string =>
  [
    ...headLines(notice),
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    ...(Buffer.from(notice.text).toString('base64').match(BASE64_LINE) ?? []),
    '',
  ].join('\r\n');

/**
 * Goes before a letter that comes late: the letter is sealed and cannot be marked itself. It has the
 * letter's own subject, so that both lie together.
 */
export const lateNotice = ({ key, mark, subject, from, to, date }: OutgoingLetter): Notice =>
  noticeOf({
    key: `late-${key}`,
    from,
    to,
    subject,
    date,
    text: [
      'FÖRSENAT: ring inte utan att kontrollera tiderna.',
      '',
      `Det gäller ${mark}, som kommer i ett eget mejl. Det har fastnat på vägen till er.`,
      'Tiderna i brevet kan ha gått ut. Läs när det skrevs och vilka tider som gäller innan någon ringer.',
      '',
    ].join('\n'),
  });
