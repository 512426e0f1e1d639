import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { readBody } from '../../../src/intake/checks.ts';
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

it.each([1, 7, 1_000, 1_024, 1_025, LENGTH - 1, LENGTH])(
  'a body is read whole when it comes in parts of %i bytes',
  async (size) => {
    const sent = crypto.getRandomValues(new Uint8Array(LENGTH));
    const parts = [];
    for (let at = 0; at < LENGTH; at += size) parts.push(sent.slice(at, at + size));
    const read = await readBody(postOf(parts), LENGTH, 5_000);
    expect(read.ok && Buffer.from(sent).equals(read.value)).toBe(true);
    const longer = postOf([...parts, new Uint8Array(1)]);
    expect(await readBody(longer, LENGTH, 5_000)).toEqual({ ok: false, problem: 'wrong-length' });
    const shorter = postOf(parts.slice(1));
    expect(await readBody(shorter, LENGTH, 5_000)).toEqual({ ok: false, problem: 'wrong-length' });
  },
);

it('a sender who announces much and sends little holds little', async () => {
  const senders = 1_000;
  const before = process.memoryUsage().arrayBuffers;
  const reading = Array.from({ length: senders }, () =>
    readBody(postOf([new Uint8Array(3)], false), LENGTH, 500),
  );
  await sleep(100);
  const each = (process.memoryUsage().arrayBuffers - before) / senders;
  expect(each).toBeLessThan(2 * 1024);
  const read = await Promise.all(reading);
  expect(new Set(read.map((body) => (body.ok ? '' : body.problem)))).toEqual(new Set(['too-slow']));
});
