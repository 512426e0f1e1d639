import { beforeAll, describe, expect, test } from 'vitest';
import { writeMail } from '../../../src/intake/mail.ts';
import type { OutgoingLetter } from '../../../src/intake/mail.ts';
import { readKeyFile } from '../../../src/reader/keys.ts';
import type { KeyFile } from '../../../src/reader/keys.ts';
import { lettersIn } from '../../../src/reader/letters-in.ts';
import { openLetter } from '../../../src/reader/open-letter.ts';
import type { LetterProblem } from '../../../src/reader/problems.ts';
import { sealedLetters } from '../../support/sealed-letters.ts';
import { makeDemoArea } from '../referral/fixtures.ts';
import type { DemoArea } from '../referral/fixtures.ts';

const WRITTEN = new Date('2026-11-22T20:14:00Z');

let area: DemoArea;
let letter: OutgoingLetter;
let keys: KeyFile;

beforeAll(async () => {
  area = await makeDemoArea();
  const [first] = await sealedLetters(area, { ownWords: 'kvarnsten' }, { writtenAt: WRITTEN });
  letter = first!;
  const file = await readKeyFile(bytesOf(area.keys.social[0]!.privateKey));
  if (!file.ok) throw new Error(file.problem);
  keys = file.value;
});

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const plainMail = (encoding: string, body: string): string =>
  [
    'From: Post <post@site.example>',
    'Date: Sun, 22 Nov 2026 20:15:00 +0000',
    'Content-Type: text/plain; charset=utf-8',
    `Content-Transfer-Encoding: ${encoding}`,
    '',
    body,
  ].join('\r\n');

const base64 = (text: string): string =>
  Buffer.from(text).toString('base64').replaceAll(/.{76}/gu, '$&\r\n');

/** Every "=" as "=3D", and soft breaks after 60 characters (RFC 2045, section 6.7). */
const quotedPrintable = (text: string): string =>
  text.replaceAll('=', '=3D').replaceAll(/.{60}(?=.)/gu, '$&=\r\n');

const attachment = (armor: string): string =>
  [
    'From: Post <post@site.example>',
    'Content-Type: multipart/mixed; boundary=x',
    '',
    '--x',
    'Content-Type: text/plain',
    '',
    'Ett brev ligger bifogat.',
    '--x',
    'Content-Type: application/octet-stream; name=brev.asc',
    'Content-Transfer-Encoding: base64',
    '',
    base64(armor),
    '--x--',
  ].join('\r\n');

const lines = (text: string): string[] => text.split('\n');

/** What the world makes of a letter. */
const FORMS: Readonly<Record<string, (letter: OutgoingLetter) => string>> = {
  'a PGP/MIME mail (.eml)': writeMail,
  'the same mail with bare line feeds': (one) => writeMail(one).replaceAll('\r\n', '\n'),
  'armor (.asc)': ({ armored }) => armored,
  'armor with CRLF': ({ armored }) => armored.replaceAll('\n', '\r\n'),
  'a mail with the armor as its text': ({ armored }) => plainMail('7bit', armored),
  'such a mail as quoted-printable': ({ armored }) =>
    plainMail('quoted-printable', quotedPrintable(armored)),
  'such a mail as base64': ({ armored }) => plainMail('base64', base64(armored)),
  'a mail with the armor attached': ({ armored }) => attachment(armored),
  'a mail forwarded as an attachment': (one) =>
    [
      'From: a@example.org',
      'Content-Type: multipart/mixed; boundary=y',
      '',
      '--y',
      'Content-Type: message/rfc822',
      '',
      writeMail(one),
      '--y--',
    ].join('\r\n'),
  'a mail that became HTML': ({ armored }) =>
    plainMail('7bit', `<p>${lines(armored).join('<br>\r\n')}</p>`).replace('plain', 'html'),
  'text quoted with >': ({ armored }) =>
    `Den 22 november skrev Post:\n${lines(armored)
      .map((line) => `> ${line}`)
      .join('\n')}`,
  'text with a blank line after each line': ({ armored }) => armored.replaceAll('\n', '\r\n\r\n'),
  'text on one line': ({ armored }) => armored.replaceAll('\n', ' '),
  'text whose line breaks vanished': ({ armored }) => armored.replaceAll('\n', ''),
  'text between other text': ({ armored }) => `Hej!\n\n${armored}\n\nHälsningar\nA`,
  'text whose dashes became long': ({ armored }) => armored.replaceAll('-----', '—–—'),
  'the source of a mail as quoted-printable, pasted without its headers': ({ armored }) =>
    quotedPrintable(armored),
  'a file that Notepad saved with a mark': ({ armored }) => `\ufeff${armored}`,
};

describe('a letter is found and opens in', () => {
  test.each(Object.entries(FORMS))('%s', async (_, form) => {
    const found = await lettersIn(bytesOf(form(letter)));
    if (!found.ok) throw new Error(found.problem);
    expect(found.value).toHaveLength(1);
    const opened = await openLetter(found.value[0]!, keys);
    expect(opened.ok && opened.value.text).toContain('| kvarnsten');
  });

  test('a binary OpenPGP message, and in UTF-16', async () => {
    const utf16 = new Uint8Array([0xff, 0xfe, ...Buffer.from(letter.armored, 'utf16le')]);
    const body = lines(letter.armored)
      .slice(2, -2)
      .filter((line) => !line.startsWith('='));
    const binary = new Uint8Array(Buffer.from(body.join(''), 'base64'));
    for (const bytes of [utf16, binary]) {
      const found = await lettersIn(bytes);
      if (!found.ok) throw new Error(found.problem);
      expect((await openLetter(found.value[0]!, keys)).ok).toBe(true);
    }
  });

  test('a file that holds several', async () => {
    const [other] = await sealedLetters(area, {}, { writtenAt: WRITTEN });
    const found = await lettersIn(bytesOf(`${letter.armored}\n${other!.armored}`));
    expect(found.ok && found.value.length).toBe(2);
  });
});

const WITHOUT_LETTER: readonly (readonly [LetterProblem, () => string])[] = [
  ['truncated', () => letter.armored.slice(0, 4000)],
  ['truncated', () => writeMail(letter).slice(0, 4000)],
  ['not-locked', () => 'SÅ FÅR VI KONTAKTA\nNUMMER ELLER MEJL:\n| 070-123 45 67\n'],
  ['not-locked', () => plainMail('8bit', 'SÅ FÅR VI KONTAKTA\r\nRING: JA')],
  ['not-locked', () => plainMail('base64', base64('SÅ FÅR VI KONTAKTA\r\nRING: JA'))],
  ['key-not-letter', () => area.keys.social[0]!.privateKey],
  ['key-not-letter', () => area.keys.social[0]!.certificate],
  ['no-letter', () => 'Hej!'],
  ['no-letter', () => ''],
  ['too-large', () => 'a'.repeat(5 * 1024 * 1024)],
];

describe('a file without a letter says why:', () => {
  test.each(WITHOUT_LETTER)('%s', async (problem, text) => {
    expect(await lettersIn(bytesOf(text()))).toEqual({ ok: false, problem });
  });

  test('outlook-file', async () => {
    const message = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    expect(await lettersIn(message)).toEqual({ ok: false, problem: 'outlook-file' });
  });

  test.each([
    ['PNG', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
    ['JPEG', [0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, 0x4a, 0x46]],
  ])('no-letter: a picture (%s)', async (_, bytes) => {
    expect(await lettersIn(new Uint8Array(bytes))).toEqual({ ok: false, problem: 'no-letter' });
  });
});

describe('the time of arrival', () => {
  const arrivedAt = async (text: string) => {
    const found = await lettersIn(bytesOf(text));
    return found.ok ? found.value[0]!.arrivedAt?.toISOString() : found.problem;
  };

  test('is the date of the mail', async () => {
    expect(await arrivedAt(writeMail(letter))).toBe('2026-11-22T20:14:00.000Z');
  });

  test('is later where a server on the way says so', async () => {
    const received = [
      'Received: from a by b; Mon, 23 Nov 2026 09:00:00 +0100',
      'Received: from c by a; Sun, 22 Nov 2026 21:20:00 +0100',
      '',
    ].join('\r\n');
    expect(await arrivedAt(received + writeMail(letter))).toBe('2026-11-23T08:00:00.000Z');
  });

  test('is not known of a file without its mail', async () => {
    expect(await arrivedAt(letter.armored)).toBeUndefined();
  });
});
