// A letter that was refused must not count as stored when it is sent again.
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type * as durable from '../../../src/intake/durable.ts';
import { fileNameOf, type Submission } from '../../../src/intake/spool-file.ts';
import { FolderSpool } from '../../../src/intake/spool.ts';
import { newId, temporaryFolder, testClock } from './stage.ts';

/** Comes between the letter in its place and the folder on the disk, once. */
const fault = vi.hoisted(() => ({ next: null as (() => Promise<void>) | null }));

vi.mock('../../../src/intake/durable.ts', async (original) => {
  const real = await original<typeof durable>();
  return {
    ...real,
    syncFolder: async (path: string) => {
      const { next } = fault;
      if (next === null || !path.endsWith('new')) return real.syncFolder(path);
      fault.next = null;
      await next();
      throw new Error('The disk refuses.');
    },
  };
});

const submission = (): Submission => ({
  id: Buffer.from(newId()).toString('hex'),
  receivedAt: testClock().now(),
  letters: [{ inbox: 'social', bytes: new Uint8Array([1, 2, 3]) }],
});

test('refused while the folder is read anew, a letter is stored when it is sent again', async () => {
  const folder = await temporaryFolder();
  const spool = new FolderSpool({ folder, clock: testClock(), report: () => undefined });
  await spool.prepare();
  const [moved, letter] = [submission(), submission()];
  const fileOf = ({ id }: Submission) => join(folder, 'new', fileNameOf(id));
  await spool.accept(moved);
  fault.next = async () => {
    // What makes the spool read its folder: a file that somebody took away.
    await rm(fileOf(moved));
    await spool.read(moved.id);
    await spool.prepare();
    expect(spool.waiting().map(({ id }) => id)).toEqual([letter.id]);
  };
  expect((await spool.accept(letter)).ok).toBe(false);
  expect(existsSync(fileOf(letter))).toBe(false);
  expect(spool.waiting()).toEqual([]);
  expect((await spool.accept(letter)).ok).toBe(true);
  expect(existsSync(fileOf(letter))).toBe(true);
  await spool.close();
});
