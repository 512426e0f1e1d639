// R14: real mail programs show the letters of every courier, and what stands outside says nothing.
import { once } from 'node:events';
import { readFile, readdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { createTransport } from 'nodemailer';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerOptions } from 'smtp-server';
import { afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { addressLetter } from '../../src/intake/mail.ts';
import type { OutgoingLetter } from '../../src/intake/mail.ts';
import { outboxTransport } from '../../src/intake/transports/outbox.ts';
import { resendTransport } from '../../src/intake/transports/resend.ts';
import { smtpTransport } from '../../src/intake/transports/smtp.ts';
import type { Transport } from '../../src/intake/transports/transport.ts';
import { decodeFrame } from '../../src/referral/frame.ts';
import type { Referral } from '../../src/referral/referral.ts';
import { parsedByPython, readInNeomutt } from '../support/neomutt.ts';
import { selfSigned } from '../support/self-signed.ts';
import {
  frameOf,
  makeStage,
  newId,
  NOW,
  temporaryFolder,
  testClock,
} from '../unit/intake/stage.ts';
import type { Stage } from '../unit/intake/stage.ts';
import { standInResend } from './stand-in-resend.ts';

let stage: Stage;

vi.setConfig({ testTimeout: 120_000 });

beforeAll(async () => {
  stage = await makeStage();
});

async function letterOf(more: Partial<Referral> = {}, receivedAt = NOW): Promise<OutgoingLetter> {
  const id = newId();
  const frame = decodeFrame(await frameOf(stage.facts, more, id), stage.facts.set);
  if (!frame.ok || frame.value.letters[0] === undefined) throw new Error('No letter was made.');
  return addressLetter(
    { id: Buffer.from(id).toString('hex'), receivedAt },
    frame.value.letters[0],
    { from: 'Post <post@site.example>', to: 'social@example.org' },
  );
}

async function deliver(transport: Transport, letter: OutgoingLetter): Promise<boolean> {
  return (await transport.deliver(letter, AbortSignal.timeout(60_000))).ok;
}

/** A mail server on loopback: what it was sent, and how it was greeted. */
async function mailServer(options: SMTPServerOptions) {
  const mails: string[] = [];
  const greetings: string[] = [];
  const secured: boolean[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    logger: false,
    onData: (stream, session, done) => {
      let text = '';
      stream.on('data', (part: Buffer) => (text += part.toString('latin1')));
      stream.on('end', () => {
        mails.push(text);
        greetings.push(session.hostNameAppearsAs);
        secured.push(session.secure);
        done();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  const listening = server.listen(0, 'localhost');
  await once(listening, 'listening');
  onTestFinished(() => {
    server.close(() => undefined);
  });
  const { port } = listening.address() as AddressInfo;
  return { mails, greetings, secured, url: `smtp://localhost:${port}` };
}

/** The mail that arrives in an inbox, by the courier that carried it. */
const COURIERS: Record<string, (letter: OutgoingLetter) => Promise<string>> = {
  outbox: async (letter) => {
    const folder = await temporaryFolder();
    expect(await deliver(outboxTransport(folder), letter)).toBe(true);
    const [name = ''] = await readdir(folder);
    return readFile(join(folder, name), 'utf8');
  },
  smtp: async (letter) => {
    const { url, mails } = await mailServer({ hideSTARTTLS: true });
    expect(await deliver(smtpTransport(url), letter)).toBe(true);
    return mails[0] ?? '';
  },
  resend: async (letter) => {
    const { baseUrl, mails } = await standInResend();
    const transport = resendTransport({ apiKey: 're_test', baseUrl }, testClock());
    expect(await deliver(transport, letter)).toBe(true);
    // The service makes the mail itself, of a text part and nothing else.
    const told = JSON.parse(mails.get(letter.key) ?? '') as object;
    expect(Object.keys(told).sort()).toEqual(['from', 'subject', 'text', 'to']);
    const service = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
    const { message } = await service.sendMail(told);
    return (message as Buffer).toString();
  },
};

describe.each(Object.entries(COURIERS))('a letter carried by %s (R14)', (courier, carried) => {
  it('is shown by neomutt, with every character as it was written', async () => {
    const ownWords = 'Ring på dagen. أريد أن أتحدث 👍🏽';
    const mail = await carried(await letterOf({ ownWords, locale: 'ar' }));
    const { shown } = readInNeomutt(mail, stage.privateKeys.social);
    expect(shown).toContain('SÅ FÅR VI KONTAKTA');
    expect(shown).toContain('| 070-174 06 05');
    expect(shown).toContain(`| ${ownWords}`);
    expect(shown).not.toContain('BEGIN PGP');
  });

  it('is not shown to who has the key of the other inbox', async () => {
    const letter = await letterOf();
    const { shown, said } = readInNeomutt(await carried(letter), stage.privateKeys.police);
    expect(shown).toContain(`Subject: ${letter.subject}`);
    expect(`${said}\n${shown}`).toMatch(/Could not decrypt PGP message|failed: No secret key/u);
    expect(shown).not.toContain('070-174 06 05');
  });

  it('is read by Python without a defect', async () => {
    const { defects, parts } = parsedByPython(await carried(await letterOf()));
    expect(defects).toEqual([]);
    const encrypted = [
      'multipart/encrypted',
      'application/pgp-encrypted',
      'application/octet-stream',
    ];
    expect(parts).toEqual(courier === 'resend' ? ['text/plain'] : encrypted);
  });
});

describe.each(['outbox', 'smtp'])('outside a letter carried by %s (R14)', (courier) => {
  it('everything is the same but the mark, the Message-ID and the date, and all of one length', async () => {
    const letters = await Promise.all([
      letterOf(),
      letterOf({ ownWords: 'å'.repeat(300), locale: 'ar', interpreter: 'yes' }),
      letterOf({ recipients: 'both', needShelter: 'yes' }, NOW + 86_400_000 * 9),
    ]);
    const mails = await Promise.all(
      letters.map(async (letter) => await COURIERS[courier]?.(letter)),
    );
    const heads = mails.map((mail = '') => mail.slice(0, mail.indexOf('-----BEGIN')));
    const constant = heads.map((head, index) => {
      const letter = letters[index];
      const date = letter?.date.toUTCString().replace('GMT', '+0000') ?? '';
      return [letter?.mark ?? '', letter?.messageId ?? '', date].reduce((text, part) => {
        expect(text.split(part)).toHaveLength(2);
        return text.replace(part, '…');
      }, head);
    });
    expect(new Set(constant).size).toBe(1);
    expect(new Set(mails.map((mail) => mail?.length)).size).toBe(1);
    const names = [...(constant[0] ?? '').split('\r\n\r\n')[0]!.matchAll(/^([\w-]+):/gmu)];
    expect(names.map(([, name]) => name)).toEqual([
      'From',
      'To',
      'Subject',
      'Date',
      'Message-ID',
      'MIME-Version',
      'Content-Type',
    ]);
  });

  it('stands no name of a machine, an account or a program', async () => {
    const mail = (await COURIERS[courier]?.(await letterOf())) ?? '';
    const outside = mail.replace(/-----BEGIN[\s\S]*-----END PGP MESSAGE-----/u, '');
    for (const name of [hostname(), userInfo().username, 'localhost', '127.0.0.1']) {
      expect(outside).not.toContain(name);
    }
    expect(outside).not.toMatch(
      /mailer|user-agent|node|openpgp|version: (?!1\b)|comment:|received:/iu,
    );
    expect(/^Message-ID: <[0-9a-f]{32}@([^>]+)>/mu.exec(mail)?.[1]).toBe('site.example');
  });
});

describe('a mail server that is reached by STARTTLS (R14)', () => {
  const RIGHT = selfSigned('localhost');
  const EXPIRED = selfSigned('localhost', { from: -3, to: -1 });
  const FOREIGN = selfSigned('mail.example.org');
  const STRANGER = selfSigned('localhost');
  const known = getCACertificates('default');

  /** Each fails by one thing only: all but the stranger's are trusted. */
  const trust = () => {
    setDefaultCACertificates([...known, RIGHT.cert, EXPIRED.cert, FOREIGN.cert]);
  };
  afterEach(() => {
    setDefaultCACertificates(known);
  });

  it('gets the letter when its certificate is right, encrypted and without this machine’s name', async () => {
    trust();
    const { url, mails, secured, greetings } = await mailServer(RIGHT);
    const letter = await letterOf();
    expect(await deliver(smtpTransport(`${url}?requireTLS=true`), letter)).toBe(true);
    expect(mails).toHaveLength(1);
    expect(mails[0]).toContain(letter.messageId);
    expect(secured).toEqual([true]);
    expect(greetings).toEqual(['site.example']);
  });

  it.each([
    ['has expired', EXPIRED],
    ['belongs to another host', FOREIGN],
    ['is vouched for by nobody', STRANGER],
  ])('gets nothing when its certificate %s', async (_, certificate) => {
    trust();
    const { url, mails } = await mailServer(certificate);
    for (const query of ['?requireTLS=true', '']) {
      expect(await deliver(smtpTransport(`${url}${query}`), await letterOf())).toBe(false);
    }
    expect(mails).toEqual([]);
  });

  it('gets nothing when it does not offer TLS though it is required', async () => {
    const { url, mails } = await mailServer({ disabledCommands: ['STARTTLS'] });
    expect(await deliver(smtpTransport(`${url}?requireTLS=true`), await letterOf())).toBe(false);
    expect(mails).toEqual([]);
  });
});
