// Where no file handle is left for the folder, nothing is changed in it; with one again everything goes on.
import { mkdir, readFile, readdir } from 'node:fs/promises';
import type * as fs from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { expect, test, vi } from 'vitest';
import { placeSynced } from '../../../src/intake/durable.ts';
import { changeSmallFile } from '../../../src/intake/people/people-file.ts';
import { TOMBSTONE_MS, Tombstones } from '../../../src/intake/tombstones.ts';
import { temporaryFolder } from './stage.ts';

const fault = vi.hoisted(() => ({ folder: '' }));

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof fs>();
  const open: typeof real.open = async (path, ...how) => {
    if (path !== fault.folder) return real.open(path, ...how);
    fault.folder = '';
    throw Object.assign(new Error('EMFILE: too many open files'), { code: 'EMFILE' });
  };
  return { ...real, open };
});

const EMFILE = { code: 'EMFILE' };

test('a file stays as it was, and nothing lies beside it', async () => {
  const folder = await temporaryFolder();
  const placement = { temporary: join(folder, 'new'), target: join(folder, 'file') };
  await placeSynced(placement, 'first');
  fault.folder = folder;
  await expect(placeSynced(placement, 'second')).rejects.toMatchObject(EMFILE);
  expect(await readFile(placement.target, 'utf8')).toBe('first');
  expect(await readdir(folder)).toEqual(['file']);
  await placeSynced(placement, 'second');
  expect(await readFile(placement.target, 'utf8')).toBe('second');
});

test('a file of the people is not changed for a caller who is told that it is not', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'count.json');
  const once = () => changeSmallFile(path, z.number(), 0, (count) => count + 1);
  expect(await once()).toBe(1);
  fault.folder = folder;
  await expect(once()).rejects.toMatchObject(EMFILE);
  expect(await once()).toBe(2);
  expect(await readdir(folder)).toEqual(['count.json']);
});

test('what was delivered is counted once, also after a restart in between', async () => {
  const root = await temporaryFolder();
  const done = join(root, 'done');
  await mkdir(done);
  const first = new Tombstones(done);
  await first.load();
  for (const id of ['a', 'b'].map((digit) => digit.repeat(32))) await first.add(id, 0);
  fault.folder = root;
  await expect(first.prune(TOMBSTONE_MS + 1_000)).rejects.toMatchObject(EMFILE);
  const second = new Tombstones(done);
  await second.load();
  expect(second.total).toBe(2);
  await second.prune(TOMBSTONE_MS + 1_000);
  expect(second.total).toBe(2);
  expect(await readdir(done)).toEqual([]);
});
