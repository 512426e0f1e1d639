import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { failure, success } from '../../../src/i18n/result.ts';
import type { Alarm } from '../../../src/intake/alarm.ts';
import { Courier } from '../../../src/intake/courier.ts';
import { addressLetter } from '../../../src/intake/mail.ts';
import { postgresShelf } from '../../../src/intake/postgres-shelf.ts';
import { PostgresSpool } from '../../../src/intake/postgres-spool.ts';
import type { Submission } from '../../../src/intake/spool-file.ts';
import type { Transport } from '../../../src/intake/transports/transport.ts';
import { TOMBSTONE_MS } from '../../../src/intake/tombstones.ts';
import { postgresCluster } from '../../support/postgres.ts';
import type { Cluster } from '../../support/postgres.ts';
import { NOW, newId, testClock } from './stage.ts';

let cluster: Cluster;
let databases = 0;

beforeAll(async () => {
  cluster = await postgresCluster();
});

afterAll(() => cluster.remove());

const newDatabase = () => {
  const name = `spool${(databases += 1)}`;
  return { name, url: cluster.database(name) };
};

const submission = (more: Partial<Submission> = {}): Submission => ({
  id: Buffer.from(newId()).toString('hex'),
  receivedAt: NOW,
  letters: [
    { inbox: 'social', bytes: new Uint8Array([1, 2, 3]) },
    { inbox: 'police', bytes: new Uint8Array([4, 5, 6]) },
  ],
  ...more,
});

const oneLetter = { letters: [{ inbox: 'social' as const, bytes: new Uint8Array([1]) }] };

async function openSpool(url: string, more: { maxWaiting?: number } = {}) {
  const clock = testClock();
  const alarms: Alarm[] = [];
  const report = (alarm: Alarm) => alarms.push(alarm);
  const spool = new PostgresSpool({ url, clock, report, leaseSeconds: 10, ...more });
  onTestFinished(() => spool.close());
  await spool.prepare();
  return { spool, clock, alarms };
}

function courierOf(
  { spool, clock, alarms }: Awaited<ReturnType<typeof openSpool>>,
  deliver: Transport['deliver'],
): Courier {
  return new Courier({
    spool,
    transport: { deliver, notify: () => Promise.resolve(success(undefined)) },
    address: (sent, letter) =>
      addressLetter(sent, letter, { from: 'a@a.example', to: 'b@b.example' }),
    clock,
    report: (alarm) => alarms.push(alarm),
  });
}

describe('the spool in PostgreSQL', () => {
  it('keeps a submission as ciphertext and the time only', async () => {
    const { name, url } = newDatabase();
    const { spool } = await openSpool(url);
    const sent = submission();
    expect(await spool.accept(sent)).toEqual({ ok: true, value: undefined });
    const [stored = ''] = /\{"letters"[^\t]*/u.exec(cluster.dump(name)) ?? [];
    expect(JSON.parse(stored)).toEqual({
      version: 1,
      receivedAt: '2026-11-22T20:00:00.000Z',
      letters: [
        { inbox: 'social', letter: 'AQID' },
        { inbox: 'police', letter: 'BAUG' },
      ],
    });
  });

  it('takes a repeated id as the same submission, also by two servers at the same moment', async () => {
    const { url } = newDatabase();
    const one = await openSpool(url);
    const other = await openSpool(url);
    const sent = submission();
    const answers = await Promise.all(
      [one, other, one, other].map(({ spool }) => spool.accept(sent)),
    );
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(await one.spool.counts()).toMatchObject({ accepted: 1, waiting: 1 });
  });

  it('does not take a delivered submission again for 48 hours, then forgets it but not the number', async () => {
    const { name, url } = newDatabase();
    const { spool, clock } = await openSpool(url);
    const sent = submission(oneLetter);
    await spool.accept(sent);
    await spool.prepare();
    await spool.markDelivered(sent.id, 'social');
    clock.advance(TOMBSTONE_MS);
    await spool.prune();
    expect((await spool.accept(sent)).ok).toBe(true);
    await spool.prepare();
    expect(spool.waiting()).toEqual([]);
    // What a repeated one brought is deleted after its answer.
    await expect.poll(() => cluster.dump(name)).not.toContain('"AQ=="');
    clock.advance(120_000);
    await spool.prune();
    const whole = { accepted: 1, delivered: 1, waiting: 0, oldestWaitingMs: 0, setAside: 0 };
    expect(await spool.counts()).toEqual(whole);
    expect(cluster.dump(name)).not.toContain(sent.id.slice(0, 8));
  });

  it('removes a delivered letter from the database and keeps its companion', async () => {
    const { name, url } = newDatabase();
    const { spool } = await openSpool(url);
    const sent = submission();
    await spool.accept(sent);
    await spool.prepare();
    expect(await spool.markDelivered(sent.id, 'social')).toBe(true);
    expect(await spool.read(sent.id)).toEqual({ ...sent, letters: [sent.letters[1]] });
    expect(spool.waiting()).toEqual([{ id: sent.id, receivedAt: NOW, inboxes: ['police'] }]);
    expect(cluster.dump(name)).not.toContain('"AQID"');
  });

  it('gives each submission to one server only, and to both their share', async () => {
    const { url } = newDatabase();
    const one = await openSpool(url);
    const other = await openSpool(url);
    const sent = Array.from({ length: 30 }, () => submission(oneLetter));
    for (const each of sent) await one.spool.accept(each);
    await Promise.all([one.spool.prepare(), other.spool.prepare()]);
    const ids = [one, other].map(({ spool }) => spool.waiting().map(({ id }) => id));
    expect(ids.flat().sort()).toEqual(sent.map(({ id }) => id).sort());
    // Each takes 20 at most. Who asks while the other is choosing passes over what that one has locked already, so
    // that both may also end with 15.
    for (const { length } of ids) expect(length).toBeLessThanOrEqual(20);
    expect(await other.spool.read(ids[0]?.[0] ?? '')).toBeNull();
  });

  it('hands the letters of a server that fell silent to the other, and refuses them to the first', async () => {
    const { url } = newDatabase();
    const silent = await openSpool(url);
    const other = await openSpool(url);
    const sent = submission();
    await silent.spool.accept(sent);
    await silent.spool.prepare();
    await vi.waitFor(
      async () => {
        await other.spool.prepare();
        expect(other.spool.waiting().map(({ id }) => id)).toEqual([sent.id]);
      },
      { timeout: 55_000, interval: 500 },
    );
    expect(await silent.spool.read(sent.id)).toBeNull();
    expect(await other.spool.read(sent.id)).toEqual(sent);
  });

  it('hands everything back when a server stops', async () => {
    const { url } = newDatabase();
    const stopping = await openSpool(url);
    const sent = submission();
    await stopping.spool.accept(sent);
    await stopping.spool.prepare();
    await stopping.spool.close();
    const other = await openSpool(url);
    await vi.waitFor(
      async () => {
        await other.spool.prepare();
        expect(other.spool.waiting().map(({ id }) => id)).toEqual([sent.id]);
      },
      { timeout: 20_000, interval: 200 },
    );
  });

  it('leaves to the other server what a server whose relay is paused has not tried', async () => {
    const { url } = newDatabase();
    const [refused, taken] = [await openSpool(url), await openSpool(url)];
    const arrived: string[] = [];
    const paused = courierOf(refused, () => Promise.resolve(failure({ kind: 'later' })));
    const working = courierOf(taken, ({ key }) => {
      arrived.push(key);
      return Promise.resolve(success(undefined));
    });
    const carryBoth = async () => {
      await paused.carryDue();
      await working.carryDue();
    };
    for (let count = 0; count < 10; count += 1) await refused.spool.accept(submission(oneLetter));
    // Three fail, then the relay is left alone.
    await paused.carryDue();
    expect(refused.spool.waiting()).toHaveLength(10);
    await vi.waitFor(
      async () => {
        await carryBoth();
        expect(arrived).toHaveLength(7);
      },
      { timeout: 20_000, interval: 200 },
    );
    expect(refused.spool.waiting()).toHaveLength(3);
    await refused.spool.accept(submission(oneLetter));
    await carryBoth();
    expect(arrived).toHaveLength(8);
    expect(paused.inTrouble).toBe(true);
  }, 60_000);

  it('has a cap, so that a flood does not fill the disk', async () => {
    const { spool, alarms } = await openSpool(newDatabase().url, { maxWaiting: 2 });
    const first = submission();
    await spool.accept(first);
    await spool.accept(submission());
    expect(await spool.accept(submission())).toEqual({ ok: false, problem: 'spool-full' });
    expect((await spool.accept(first)).ok).toBe(true);
    expect(alarms).toEqual(['spool-full']);
  });

  it('says how long the oldest has waited, whichever server has it', async () => {
    const { url } = newDatabase();
    const one = await openSpool(url);
    const other = await openSpool(url);
    await one.spool.accept(submission({ receivedAt: NOW - 5_000 }));
    await one.spool.accept(submission());
    await one.spool.prepare();
    await other.spool.prepare();
    expect(other.spool.oldestWaitingMs()).toBe(5_000);
  });

  it('sets a submission aside and still knows it, until a person puts it back', async () => {
    const { url } = newDatabase();
    const { spool } = await openSpool(url);
    const sent = submission();
    await spool.accept(sent);
    await spool.prepare();
    expect(await spool.setAside(sent.id)).toBe(true);
    expect(spool.waiting()).toEqual([]);
    expect(await spool.counts()).toMatchObject({ accepted: 1, waiting: 0, setAside: 1 });
    expect((await spool.accept(sent)).ok).toBe(true);
    await spool.prepare();
    expect(spool.waiting()).toEqual([]);
    const shelf = await postgresShelf(url);
    expect(await shelf.holdings()).toEqual([{ id: sent.id, state: 'set-aside', at: NOW }]);
    await shelf.putBack(sent.id);
    await shelf.close();
    await spool.prepare();
    expect(spool.waiting().map(({ id }) => id)).toEqual([sent.id]);
    expect(await spool.read(sent.id)).toEqual(sent);
  });
});

describe('a database that is away', () => {
  it('takes no letter, and takes letters again by itself when it is back', async () => {
    const { url } = newDatabase();
    const { spool, alarms } = await openSpool(url);
    const sent = submission();
    await cluster.kill();
    expect(await spool.accept(sent)).toEqual({ ok: false, problem: 'not-stored' });
    expect(spool.ready).toBe(false);
    expect(spool.lastStoreFailed).toBe(true);
    expect(await spool.prepare()).toBe(false);
    expect(alarms).toEqual(['spool-failed']);
    await cluster.start();
    expect((await spool.accept(sent)).ok).toBe(true);
    expect(spool.lastStoreFailed).toBe(false);
    expect(await spool.prepare()).toBe(true);
    expect(spool.waiting().map(({ id }) => id)).toEqual([sent.id]);
  });

  it('when the server starts is found when it is back', async () => {
    const { url } = newDatabase();
    await cluster.kill();
    const { spool, alarms } = await openSpool(url);
    expect(spool.ready).toBe(false);
    expect(alarms).toEqual(['spool-failed']);
    await cluster.start();
    expect(await spool.prepare()).toBe(true);
  });

  it('when a letter was delivered is told later, and gives the letter to nobody else', async () => {
    const { url } = newDatabase();
    const { spool, alarms } = await openSpool(url);
    const sent = submission(oneLetter);
    await spool.accept(sent);
    await spool.prepare();
    await cluster.kill();
    expect(await spool.markDelivered(sent.id, 'social')).toBe(false);
    expect(alarms).toContain('letter-not-marked');
    await cluster.start();
    await spool.prepare();
    expect(await spool.counts()).toMatchObject({ delivered: 1, waiting: 0 });
  });
});
