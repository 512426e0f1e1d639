import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { folderShelf } from '../../src/intake/folder-shelf.ts';
import { postgresShelf } from '../../src/intake/postgres-shelf.ts';
import type { Submission } from '../../src/intake/spool-file.ts';
import { lockSpool } from '../../src/intake/spool-lock.ts';
import type { Holding, Shelf } from '../../src/intake/spool-shelf.ts';
import { markOf } from '../../src/referral/mark.ts';
import { postgresCluster } from '../support/postgres.ts';
import type { Cluster } from '../support/postgres.ts';
import { NOW, newId, temporaryFolder } from '../unit/intake/stage.ts';

const WAITING = 120;
const DELIVERED = 200;
const KILLS = 3;

let cluster: Cluster;
let databases = 0;

// Programs in processes of their own take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

beforeAll(async () => {
  cluster = await postgresCluster();
});

afterAll(() => cluster.remove());

const newDatabase = () => cluster.database(`move${(databases += 1)}`);

const databaseOf = (url: string) => new URL(url).pathname.slice(1);

const submission = (): Submission => ({
  id: Buffer.from(newId()).toString('hex'),
  receivedAt: NOW - Math.floor(Math.random() * 1e9),
  letters: [
    { inbox: 'social', bytes: new Uint8Array(Buffer.from(newId())) },
    { inbox: 'police', bytes: new Uint8Array(Buffer.from(newId())) },
  ],
});

const shelfAt = (place: string): Promise<Shelf> =>
  place.startsWith('postgres')
    ? postgresShelf(place, { make: true })
    : folderShelf(place, { make: true });

async function at<Value>(place: string, look: (shelf: Shelf) => Promise<Value>): Promise<Value> {
  const shelf = await shelfAt(place);
  try {
    return await look(shelf);
  } finally {
    await shelf.close();
  }
}

/** Everything in a spool: state, time and letters of each submission. */
const contents = (place: string) =>
  at(place, async (shelf) => {
    const holdings = await shelf.holdings();
    const all = await Promise.all(
      holdings.map(async (holding) => ({ ...holding, submission: await shelf.read(holding.id) })),
    );
    return all.sort((one, other) => one.id.localeCompare(other.id));
  });

/** Fills a spool with what waits, was set aside and was delivered. */
async function fill(place: string): Promise<void> {
  await at(place, async (shelf) => {
    const put = (
      state: Holding['state'],
      { id, receivedAt }: Submission,
      whole: Submission | null,
    ) => shelf.put({ id, state, at: receivedAt }, whole);
    for (let count = 0; count < WAITING; count += 1) {
      const waiting = submission();
      await put('waiting', waiting, waiting);
    }
    const aside = submission();
    await put('set-aside', aside, aside);
    await put('delivered', submission(), null);
  });
}

const COMMAND = [join(import.meta.dirname, '..', '..', 'scripts', 'spool.ts')];

function run(args: readonly string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...COMMAND, ...args], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, ...env },
  });
  return { status, stdout, stderr };
}

/** Begins a move and kills it once `count` more submissions lie in the other spool. */
async function killAfter(count: number, from: string, to: string): Promise<void> {
  const shelf = await shelfAt(to);
  const before = (await shelf.holdings()).length;
  const child = spawn(process.execPath, [...COMMAND, 'move', from, to], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  while ((await shelf.holdings()).length < before + count) await sleep(5);
  child.kill('SIGKILL');
  await ended;
  await shelf.close();
}

describe('npm run spool -- move', () => {
  it.each(['into a database', 'into a folder'])(
    `%s, killed ${KILLS} times in the middle, loses and doubles nothing`,
    async (direction) => {
      const folder = join(await temporaryFolder(), 'spool');
      const places = [folder, newDatabase()];
      const [from = '', to = ''] = direction === 'into a database' ? places : places.reverse();
      await fill(from);
      const before = await contents(from);
      for (let kills = 0; kills < KILLS; kills += 1) await killAfter(20, from, to);
      const halfway = (await contents(from)).length;
      expect(halfway).toBeGreaterThan(0);
      expect(halfway).toBeLessThan(before.length);

      const { status, stdout } = run(['move', from, to]);
      expect(status).toBe(0);
      expect(stdout).toContain('Moved');
      expect(await contents(from)).toEqual([]);
      expect(await contents(to)).toEqual(before);
    },
  );

  it('killed among what was delivered, leaves nothing that waits, and is finished by another run', async () => {
    const from = join(await temporaryFolder(), 'spool');
    const to = newDatabase();
    await at(from, async (shelf) => {
      for (let count = 0; count < DELIVERED; count += 1) {
        const { id, receivedAt } = submission();
        await shelf.put({ id, state: 'delivered', at: receivedAt }, null);
      }
    });
    const before = await contents(from);
    for (let kills = 0; kills < KILLS; kills += 1) {
      await killAfter(20 + kills, from, to);
      const states = new Set((await contents(to)).map(({ state }) => state));
      expect([...states]).toEqual(['delivered']);
    }
    expect((await contents(from)).length).toBeGreaterThan(0);
    expect(run(['move', from, to])).toMatchObject({ status: 0, stderr: '' });
    expect(await contents(from)).toEqual([]);
    expect(await contents(to)).toEqual(before);
  });

  it('does not bring back a letter that was delivered from either spool after an interruption', async () => {
    const from = join(await temporaryFolder(), 'spool');
    const to = newDatabase();
    const [here, there, gone] = [submission(), submission(), submission()];
    const holding = ({ id, receivedAt }: Submission) =>
      ({ id, state: 'waiting', at: receivedAt }) as const;
    for (const place of [from, to]) {
      await at(place, async (shelf) => {
        for (const each of [here, there, gone]) await shelf.put(holding(each), each);
      });
    }
    await at(from, (shelf) => shelf.takeOut(here.id, 'social', NOW));
    await at(to, (shelf) => shelf.takeOut(there.id, 'police', NOW));
    await at(from, async (shelf) => {
      for (const inbox of ['social', 'police'] as const) await shelf.takeOut(gone.id, inbox, NOW);
    });
    expect(run(['move', from, to]).status).toBe(0);
    expect(await contents(from)).toEqual([]);
    await at(to, async (shelf) => {
      expect((await shelf.read(here.id))?.letters).toEqual([here.letters[1]]);
      expect((await shelf.read(there.id))?.letters).toEqual([there.letters[0]]);
      expect(await shelf.state(gone.id)).toBe('delivered');
    });
  });

  it.each(['from', 'to'])('refuses a folder that a server uses: %s', async (side) => {
    const [from, to] = [
      join(await temporaryFolder(), 'spool'),
      join(await temporaryFolder(), 'spool'),
    ];
    for (const place of [from, to]) await at(place, () => Promise.resolve());
    await fill(from);
    const before = await contents(from);
    const used = side === 'from' ? from : to;
    const lock = lockSpool(used);
    const { status, stderr } = run(['move', from, to]);
    lock?.release();
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: `A server uses ${used}: stop it first.\n`,
    });
    expect(await contents(from)).toEqual(before);
  });

  it('leaves what it cannot read where it lies, and says so', async () => {
    const from = join(await temporaryFolder(), 'spool');
    const { id } = submission();
    await mkdir(join(from, 'new'), { recursive: true });
    await writeFile(join(from, 'new', `${id}.json`), '{"version":1');
    const { status, stderr } = run(['move', from, newDatabase()]);
    expect(status).toBe(1);
    expect(stderr).toContain(`${id} stays`);
    expect((await contents(from)).map((held) => held.id)).toEqual([id]);
  });
});

describe('npm run spool', () => {
  it.each(['a folder', 'PostgreSQL'])(
    'lists marks, ids and ages only, and lets what was set aside wait again: %s',
    async (kind) => {
      const dataDir = await temporaryFolder();
      const url = kind === 'a folder' ? '' : newDatabase();
      const place = url === '' ? join(dataDir, 'spool') : url;
      const env = { DATA_DIR: dataDir, SPOOL_URL: url };
      const [aside, waiting] = [submission(), submission()];
      const mark = markOf(Buffer.from(aside.id, 'hex'));
      await at(place, async (shelf) => {
        await shelf.put({ id: aside.id, state: 'set-aside', at: NOW }, aside);
        await shelf.put({ id: waiting.id, state: 'waiting', at: NOW }, waiting);
      });
      const listed = run(['list'], env);
      expect(listed.stdout).toMatch(
        new RegExp(`^${mark}  set aside +-?[\\d.]+ h  ${aside.id}$`, 'mu'),
      );
      expect(listed.stdout).toMatch(/1 wait, 1 set aside\.\n$/u);
      expect(listed.stdout).not.toContain(Buffer.from(aside.letters[0]!.bytes).toString('base64'));

      expect(run(['retry', mark.toLowerCase()], env)).toMatchObject({ status: 0, stderr: '' });
      await at(place, async (shelf) => {
        expect(await shelf.state(aside.id)).toBe('waiting');
        expect(await shelf.read(aside.id)).toEqual(aside);
      });
      expect(run(['retry', mark], env)).toMatchObject({ status: 1 });
    },
  );

  it('that only looks leaves alone what a running server is writing', async () => {
    const dataDir = await temporaryFolder();
    const folder = join(dataDir, 'spool');
    await at(folder, () => Promise.resolve());
    await writeFile(join(folder, 'tmp', 'half.json'), '{"version":1');
    expect(run(['list'], { DATA_DIR: dataDir }).status).toBe(0);
    run(['retry', 'K7-42'], { DATA_DIR: dataDir });
    run(['move', folder, join(await temporaryFolder(), 'spool')]);
    expect(await readdir(join(folder, 'tmp'))).toEqual(['half.json']);
  });

  it('says where it looks', async () => {
    const dataDir = await temporaryFolder();
    const folder = join(dataDir, 'spool');
    await at(folder, () => Promise.resolve());
    expect(run(['list'], { DATA_DIR: dataDir }).stdout).toContain(`Spool: ${folder}\n`);
    const url = newDatabase();
    await at(url, () => Promise.resolve());
    const { stdout } = run(['list'], { SPOOL_URL: `${url}&password=secret` });
    expect(stdout).toContain(`Spool: ${/^[^?]*/u.exec(url)?.[0]}\n`);
    expect(stdout).not.toContain('secret');
  });

  it.each(['a folder', 'PostgreSQL'])(
    'refuses a place without a spool, and makes none: %s',
    async (kind) => {
      const dataDir = await temporaryFolder();
      const url = kind === 'a folder' ? '' : newDatabase();
      const place = url === '' ? join(dataDir, 'spool') : url;
      const to = join(dataDir, 'other');
      for (const args of [['list'], ['retry', 'K7-42'], ['move', place, to]]) {
        const { status, stdout, stderr } = run(args, { DATA_DIR: dataDir, SPOOL_URL: url });
        expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
        expect(stderr).toMatch(
          /^There is no spool that can be used at .*\nWrite the right place.*\n$/u,
        );
      }
      expect(await readdir(dataDir)).toEqual([]);
      if (url !== '') expect(cluster.dump(databaseOf(url))).not.toContain('CREATE SCHEMA');
    },
  );

  it('says how to use it', () => {
    const { status, stderr } = run(['mvoe']);
    expect(status).toBe(1);
    expect(stderr).toContain('npm run spool -- move <from> <to>');
  });
});
