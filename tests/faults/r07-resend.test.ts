import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { LATE_MS } from '../../src/intake/courier.ts';
import { digestOf } from '../../src/intake/mail.ts';
import { readSpoolText } from '../../src/intake/spool-file.ts';
import { resendTransport } from '../../src/intake/transports/resend.ts';
import { markOf } from '../../src/referral/mark.ts';
import { armorIn, frameOf, makeStage, openArmored } from '../unit/intake/stage.ts';
import type { Stage } from '../unit/intake/stage.ts';
import { carrying } from './carrying.ts';
import { namesIn, post, startServer } from './server-process.ts';
import { standInResend } from './stand-in-resend.ts';
import type { Conduct } from './stand-in-resend.ts';

const payloadSchema = z.strictObject({
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
});

let stage: Stage;

// Servers in processes of their own take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

beforeAll(async () => {
  stage = await makeStage();
});

async function begin(...conduct: Conduct[]) {
  const resend = await standInResend(...conduct);
  const account = { apiKey: 're_test', baseUrl: resend.baseUrl };
  const all = await carrying(stage, (clock) => resendTransport(account, clock));
  return { resend, ...all };
}

const problem = (status: number, name: string, headers = {}): Conduct => ({
  status,
  body: { statusCode: status, name, message: 'x' },
  headers,
});

/** A service that is away for so many requests. */
const down = (requests: number): Conduct[] =>
  Array.from({ length: requests }, () => ({ status: 500, body: '' }));

/** The key that a relay gets with a letter to social services. */
const keyOf = (id: string): string => digestOf(`${id}-social`);

/** The keys of the letters among the mails; what goes before a late one is left out. */
const lettersIn = (mails: ReadonlyMap<string, string>): string[] =>
  [...mails.keys()].filter((key) => !key.startsWith('late-'));

describe('Resend', () => {
  it('gets the armor as the only text, a neutral subject, and nothing to fetch', async () => {
    const { resend, store, tryFor, spool } = await begin();
    const id = await store();
    await tryFor(1);
    expect(spool.waiting()).toEqual([]);
    const [request] = resend.received;
    expect(request).toMatchObject({
      key: keyOf(id),
      path: '/emails',
      authorization: 'Bearer re_test',
    });
    const payload = payloadSchema.parse(JSON.parse(request?.body ?? ''));
    expect(payload).toMatchObject({
      from: 'Post <post@site.example>',
      to: ['social@example.org'],
    });
    expect(payload.subject).toMatch(/^Post [2-9A-Z]{2}-[2-9A-Z]{2}$/u);
    expect(payload.text).toMatch(/^-----BEGIN PGP MESSAGE-----\n[\s\S]+END PGP MESSAGE-----\n$/u);
    const text = await openArmored(armorIn(payload.text), stage.privateKeys.social);
    expect(text).toContain('SÅ FÅR VI KONTAKTA');
  });

  it.each<[string, Conduct, 'courier-later' | 'courier-configuration']>([
    ['500 as HTML', { status: 500, body: '<html>Oh no</html>' }, 'courier-later'],
    ['502 as JSON of another kind', { status: 502, body: 'null' }, 'courier-later'],
    ['503 as a JSON text', { status: 503, body: '"busy"' }, 'courier-later'],
    ['a reset', 'reset', 'courier-later'],
    ['a hang', 'hang', 'courier-later'],
    ['200 with bad JSON, after taking it', 'accept-then-nonsense', 'courier-later'],
    ['a reset after taking it', 'accept-then-reset', 'courier-later'],
    ['429', problem(429, 'rate_limit_exceeded', { 'Retry-After': '2' }), 'courier-later'],
    ['409 at the same moment', problem(409, 'concurrent_idempotent_requests'), 'courier-later'],
    ['409 with other bytes', problem(409, 'invalid_idempotent_request'), 'courier-configuration'],
    ['401', problem(401, 'missing_api_key'), 'courier-configuration'],
    ['403', problem(403, 'invalid_api_key'), 'courier-configuration'],
    ['422', problem(422, 'validation_error'), 'courier-configuration'],
    ['the daily quota', problem(429, 'daily_quota_exceeded'), 'courier-configuration'],
    ['the monthly quota', problem(429, 'monthly_quota_exceeded'), 'courier-configuration'],
  ])(
    'that answers %s gets the same letter again, and one mail goes out',
    async (_, conduct, alarm) => {
      const { resend, store, tryFor, spool, courier, alarms } = await begin(conduct, conduct);
      const id = await store();
      await tryFor(1);
      expect(spool.waiting()).toHaveLength(1);
      expect(courier.inTrouble).toBe(true);
      expect(alarms).toEqual([alarm]);
      await tryFor(2);
      expect(spool.waiting()).toEqual([]);
      expect(courier.inTrouble).toBe(false);
      expect(resend.received).toHaveLength(3);
      expect(new Set(resend.received.map(({ key }) => key))).toEqual(new Set([keyOf(id)]));
      expect(new Set(resend.received.map(({ body }) => body)).size).toBe(1);
      expect(resend.mails.size).toBe(1);
    },
  );

  it('that is away for three days loses no letter', async () => {
    const { resend, store, tryFor, spool } = await begin(...down(1_000));
    for (let count = 0; count < 5; count += 1) await store({ recipients: 'both' });
    await tryFor(72);
    expect(spool.waiting()).toHaveLength(5);
    resend.conduct.length = 0;
    await tryFor(10);
    expect(spool.waiting()).toEqual([]);
    expect(lettersIn(resend.mails)).toHaveLength(10);
  });

  it('that is away for weeks has every letter set aside whole, and raises the alarm', async () => {
    const { store, tryFor, spool, folder, alarms } = await begin(...down(5_000));
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) ids.push(await store({ recipients: 'both' }));
    await tryFor(73);
    expect(spool.waiting()).toHaveLength(5);
    await tryFor(327);
    expect(spool.waiting()).toEqual([]);
    expect(alarms).toContain('letter-set-aside');
    const names = await namesIn(folder, 'aside');
    expect(names.sort()).toEqual(ids.map((id) => `${id}.json`).sort());
    for (const id of ids) {
      const text = await readFile(join(folder, 'aside', `${id}.json`), 'utf8');
      expect(readSpoolText(id, text)?.letters).toHaveLength(2);
    }
    const counts = { accepted: 5, delivered: 0, waiting: 0, oldestWaitingMs: 0, setAside: 5 };
    expect(await spool.counts()).toEqual(counts);
  });

  it('is left alone for as long as it asks', async () => {
    const retry = problem(429, 'rate_limit_exceeded', { 'Retry-After': '120' });
    const { resend, store, courier, clock } = await begin(retry);
    await store();
    await store();
    await courier.carryDue();
    clock.advance(119_000);
    await courier.carryDue();
    expect(resend.received).toHaveLength(1);
    clock.advance(1_000);
    await courier.carryDue();
    expect(resend.mails.size).toBe(2);
  });

  it('that asks with a date is left alone until then', async () => {
    const date = new Date(Date.parse('2026-11-22T20:05:00Z')).toUTCString();
    const retry = problem(503, 'service_unavailable', { 'Retry-After': date });
    const { resend, store, courier, clock } = await begin(retry);
    await store();
    await courier.carryDue();
    clock.advance(299_000);
    await courier.carryDue();
    expect(resend.received).toHaveLength(1);
    clock.advance(1_000);
    await courier.carryDue();
    expect(resend.mails.size).toBe(1);
  });

  it('that refuses one letter still gets the others', async () => {
    const { resend, store, courier, spool } = await begin(problem(422, 'validation_error'));
    const refused = await store();
    for (let count = 0; count < 4; count += 1) await store();
    await courier.carryDue();
    expect(resend.mails.size).toBe(4);
    expect(spool.waiting().map(({ id }) => id)).toEqual([refused]);
  });

  it('that hangs holds up stopping for a moment only', async () => {
    const { courier, store, spool } = await begin('hang');
    await store();
    courier.start();
    await new Promise((resolve) => setTimeout(resolve, 100));
    const began = performance.now();
    await courier.stop();
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(spool.waiting()).toHaveLength(1);
  });
});

describe('the second courier (R7)', () => {
  const beginWithSecond = async (...conduct: Conduct[]) => {
    const first = await standInResend(...conduct);
    const second = await standInResend();
    const account = (baseUrl: string) => ({ apiKey: 're_test', baseUrl });
    const all = await carrying(
      stage,
      (clock) => resendTransport(account(first.baseUrl), clock),
      (clock) => resendTransport(account(second.baseUrl), clock),
    );
    return { first, second, ...all };
  };

  it('takes over at 20 hours, and the first is not asked for that letter again', async () => {
    const { first, second, store, tryFor, spool, alarms } = await beginWithSecond(...down(500));
    const id = await store();
    await tryFor(20);
    expect(second.received).toEqual([]);
    const asked = first.received.length;
    await tryFor(1);
    expect(second.received).toEqual([]);
    await tryFor(1);
    expect(lettersIn(second.mails)).toEqual([keyOf(id)]);
    expect(first.received).toHaveLength(asked + 2);
    expect(spool.waiting()).toEqual([]);
    expect(alarms).toContain('courier-second');
  });

  it('is not asked while the first delivers', async () => {
    const { first, second, store, tryFor } = await beginWithSecond();
    await store();
    await tryFor(30);
    expect(first.mails.size).toBe(1);
    expect(second.received).toEqual([]);
  });

  it('that is away too has its letters set aside after 72 hours', async () => {
    const { second, store, tryFor, spool, alarms } = await beginWithSecond(...down(500));
    second.conduct.push(...down(500));
    await store();
    await tryFor(73);
    expect(spool.waiting()).toHaveLength(1);
    await tryFor(2);
    expect(spool.waiting()).toEqual([]);
    expect(alarms).toContain('letter-set-aside');
  });
});

describe('a letter that comes late', () => {
  it('is preceded by a notice with its mark, once, however often the letter fails', async () => {
    const { resend, store, tryFor, clock } = await begin();
    const id = await store();
    clock.advance(LATE_MS + 1);
    resend.conduct.push('accept', { status: 500, body: '' }, { status: 500, body: '' });
    await tryFor(4);
    const order = resend.received.map(({ key }) => key);
    expect(order).toEqual([`late-${keyOf(id)}`, ...['', '', ''].map(() => keyOf(id))]);
    const notice = payloadSchema.parse(JSON.parse(resend.received[0]?.body ?? ''));
    const mark = markOf(Buffer.from(id, 'hex'));
    expect(notice.subject).toBe(`Post ${mark}`);
    expect(notice.text).toContain('FÖRSENAT: ring inte utan att kontrollera tiderna.');
    expect(notice.text).toContain(mark);
    expect(notice.text).not.toContain('@');
  });

  it('goes out all the same when its notice hangs', async () => {
    const { resend, store, tryFor, clock, spool, alarms } = await begin();
    await store();
    clock.advance(LATE_MS + 1);
    resend.conduct.push('hang');
    await tryFor(1);
    expect(spool.waiting()).toEqual([]);
    expect(lettersIn(resend.mails)).toHaveLength(1);
    expect(alarms).toEqual(['late-notice-not-sent']);
  });

  it('goes out all the same when its notice does not', async () => {
    const { resend, store, tryFor, clock, spool, alarms } = await begin();
    await store();
    clock.advance(LATE_MS + 1);
    resend.conduct.push({ status: 500, body: '' });
    await tryFor(1);
    expect(spool.waiting()).toEqual([]);
    expect(lettersIn(resend.mails)).toHaveLength(1);
    expect(alarms).toEqual(['late-notice-not-sent']);
  });

  it('is not marked at exactly 12 hours', async () => {
    const { resend, store, tryFor, clock } = await begin();
    const id = await store();
    clock.advance(LATE_MS);
    await tryFor(1);
    expect(resend.received.map(({ key }) => key)).toEqual([keyOf(id)]);
  });
});

describe('a running server with Resend', () => {
  const environmentFor = (baseUrl: string) => ({
    COURIER: 'resend',
    RESEND_API_KEY: 're_test',
    RESEND_BASE_URL: baseUrl,
    MAIL_FROM: 'Post <post@site.example>',
  });

  it('tries again by itself and tells the next sender “kept” meanwhile', async () => {
    const resend = await standInResend({ status: 500, body: 'no' });
    const environment = environmentFor(resend.baseUrl);
    const server = await startServer({ facts: stage.facts, environment });
    const first = await post(server.port, await frameOf(stage.facts));
    expect(first.body).toBe('{"status":"received"}');
    await vi.waitFor(() => {
      expect(server.problems()).toEqual(['courier-later']);
    }, 5_000);
    resend.conduct.push('reset');
    const second = await post(server.port, await frameOf(stage.facts));
    expect(second).toMatchObject({ status: 202, body: '{"status":"kept"}' });
    await vi.waitFor(() => {
      expect(resend.mails.size).toBe(2);
    }, 15_000);
    await vi.waitFor(async () => {
      expect(await namesIn(server.dataDir, 'spool', 'new')).toEqual([]);
    }, 5_000);
    const third = await post(server.port, await frameOf(stage.facts));
    expect(third.body).toBe('{"status":"received"}');
  });

  it('killed while the service took the mail without saying so, sends the same mail once more', async () => {
    const resend = await standInResend('accept-then-reset');
    const environment = environmentFor(resend.baseUrl);
    const server = await startServer({ facts: stage.facts, environment });
    await post(server.port, await frameOf(stage.facts));
    await vi.waitFor(() => {
      expect(resend.mails.size).toBe(1);
    }, 5_000);
    await server.kill();
    const { dataDir } = server;
    const again = await startServer({ facts: stage.facts, dataDir, environment });
    await vi.waitFor(async () => {
      expect(await namesIn(again.dataDir, 'spool', 'new')).toEqual([]);
    }, 10_000);
    expect(resend.received).toHaveLength(2);
    expect(resend.received[0]).toEqual(resend.received[1]);
    expect(resend.mails.size).toBe(1);
  });
});
