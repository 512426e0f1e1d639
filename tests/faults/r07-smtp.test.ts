import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { hostname } from 'node:os';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerOptions } from 'smtp-server';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { LATE_MS } from '../../src/intake/courier.ts';
import { smtpTransport } from '../../src/intake/transports/smtp.ts';
import { freePort } from '../support/programs.ts';
import { armorIn, makeStage, openArmored } from '../unit/intake/stage.ts';
import type { Stage } from '../unit/intake/stage.ts';
import { carrying } from './carrying.ts';

let stage: Stage;

// Servers in processes of their own take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

beforeAll(async () => {
  stage = await makeStage();
});

/** What the relay does once it has the whole mail. */
type Conduct = 'accept' | 'drop' | number;

interface Mail {
  readonly text: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly greeting: string;
  readonly taken: boolean;
}

/** A relay on loopback that does as told with each mail, then accepts. */
async function relay(conduct: Conduct[] = [], more: SMTPServerOptions = {}) {
  const mails: Mail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    disableReverseLookup: true,
    logger: false,
    onData: (stream, session, done) => {
      let text = '';
      stream.on('data', (part: Buffer) => (text += part.toString('latin1')));
      stream.on('end', () => {
        const next = conduct.shift() ?? 'accept';
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({
          text,
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          greeting: session.hostNameAppearsAs,
          taken: typeof next !== 'number',
        });
        if (next === 'drop')
          server.connections.forEach((connection) => connection._socket.destroy());
        else if (next === 'accept') done();
        else done(Object.assign(new Error('no'), { responseCode: next }));
      });
    },
    ...more,
  });
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  onTestFinished(() => {
    server.close(() => undefined);
  });
  const { port } = listening.address() as AddressInfo;
  return { mails, port, url: `smtp://127.0.0.1:${port}` };
}

const begin = (url: string) => carrying(stage, () => smtpTransport(url));

const messageIdIn = ({ text }: Mail) => /^Message-ID: (.+)\r$/mu.exec(text)?.[1];

describe('an SMTP relay', () => {
  it('gets true PGP/MIME in an envelope of its own, and not the name of this machine', async () => {
    const { mails, url } = await relay();
    const { store, tryFor, spool } = await begin(url);
    await store();
    await tryFor(1);
    expect(spool.waiting()).toEqual([]);
    const [mail] = mails;
    expect(mail).toMatchObject({
      from: 'post@site.example',
      to: ['social@example.org'],
      greeting: 'site.example',
    });
    const text = mail?.text ?? '';
    expect(text).toContain(
      'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"',
    );
    const [head = ''] = text.split('\r\n\r\n');
    expect(head).not.toMatch(/mailer|user-agent|node/iu);
    expect(head).not.toContain(hostname());
    expect(await openArmored(armorIn(text), stage.privateKeys.social)).toContain('SÅ FÅR VI');
  });

  it.each<[string, Conduct, 'courier-later' | 'courier-configuration', number]>([
    ['451 after the mail', 451, 'courier-later', 1],
    ['421 after the mail', 421, 'courier-later', 1],
    ['a dropped line after taking the mail', 'drop', 'courier-later', 2],
    ['550 after the mail', 550, 'courier-configuration', 1],
  ])(
    'that answers %s gets the same mail with the same Message-ID again',
    async (_, conduct, alarm, taken) => {
      const { mails, url } = await relay([conduct]);
      const { store, tryFor, spool, alarms, courier } = await begin(url);
      await store();
      await tryFor(1);
      expect(spool.waiting()).toHaveLength(1);
      expect(courier.inTrouble).toBe(true);
      expect(alarms).toEqual([alarm]);
      await tryFor(1);
      expect(spool.waiting()).toEqual([]);
      expect(mails.filter((mail) => mail.taken)).toHaveLength(taken);
      expect(mails).toHaveLength(2);
      expect(new Set(mails.map(messageIdIn)).size).toBe(1);
      expect(new Set(mails.map(({ text }) => text)).size).toBe(1);
    },
  );

  it('that refuses the password keeps the letter and raises the alarm', async () => {
    let right = 'other';
    const { mails, port } = await relay([], {
      authOptional: false,
      allowInsecureAuth: true,
      authMethods: ['PLAIN'],
      onAuth: ({ password }, _session, done) => {
        if (password === right) done(null, { user: 'post' });
        else done(Object.assign(new Error('no'), { responseCode: 535 }));
      },
    });
    const { store, tryFor, alarms, spool } = await begin(`smtp://post:secret@127.0.0.1:${port}`);
    await store();
    await tryFor(3);
    expect(alarms).toEqual(Array.from({ length: 3 }, () => 'courier-configuration'));
    expect(spool.waiting()).toHaveLength(1);
    right = 'secret';
    await tryFor(1);
    expect(mails).toHaveLength(1);
    expect(spool.waiting()).toEqual([]);
  });

  it.each(['', '?requireTLS=false', '?ignoreTLS=true', '?opportunisticTLS=true'])(
    'whose STARTTLS somebody strips gets neither password nor letter, and an alarm that says so (%s)',
    async (query) => {
      const words: string[] = [];
      const { mails, port } = await relay([], {
        disabledCommands: ['STARTTLS'],
        authOptional: false,
        allowInsecureAuth: true,
        authMethods: ['PLAIN'],
        onAuth: ({ password }, _session, done) => {
          words.push(password ?? '');
          done(null, { user: 'post' });
        },
      });
      // No loopback address by its name, and yet on this machine.
      const url = `smtp://post:secret@0.0.0.0:${port}${query}`;
      const { store, tryFor, alarms, spool } = await begin(url);
      await store();
      await tryFor(1);
      expect(spool.waiting()).toHaveLength(1);
      expect([mails, words]).toEqual([[], []]);
      expect(alarms).toEqual(['courier-configuration']);
      const problems = readFileSync('docs/PROBLEMS.md', 'utf8');
      expect(/^\| `courier-configuration` .*$/mu.exec(problems)?.[0]).toContain('STARTTLS');
    },
  );

  it('that refuses the address keeps the letter and raises the alarm', async () => {
    const { mails, url } = await relay([], {
      onRcptTo: (_address, _session, done) => {
        done(Object.assign(new Error('no'), { responseCode: 550 }));
      },
    });
    const { store, tryFor, alarms, spool } = await begin(url);
    await store();
    await tryFor(1);
    expect(alarms).toEqual(['courier-configuration']);
    expect(spool.waiting()).toHaveLength(1);
    expect(mails).toEqual([]);
  });

  it('that is not there, hangs, or shows a certificate nobody signed gets no letter and loses none', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    onTestFinished(() => {
      silent.close();
    });
    const { port } = silent.address() as AddressInfo;
    const secure = await relay([], { secure: true });
    const urls = [
      `smtp://127.0.0.1:${await freePort()}`,
      `smtp://127.0.0.1:${port}`,
      `smtps://127.0.0.1:${secure.port}`,
      `smtp://127.0.0.1:${(await relay()).port}?requireTLS=true`,
    ];
    for (const url of urls) {
      const { store, tryFor, spool, courier } = await begin(url);
      await store();
      await tryFor(1);
      expect(spool.waiting()).toHaveLength(1);
      expect(courier.inTrouble).toBe(true);
    }
    expect(secure.mails).toEqual([]);
    connect(port, '127.0.0.1').destroy();
  });

  it('gets a notice before a letter that comes late', async () => {
    const { mails, url } = await relay();
    const { store, tryFor, clock, spool } = await begin(url);
    await store();
    clock.advance(LATE_MS + 1);
    await tryFor(1);
    expect(spool.waiting()).toEqual([]);
    expect(mails.map(({ text }) => /^Content-Type: ([\w/]+)/mu.exec(text)?.[1])).toEqual([
      'text/plain',
      'multipart/encrypted',
    ]);
    expect(new Set(mails.map(({ to }) => to[0]))).toEqual(new Set(['social@example.org']));
  });

  it('for letters to both: one that fails does not send the other twice', async () => {
    const { mails, url } = await relay(['accept', 451]);
    const { store, tryFor, spool } = await begin(url);
    await store({ recipients: 'both' });
    await tryFor(1);
    expect(spool.waiting()).toHaveLength(1);
    expect(spool.waiting()[0]?.inboxes).toHaveLength(1);
    await tryFor(2);
    expect(spool.waiting()).toEqual([]);
    expect(
      mails
        .filter(({ taken }) => taken)
        .map(({ to }) => to[0])
        .sort(),
    ).toEqual(['police@example.org', 'social@example.org']);
  });
});
