import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { buildBeside, readyOrStanding } from '../../../src/build/standing-build.ts';

let home: string;
let dist: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'standing-'));
  dist = join(home, 'dist');
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(home, { recursive: true });
});

const page = () => readFile(join(dist, 'page.html'), 'utf8');

/** A whole build with one page. */
const building = (text: string) =>
  buildBeside(dist, async (folder) => {
    await writeFile(join(folder, 'page.html'), text);
    await writeFile(join(folder, 'sha256sums'), '');
  });

describe('a build', () => {
  test('takes the place of the one before, and nothing is left beside it', async () => {
    await building('first');
    await building('second');
    expect(await page()).toBe('second');
    expect(await readdir(home)).toEqual(['dist']);
  });

  test('that fails half-way leaves what stands, and is begun anew', async () => {
    await building('first');
    const half = buildBeside(dist, async (folder) => {
      await writeFile(join(folder, 'page.html'), 'half');
      throw new Error('the disk is full');
    });
    await expect(half).rejects.toThrow('the disk is full');
    expect(await page()).toBe('first');
    expect(await readdir(home)).toEqual(['dist']);
  });

  test('that was killed is in nobody’s way', async () => {
    await mkdir(join(`${dist}.building`, 'next'), { recursive: true });
    await writeFile(join(`${dist}.building`, 'next', 'half.html'), '');
    await building('first');
    expect(await readdir(dist)).toEqual(['page.html', 'sha256sums']);
  });
});

describe('a start', () => {
  const expired = () => Promise.reject(new Error('social-1.asc expired on 2026-11-20.'));

  test('after a failure goes on with the whole build that stands, and says why', async () => {
    const said = vi.spyOn(console, 'error').mockReturnValue();
    await building('first');
    await readyOrStanding(dist, expired);
    expect(said.mock.calls.flat().join('\n')).toMatch(/social-1\.asc expired[^]*last built/u);
  });

  test('ends where nothing stands, or nothing whole', async () => {
    await expect(readyOrStanding(dist, expired)).rejects.toThrow('expired');
    await mkdir(dist);
    await writeFile(join(dist, 'page.html'), 'half');
    await expect(readyOrStanding(dist, expired)).rejects.toThrow('expired');
  });
});
