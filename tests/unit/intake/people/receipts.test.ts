import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { takeLock } from '../../../../src/intake/people/lock.ts';
import { Receipts } from '../../../../src/intake/people/receipts.ts';
import { temporaryFolder } from '../stage.ts';

const TODAY = '2026-11-23';

describe('servers that share the file of the people', () => {
  it('lose no link and no answer, and leave nothing beside it', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'receipts.json');
    const servers = Array.from({ length: 4 }, () => new Receipts(path));
    const links = servers.flatMap((server) =>
      (['social', 'police'] as const).flatMap((inbox) =>
        Array.from({ length: 5 }, () => server.makeToken(inbox, TODAY)),
      ),
    );
    const tokens = await Promise.all(links);
    const reader = new Receipts(path);
    await reader.load();
    expect(reader.of('social').links).toHaveLength(20);
    expect(reader.of('police').links).toHaveLength(20);
    for (const server of servers) await server.load();
    const answers = tokens.map(async (token, index) => servers[index % 4]?.answer(token, TODAY));
    expect(await Promise.all(answers)).not.toContain(null);
    await reader.load();
    for (const inbox of ['social', 'police'] as const) {
      expect(reader.of(inbox)).toEqual({ answeredOn: TODAY, mailedOn: null, links: [] });
    }
    expect(await readdir(folder)).toEqual(['receipts.json']);
  });
});

describe('a lock', () => {
  it('is one process’s until it releases it', async () => {
    const path = join(await temporaryFolder(), 'lock');
    const first = await takeLock(path);
    let taken = false;
    const second = takeLock(path).then((lock) => {
      taken = true;
      return lock;
    });
    await new Promise((done) => setTimeout(done, 200));
    expect(taken).toBe(false);
    await first.release();
    expect(await (await second).isHeld()).toBe(true);
  });

  it('of a process that was killed is taken over', async () => {
    const path = join(await temporaryFolder(), 'lock');
    await writeFile(path, '');
    const lock = await takeLock(path, 50);
    expect(await lock.isHeld()).toBe(true);
    const other = await takeLock(path, 50);
    expect(await lock.isHeld()).toBe(false);
    await lock.release();
    expect(await other.isHeld()).toBe(true);
  });
});
