import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildIfChanged } from '../../../src/build/made-from.ts';

let home: string;
let built: number;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'made-from-'));
  built = 0;
  for (const folder of ['content/helplines', 'public', 'dist']) {
    await mkdir(join(home, folder), { recursive: true });
  }
  await writeFile(join(home, 'content/helplines/bris.json'), '{"number":"116111"}');
  await writeFile(join(home, 'public/robots.txt'), '');
});
afterEach(() => rm(home, { recursive: true }));

/** What `npm start` does before it serves, on the folders of this test. */
const start = (others: readonly unknown[] = [], build = () => void (built += 1)) =>
  buildIfChanged(
    {
      paths: ['content', 'public'].map((name) => join(home, name)),
      others,
      mark: join(home, 'dist/made-from'),
    },
    build,
  );

test('what was never built is built, and what has not changed is not built again', async () => {
  await start();
  expect(built).toBe(1);
  await start();
  expect(built).toBe(1);
});

test('a folder that is not there ends nothing', async () => {
  await start();
  await rm(join(home, 'public'), { recursive: true });
  await start();
  await start();
  expect(built).toBe(2);
});

test('a changed, a new, a renamed and a deleted file each lead to a build', async () => {
  const file = join(home, 'content/helplines/bris.json');
  const changes = [
    () => writeFile(file, '{"number":"116112"}'),
    () => writeFile(join(home, 'content/helplines/mind.json'), '{}'),
    () => rm(join(home, 'content/helplines/mind.json')),
    async () => {
      await rm(file);
      await writeFile(join(home, 'content/helplines/bri.json'), '{"number":"116112"}');
    },
  ];
  await start();
  for (const [place, change] of changes.entries()) {
    await change();
    await start();
    expect(built).toBe(place + 2);
  }
});

test('another certificate or another public address leads to a build', async () => {
  await start([{ set: 'A' }, undefined]);
  await start([{ set: 'B' }, undefined]);
  await start([{ set: 'B' }, 'https://example.org']);
  await start([{ set: 'B' }, 'https://example.org']);
  expect(built).toBe(3);
});

test('a build that did not end is made again, also when the change is taken back', async () => {
  await start();
  const file = join(home, 'content/helplines/bris.json');
  await writeFile(file, '{"number":"116112"}');
  const broken = () => {
    throw new Error('the disk is full');
  };
  await expect(start([], broken)).rejects.toThrow('the disk is full');
  await writeFile(file, '{"number":"116111"}');
  await start();
  expect(built).toBe(2);
});
