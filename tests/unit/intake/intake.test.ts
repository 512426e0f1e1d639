import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Alarm } from '../../../src/intake/alarm.ts';
import { LATE_MS } from '../../../src/intake/courier.ts';
import type { IntakeFacts } from '../../../src/intake/facts.ts';
import { openIntake } from '../../../src/intake/intake.ts';
import { markOf } from '../../../src/referral/mark.ts';
import type { InboxId } from '../../../src/referral/sealing-set.ts';
import { FORM_PAGE } from './form-page.ts';
import {
  ENDPOINT,
  NOW,
  ORIGIN,
  answerForAll,
  armorIn,
  browserHeaders,
  configFor,
  fieldsPost,
  frameOf,
  framePost,
  makeStage,
  newId,
  openArmored,
  realFacts,
  temporaryFolder,
  testClock,
} from './stage.ts';
import type { Stage } from './stage.ts';

const PATIENCE = { timeout: 5_000 };

let stage: Stage;

beforeAll(async () => {
  stage = await makeStage();
});

interface Setting {
  readonly facts?: IntakeFacts;
  readonly environment?: Record<string, string>;
  readonly spoolIsFile?: boolean;
}

async function open({ facts = stage.facts, environment = {}, spoolIsFile = false }: Setting = {}) {
  const dataDir = await temporaryFolder();
  const clientDir = join(dataDir, 'client');
  await mkdir(join(clientDir, 'sv', 'skriv'), { recursive: true });
  await writeFile(join(clientDir, 'sv', 'skriv', 'index.html'), FORM_PAGE);
  if (!facts.set.demonstration) await answerForAll(dataDir, NOW);
  if (spoolIsFile) await writeFile(join(dataDir, 'spool'), '');
  const clock = testClock();
  const alarms: Alarm[] = [];
  const report = (alarm: Alarm) => alarms.push(alarm);
  const config = configFor(dataDir, environment);
  const intake = await openIntake({ config, facts, clientDir, clock, report });
  return { intake, dataDir, clock, alarms };
}

const listed = (dataDir: string, ...path: string[]) =>
  readdir(join(dataDir, ...path)).catch(() => []);

async function answerOf(response: Response) {
  return { status: response.status, body: await response.text() };
}

const FIELDS = {
  kind: 'self',
  locale: 'sv',
  textVersion: '0123abcd',
  recipients: 'social',
  reach: '070-174 06 05',
};

async function outboxOf(dataDir: string, count: number): Promise<string[]> {
  await vi.waitFor(async () => {
    const mails = await listed(dataDir, 'outbox');
    expect(mails.filter((name) => name.endsWith('.eml'))).toHaveLength(count);
  }, PATIENCE);
  return (await listed(dataDir, 'outbox')).filter((name) => name.endsWith('.eml')).sort();
}

describe('a sealed frame', () => {
  it('is on disk before the answer says received, and never in the clear', async () => {
    const { intake, dataDir } = await open();
    const frame = await frameOf(stage.facts, { ownWords: 'Hemligt ord' });
    const answer = await answerOf(await intake.receive(framePost(frame)));
    expect(answer).toEqual({ status: 202, body: '{"status":"received"}' });
    const [name = ''] = await listed(dataDir, 'spool', 'new');
    const text = await readFile(join(dataDir, 'spool', 'new', name), 'utf8');
    expect(text).not.toContain('Hemligt');
    expect(JSON.parse(text)).toMatchObject({ letters: [{ inbox: 'social' }] });
  });

  it.each([
    ['social', ['social']],
    ['police', ['police']],
    ['both', ['social', 'police']],
  ] as const)('for %s is carried to those inboxes only', async (recipients, inboxes) => {
    const { intake, dataDir } = await open();
    const id = newId();
    intake.start();
    await intake.receive(framePost(await frameOf(stage.facts, { recipients }, id)));
    const names = await outboxOf(dataDir, inboxes.length);
    await intake.stop();
    const digits = Buffer.from(id).toString('hex').slice(0, 8);
    const expected = inboxes.map((inbox: InboxId) => `${markOf(id)}-${inbox}-${digits}.eml`);
    expect(names).toEqual(expected.sort());
    for (const inbox of inboxes) {
      const mail = await readFile(
        join(dataDir, 'outbox', `${markOf(id)}-${inbox}-${digits}.eml`),
        'utf8',
      );
      expect(mail).toContain(`To: ${inbox}@example.org\r\n`);
      const text = await openArmored(armorIn(mail), stage.privateKeys[inbox]);
      expect(text).toContain('SÅ FÅR VI KONTAKTA');
      const other = inbox === 'social' ? 'police' : 'social';
      await expect(openArmored(armorIn(mail), stage.privateKeys[other])).rejects.toThrow();
    }
    expect(await listed(dataDir, 'spool', 'new')).toEqual([]);
    expect(intake.oldestWaitingMs()).toBe(0);
  });

  it('sent again is one letter, before and after delivery (R8)', async () => {
    const { intake, dataDir } = await open();
    const frame = await frameOf(stage.facts);
    const both = await Promise.all([1, 2].map(() => intake.receive(framePost(frame))));
    intake.start();
    await outboxOf(dataDir, 1);
    await vi.waitFor(
      async () => expect(await listed(dataDir, 'spool', 'done')).toHaveLength(1),
      PATIENCE,
    );
    const late = await intake.receive(framePost(frame));
    await intake.stop();
    for (const response of [...both, late]) {
      expect(await answerOf(response)).toEqual({ status: 202, body: '{"status":"received"}' });
    }
    expect(await listed(dataDir, 'outbox')).toHaveLength(1);
    expect(await listed(dataDir, 'spool', 'new')).toEqual([]);
  });

  it('for an inbox that is closed is refused whole, with the letter beside it', async () => {
    const inboxes = stage.facts.inboxes.map((inbox) => ({ ...inbox, open: inbox.id === 'social' }));
    const { intake, dataDir } = await open({ facts: { ...stage.facts, inboxes } });
    const frame = await frameOf(stage.facts, { recipients: 'both' });
    const answer = await answerOf(await intake.receive(framePost(frame)));
    expect(answer).toEqual({ status: 403, body: '{"status":"refused"}' });
    expect(await listed(dataDir, 'spool', 'new')).toEqual([]);
  });

  it('that cannot be stored is answered “not stored”, and stored when the disk works again', async () => {
    const { intake, alarms } = await open({ spoolIsFile: true });
    const frame = await frameOf(stage.facts);
    const answer = await answerOf(await intake.receive(framePost(frame)));
    expect(answer).toEqual({ status: 503, body: '{"status":"not-stored"}' });
    expect(intake.open()).toBe(false);
    expect(alarms).toEqual(['spool-failed', 'closed-spool-failed', 'spool-failed']);
  });
});

describe('where a request comes from (R12)', () => {
  it.each([
    ['this machine by number', ORIGIN, {}],
    ['this machine by name', 'http://localhost:4321', {}],
    ['this machine by IPv6', 'http://[::1]:4321', {}],
    ['an alias', 'https://alias.example', { SITE_ALIASES: 'https://alias.example' }],
  ])('%s is its own page', async (_, origin, environment: Record<string, string>) => {
    const { intake } = await open({ environment });
    const request = framePost(await frameOf(stage.facts), { Origin: origin });
    expect((await intake.receive(request)).status).toBe(202);
  });

  it('behind a TLS proxy is the public address, not this machine', async () => {
    const real = realFacts(stage.facts);
    const environment = { SITE_URL: 'https://example.org' };
    const { intake } = await open({ facts: real, environment });
    const post = async (origin: string) =>
      (await intake.receive(framePost(await frameOf(real), { Origin: origin }))).status;
    expect(await post('https://example.org')).toBe(202);
    expect(await post('http://example.org')).toBe(403);
    expect(await post(ORIGIN)).toBe(403);
  });

  it.each([
    ['a foreign page', { Origin: 'https://evil.example' }],
    ['a page that hides its origin', { Origin: 'null' }],
    ['another port', { Origin: 'http://127.0.0.1:9999' }],
    ['a like-named host', { Origin: 'http://127.0.0.1.evil.example:4321' }],
    ['a cross-site request', { 'Sec-Fetch-Site': 'cross-site' }],
    ['a same-site request', { 'Sec-Fetch-Site': 'same-site' }],
    ['no page at all', { 'Sec-Fetch-Site': 'none' }],
  ])('%s is refused', async (_, headers) => {
    const { intake, dataDir } = await open();
    const request = framePost(await frameOf(stage.facts), headers);
    const answer = await answerOf(await intake.receive(request));
    expect(answer).toEqual({ status: 403, body: '{"status":"refused"}' });
    expect(await listed(dataDir, 'spool', 'new')).toEqual([]);
  });

  it('without an Origin is refused, and without Sec-Fetch-Site is not', async () => {
    const { intake } = await open();
    const without = async (name: string) => {
      const request = framePost(await frameOf(stage.facts));
      request.headers.delete(name);
      return (await intake.receive(request)).status;
    };
    expect(await without('Origin')).toBe(403);
    expect(await without('Sec-Fetch-Site')).toBe(202);
  });

  it('is judged for a form without JavaScript too', async () => {
    const { intake } = await open();
    const request = fieldsPost(FIELDS);
    request.headers.set('Origin', 'https://evil.example');
    const response = await intake.receive(request);
    expect(response.status).toBe(403);
    const html = await response.text();
    expect(html).toContain('112');
    expect(html).not.toContain('070-174');
  });
});

describe('every answer', () => {
  it('is kept by nobody on the way', async () => {
    const { intake } = await open();
    const wrong = new Request(ENDPOINT);
    const requests = [framePost(await frameOf(stage.facts)), fieldsPost({}), wrong];
    for (const request of [...requests, fieldsPost(FIELDS)]) {
      const response = await intake.receive(request);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('set-cookie')).toBeNull();
    }
  });

  it('to another method is constant', async () => {
    const { intake } = await open();
    for (const method of ['GET', 'PUT', 'DELETE', 'OPTIONS']) {
      const response = await intake.receive(new Request(ENDPOINT, { method }));
      expect(response.headers.get('allow')).toBe('POST');
      expect(await answerOf(response)).toEqual({ status: 405, body: '{"status":"refused"}' });
    }
  });
});

describe('an intake that is closed (R3)', () => {
  const closed = { environment: { HOST: '0.0.0.0' } };

  it('takes no frame', async () => {
    const { intake, dataDir } = await open(closed);
    expect(intake.open()).toBe(false);
    const answer = await answerOf(await intake.receive(framePost(await frameOf(stage.facts))));
    expect(answer).toEqual({ status: 403, body: '{"status":"refused"}' });
    expect(await listed(dataDir, 'spool', 'new')).toEqual([]);
  });

  it('shows the telephone numbers to a person without JavaScript', async () => {
    const { intake, dataDir } = await open(closed);
    const request = fieldsPost(FIELDS);
    request.headers.set('Origin', 'http://0.0.0.0:4321');
    const response = await intake.receive(request);
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('<section data-not-sent="">');
    expect(await listed(dataDir, 'spool', 'new')).toEqual([]);
  });

  it('says at start which certificate rule closed it', async () => {
    const inboxes = stage.facts.inboxes.map((inbox) => ({
      ...inbox,
      certificates: [{ expires: '2026-11-22T19:59:59.000Z' }],
    }));
    const { intake, alarms } = await open({ facts: { ...stage.facts, inboxes } });
    expect(intake.open()).toBe(false);
    expect(alarms).toEqual(['closed-certificate-expired']);
  });
});

describe('letters that do not go out', () => {
  const broken = { COURIER: 'smtp', SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'post@a.example' };

  it('are kept, and the next sender is told so', async () => {
    const { intake, alarms } = await open({ environment: broken });
    intake.start();
    const first = await intake.receive(framePost(await frameOf(stage.facts)));
    expect(await first.json()).toEqual({ status: 'received' });
    await vi.waitFor(() => expect(alarms).toContain('courier-later'), PATIENCE);
    const second = await intake.receive(framePost(await frameOf(stage.facts)));
    expect(await answerOf(second)).toEqual({ status: 202, body: '{"status":"kept"}' });
    const page = await intake.receive(fieldsPost(FIELDS));
    const sent = intake.sentPage(new URL(page.headers.get('location') ?? '', ORIGIN));
    expect(sent).toContain('Mottaget och sparat');
    await intake.stop();
  });

  it('because no address is known wait until one is', async () => {
    const inboxes = stage.facts.inboxes.map((inbox) => ({ ...inbox, address: null }));
    const facts = { ...stage.facts, inboxes };
    const { intake, alarms, dataDir } = await open({ facts, environment: broken });
    intake.start();
    await intake.receive(framePost(await frameOf(stage.facts)));
    await vi.waitFor(() => {
      expect(alarms).toEqual(['courier-configuration']);
    }, PATIENCE);
    await intake.stop();
    expect(await listed(dataDir, 'spool', 'new')).toHaveLength(1);
  });

  it('for 12 hours make the page give way to telephone numbers, and open forms still count', async () => {
    const { intake, clock } = await open();
    await intake.receive(framePost(await frameOf(stage.facts)));
    clock.advance(LATE_MS);
    expect(intake.open()).toBe(true);
    clock.advance(1);
    expect(intake.open()).toBe(false);
    expect(intake.oldestWaitingMs()).toBe(LATE_MS + 1);
    const late = await intake.receive(framePost(await frameOf(stage.facts)));
    expect(await answerOf(late)).toEqual({ status: 202, body: '{"status":"kept"}' });
  });
});

describe('a form without JavaScript', () => {
  it('leads on to a page with the mark, so that reloading sends nothing', async () => {
    const { intake, dataDir } = await open();
    const response = await intake.receive(fieldsPost(FIELDS));
    expect(response.status).toBe(303);
    const location = response.headers.get('location') ?? '';
    expect(location).toMatch(/^\/sv\/skriv\/\?k=[2-9A-Z]{2}-[2-9A-Z]{2}\.[\w-]{22}$/u);
    const [name = ''] = await listed(dataDir, 'spool', 'new');
    const mark = markOf(Buffer.from(name.slice(0, 32), 'hex'));
    const html = intake.sentPage(new URL(location, ORIGIN));
    expect(html).toMatch(
      new RegExp(`<h1>Mottaget</h1><p>Märke: <span data-mark[^>]*>${mark}<`, 'u'),
    );
  });

  it('is the same letter as with JavaScript, and says how it was sealed', async () => {
    const { intake, dataDir } = await open();
    intake.start();
    await intake.receive(fieldsPost({ ...FIELDS, ownWords: 'Ring på dagen.' }));
    const [name = ''] = await outboxOf(dataDir, 1);
    await intake.stop();
    const mail = await readFile(join(dataDir, 'outbox', name), 'utf8');
    const text = await openArmored(armorIn(mail), stage.privateKeys.social);
    expect(text).toContain('Ring på dagen.');
    expect(text).toContain('utan JavaScript');
    expect(text).toContain('Vid sitt val fick avsändaren veta:\n”Råd & stöd.”\n');
  });

  it('posted twice is one letter', async () => {
    const { intake, dataDir } = await open();
    const answers = [
      await intake.receive(fieldsPost(FIELDS)),
      await intake.receive(fieldsPost(FIELDS)),
    ];
    expect(new Set(answers.map(({ headers }) => headers.get('location'))).size).toBe(1);
    expect(await listed(dataDir, 'spool', 'new')).toHaveLength(1);
  });

  it('without a way to answer comes back with a sentence beside the field, and nothing lost', async () => {
    const { intake, dataDir } = await open();
    const fields = { ...FIELDS, reach: '', ownWords: 'Ring <b>inte</b>' };
    const response = await intake.receive(fieldsPost(fields));
    const html = await response.text();
    expect(response.status).toBe(422);
    const [summary = ''] = /<div[^>]*data-error-summary[^>]*>/u.exec(html) ?? [];
    expect(summary).toContain('autofocus');
    expect(summary).not.toContain('hidden');
    expect(html).toContain('Ring &lt;b&gt;inte&lt;/b&gt;</textarea>');
    expect(await listed(dataDir, 'spool', 'new')).toEqual([]);
  });

  it('choosing an inbox that is closed comes back with a sentence', async () => {
    const inboxes = stage.facts.inboxes.map((inbox) => ({ ...inbox, open: inbox.id === 'social' }));
    const { intake } = await open({ facts: { ...stage.facts, inboxes } });
    const response = await intake.receive(fieldsPost({ ...FIELDS, recipients: 'police' }));
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('Välj en av dem.');
  });

  it('with a filled trap is not sent, and the trap is emptied for a second try', async () => {
    const { intake, dataDir } = await open();
    const response = await intake.receive(fieldsPost({ ...FIELDS, website: 'x' }));
    const html = await response.text();
    expect(html).toContain('<section data-not-sent="">');
    expect(html).not.toContain('value="x"');
    expect(await listed(dataDir, 'spool', 'new')).toEqual([]);
  });

  it('that cannot be stored comes back with the numbers and the text', async () => {
    const { intake } = await open({ spoolIsFile: true });
    const response = await intake.receive(fieldsPost({ ...FIELDS, ownWords: 'Min text' }));
    const html = await response.text();
    expect(response.status).toBe(503);
    expect(html).toContain('<section data-not-sent="">');
    expect(html).toContain('Min text</textarea>');
  });

  it('in a language without a page is still answered with a mark or a number to call', async () => {
    const { intake } = await open();
    const sent = await intake.receive(fieldsPost({ ...FIELDS, locale: 'en' }));
    expect(sent.status).toBe(200);
    expect(await sent.text()).toMatch(/received: [2-9A-Z]{2}-[2-9A-Z]{2}/u);
    const wrong = await intake.receive(fieldsPost({ ...FIELDS, locale: 'en', reach: '' }));
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain('112');
  });

  it('shows no outcome for an address that nobody was led to', async () => {
    const { intake } = await open();
    const response = await intake.receive(fieldsPost(FIELDS));
    const address = new URL(response.headers.get('location') ?? '', ORIGIN);
    const changed = (search: string, path = address.pathname) =>
      intake.sentPage(new URL(`${path}${search}`, ORIGIN));
    expect(changed('')).toBeNull();
    expect(changed('?k=K7-42')).toBeNull();
    expect(changed(`?k=K7-42.${'A'.repeat(22)}`)).toBeNull();
    expect(changed(address.search, '/sv/')).toBeNull();
    expect(changed(address.search.slice(0, -1))).toBeNull();
    expect(changed(address.search)).not.toBeNull();
  });
});

describe('bodies that are no form', () => {
  it('of a kind the site does not send are refused', async () => {
    const { intake } = await open();
    const frame = await frameOf(stage.facts);
    for (const type of ['multipart/form-data; boundary=x', 'text/plain', 'application/json', '']) {
      const request = framePost(frame, { 'Content-Type': type });
      const answer = await answerOf(await intake.receive(request));
      expect(answer).toEqual({ status: 415, body: '{"status":"refused"}' });
    }
  });

  it('beyond 16 kB are refused unread', async () => {
    const { intake } = await open();
    const response = await intake.receive(fieldsPost({ ...FIELDS, ownWords: 'a'.repeat(16_384) }));
    expect(response.status).toBe(413);
    expect(response.headers.get('connection')).toBe('close');
  });

  it('that arrive too slowly are given up after 30 seconds', async () => {
    const { intake } = await open();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const frame = await frameOf(stage.facts);
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => {
          controller.enqueue(frame.subarray(0, 100));
        },
      });
      const request = new Request(ENDPOINT, {
        method: 'POST',
        headers: browserHeaders(frame),
        body,
        duplex: 'half',
      } as RequestInit);
      const answer = intake.receive(request);
      await vi.advanceTimersByTimeAsync(30_000);
      expect(await answerOf(await answer)).toEqual({ status: 408, body: '{"status":"refused"}' });
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('the place of the spool', () => {
  const start = (dataDir: string, environment: Record<string, string>, alarms: Alarm[]) =>
    openIntake({
      config: configFor(dataDir, environment),
      facts: stage.facts,
      clientDir: join(dataDir, 'client'),
      report: (alarm) => alarms.push(alarm),
    });

  it('is refused to a second server, with a sentence that says what to do, until the first has ended', async () => {
    const { intake, dataDir } = await open();
    await expect(start(dataDir, {}, [])).rejects.toThrow(
      `Another server uses ${join(dataDir, 'spool')}. Stop it, or set DATA_DIR to another folder`,
    );
    await intake.stop();
    const second = await start(dataDir, {}, []);
    expect(second.open()).toBe(true);
    await second.stop();
  });

  it('is asked for once at a start', async () => {
    const dataDir = await temporaryFolder();
    const asked = join(dataDir, 'asked');
    const path = process.env.PATH ?? '';
    const script = `#!/bin/sh\necho once >> '${asked}'\nPATH='${path}' exec flock "$@"\n`;
    await writeFile(join(dataDir, 'flock'), script, { mode: 0o755 });
    vi.stubEnv('PATH', `${dataDir}:${path}`);
    onTestFinished(() => void vi.unstubAllEnvs());
    const intake = await start(dataDir, {}, []);
    expect(intake.open()).toBe(true);
    expect(await readFile(asked, 'utf8')).toBe('once\n');
    await intake.stop();
  });

  it.each(['new', 'aside'])(
    'with letters left in %s/ raises the alarm where a database is used',
    async (folder) => {
      const { intake, dataDir } = await open();
      await intake.stop();
      const environment = { SPOOL_URL: 'postgres://127.0.0.1:1/none' };
      const before: Alarm[] = [];
      await (await start(dataDir, environment, before)).stop();
      expect(before).not.toContain('spool-left-behind');
      await writeFile(join(dataDir, 'spool', folder, `${'a'.repeat(32)}.json`), '{}');
      const alarms: Alarm[] = [];
      await (await start(dataDir, environment, alarms)).stop();
      expect(alarms).toContain('spool-left-behind');
    },
  );
});
