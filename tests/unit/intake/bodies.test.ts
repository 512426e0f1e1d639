import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Bodies } from '../../../src/intake/bodies.ts';
import { ENDPOINT } from './stage.ts';

const LENGTH = 16 * 1024;

/** A post whose body comes in these parts, and does not end unless said. */
const postOf = (parts: Iterable<Uint8Array>, ends = true) =>
  new Request(ENDPOINT, {
    method: 'POST',
    body: new ReadableStream({
      start(body) {
        for (const part of parts) body.enqueue(part);
        if (ends) body.close();
      },
    }),
    duplex: 'half',
  } as RequestInit);

/** A post whose parts are sent one after another; null ends it. */
function lineOf() {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const line = writable.getWriter();
  const send = (part: Uint8Array | null) => void (part === null ? line.close() : line.write(part));
  const init = { method: 'POST', body: readable, duplex: 'half' };
  return { body: new Request(ENDPOINT, init), send };
}

const problemOf = (read: Awaited<ReturnType<Bodies['read']>>) => (read.ok ? '' : read.problem);

it.each([1, 7, 1_000, 1_024, 1_025, LENGTH - 1, LENGTH])(
  'a body is read whole when it comes in parts of %i bytes',
  async (size) => {
    const bodies = new Bodies({ longest: LENGTH, places: 1 });
    const sent = crypto.getRandomValues(new Uint8Array(LENGTH));
    const parts = [];
    for (let at = 0; at < LENGTH; at += size) parts.push(sent.slice(at, at + size));
    const read = await bodies.read(postOf(parts), LENGTH, '');
    expect(read.ok && Buffer.from(sent).equals(read.value)).toBe(true);
    const longer = postOf([...parts, new Uint8Array(1)]);
    expect(await bodies.read(longer, LENGTH, '')).toEqual({ ok: false, problem: 'wrong-length' });
    const shorter = postOf(parts.slice(1));
    expect(await bodies.read(shorter, LENGTH, '')).toEqual({ ok: false, problem: 'wrong-length' });
  },
);

it('a place is taken by what has come, not by what was announced', async () => {
  const bodies = new Bodies({ longest: LENGTH, timeLimitMs: 200, places: 1 });
  const silent = Array.from({ length: 100 }, () => bodies.read(postOf([], false), LENGTH, ''));
  expect((await bodies.read(postOf([new Uint8Array(LENGTH)]), LENGTH, '')).ok).toBe(true);
  expect(new Set((await Promise.all(silent)).map(problemOf))).toEqual(new Set(['too-slow']));
});

it('a thousand bodies that never end hold no more than their places', async () => {
  const before = process.memoryUsage().arrayBuffers;
  const bodies = new Bodies({ longest: LENGTH, timeLimitMs: 500, places: 20 });
  const grown = process.memoryUsage().arrayBuffers - before;
  expect(grown).toBeLessThan(21 * LENGTH);
  const part = new Uint8Array(LENGTH - 1);
  const reading = Array.from({ length: 1_000 }, () =>
    bodies.read(postOf([part], false), LENGTH, '203.0.113'),
  );
  const problems = (await Promise.all(reading)).map(problemOf);
  // The oldest are let go.
  expect(problems).toEqual(Array.from(problems, (_, at) => (at < 980 ? 'too-many' : 'too-slow')));
});

it('where many are slow, the network with most of them makes room, and who sends in earnest is heard', async () => {
  const bodies = new Bodies({ longest: LENGTH, timeLimitMs: 500, places: 10 });
  const slow = (network: string) =>
    bodies.read(postOf([new Uint8Array(1)], false), LENGTH, network);
  const alone = slow('198.51.100');
  const sent = crypto.getRandomValues(new Uint8Array(LENGTH));
  const { body, send } = lineOf();
  const earnest = bodies.read(body, LENGTH, '192.0.2');
  const flood = [];
  for (let at = 0; at < LENGTH; at += 1_024) {
    send(sent.slice(at, at + 1_024));
    flood.push(...Array.from({ length: 20 }, () => slow('203.0.113')));
    await sleep(10);
  }
  send(null);
  const read = await earnest;
  expect(read.ok && Buffer.from(sent).equals(read.value)).toBe(true);
  expect(problemOf(await alone)).toBe('too-slow');
  const letGo = (await Promise.all(flood)).filter((each) => problemOf(each) === 'too-many');
  expect(letGo.length).toBeGreaterThanOrEqual(flood.length - 9);
});

it('places are free again, however a body ended', async () => {
  const bodies = new Bodies({ longest: LENGTH, timeLimitMs: 50, places: 1 });
  const short = postOf([new Uint8Array(1)]);
  const long = postOf([new Uint8Array(LENGTH + 1)]);
  for (const body of [short, long, postOf([new Uint8Array(1)], false)]) {
    expect((await bodies.read(body, LENGTH, '')).ok).toBe(false);
    expect((await bodies.read(postOf([new Uint8Array(LENGTH)]), LENGTH, '')).ok).toBe(true);
  }
});
