import PostalMime from 'postal-mime';
import type { Email } from 'postal-mime';
import type { Result } from '../i18n/result.ts';
import { failure, success } from '../i18n/result.ts';
import { armoredBlocks } from './armored-blocks.ts';
import type { LetterProblem } from './problems.ts';
import { textIn } from './safe-text.ts';

/** A letter as it came, still locked: armor or the bytes of an OpenPGP message, and when its mail arrived. */
export interface LockedLetter {
  readonly locked: string | Uint8Array;
  readonly arrivedAt: Date | null;
}

/** A letter is some 12 kB; this leaves room for what mail programs put around it. */
export const MAX_FILE_BYTES = 4 * 1024 * 1024;

/** The first bytes of the compound files that Outlook saves. */
const OUTLOOK_MARK = [0xd0, 0xcf, 0x11, 0xe0];
/** The first byte of a binary message: its key, locked for another key or by a passphrase (RFC 9580, section 4.2). */
const BINARY_STARTS = [0x84, 0x85, 0xc1, 0x8c, 0x8d, 0xc3];
const HEADER_LINE = /^(?:From \S.*\r?\n)?[!-9;-~]+:[ \t].*\r?\n/u;
/** A line that stands in every letter; sealed, nobody can see it. */
const OPEN_LETTER = 'SÅ FÅR VI KONTAKTA';

/** Every letter in a file or a pasted text, in the order in which they stand there. */
export const lettersIn = async (
  bytes: Uint8Array,
): Promise<Result<readonly LockedLetter[], LetterProblem>> => {
  if (bytes.length > MAX_FILE_BYTES) return failure('too-large');
  if (OUTLOOK_MARK.every((byte, index) => bytes[index] === byte)) return failure('outlook-file');
  const text = textIn(bytes);
  if (text === null && BINARY_STARTS.includes(bytes[0] ?? 0)) {
    return success([{ locked: bytes, arrivedAt: null }]);
  }
  const raw = text ?? new TextDecoder('windows-1252').decode(bytes);
  const mail = HEADER_LINE.test(raw) ? await mailIn(bytes) : null;
  // A mail that is no longer well formed is read as the text it is.
  const texts = [...(mail === null ? [] : [textsOf(mail)]), raw];
  const found = texts.map((one) => armoredBlocks(one, 'MESSAGE'));
  const blocks = found.find((one) => one.blocks.length > 0)?.blocks;
  if (blocks !== undefined) {
    return success(blocks.map((locked) => ({ locked, arrivedAt: mail && arrivalOf(mail) })));
  }
  return failure(found.some(({ cut }) => cut) ? 'truncated' : problemOf(texts.join('\n')));
};

const problemOf = (text: string): LetterProblem => {
  if (/BEGIN PGP (?:PRIVATE|PUBLIC) KEY BLOCK/u.test(text)) return 'key-not-letter';
  return text.includes(OPEN_LETTER) ? 'not-locked' : 'no-letter';
};

const mailIn = (bytes: Uint8Array): Promise<Email | null> =>
  PostalMime.parse(bytes).catch(() => null);

const textsOf = ({ text, html, attachments }: Email): string =>
  [
    text ?? '',
    html ?? '',
    ...attachments.map(({ content }) =>
      typeof content === 'string' ? content : new TextDecoder().decode(content),
    ),
  ].join('\n\n');

/** The date in the newest line that a mail server has added, or the mail's own date, whichever is later. */
const arrivalOf = ({ headers, date }: Email): Date | null => {
  const received = headers.filter(({ key }) => key === 'received');
  const times = [date ?? '', ...received.map(({ value }) => value.split(';').at(-1) ?? '')]
    .map((stamp) => Date.parse(stamp))
    .filter((time) => !Number.isNaN(time));
  return times.length === 0 ? null : new Date(Math.max(...times));
};
