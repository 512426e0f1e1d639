import { expect, test } from 'vitest';
import { grouped } from '../../../src/intake/durable.ts';

/** Work that ends when it is told to, and how often it was begun. */
function work() {
  const ends: { well: () => void; badly: (reason: Error) => void }[] = [];
  const once = () =>
    new Promise<void>((resolve, reject) => ends.push({ well: resolve, badly: reject }));
  return { ends, once };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('who asks while work is under way waits for work that begins afterwards, all together', async () => {
  const { ends, once } = work();
  const ask = grouped(once);
  const done: string[] = [];
  void ask().then(() => done.push('first'));
  await settled();
  for (const name of ['second', 'third']) void ask().then(() => done.push(name));
  await settled();
  expect(ends).toHaveLength(1);
  ends[0]?.well();
  await settled();
  expect(done).toEqual(['first']);
  expect(ends).toHaveLength(2);
  ends[1]?.well();
  await settled();
  expect(done).toEqual(['first', 'second', 'third']);
});

test('an error reaches all who waited for that work, and nobody after them', async () => {
  const { ends, once } = work();
  const ask = grouped(once);
  const both = Promise.allSettled([ask(), ask()]);
  await settled();
  const after = ask();
  ends[0]?.badly(new Error('The disk is full.'));
  expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await settled();
  ends[1]?.well();
  await expect(after).resolves.toBeUndefined();
});
