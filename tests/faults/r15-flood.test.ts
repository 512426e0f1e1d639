// R15 on the server as it runs: a flood keeps no real sender out, and no address stays behind.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { sealedFrame, withNewId } from '../../scripts/bench/frames.ts';
import { FREE_REQUESTS } from '../../src/intake/gate/gate.ts';
import { BEHIND_THIS_MACHINE, flood, memoryMb, postFrom, slowSenders } from '../support/flood.ts';
import { startSite } from '../support/site-server.ts';
import { temporaryFolder } from '../unit/intake/stage.ts';

const MOST_MB = 200;
const FEW_NETWORKS = ['203.0.113', '198.51.100', '192.0.2'];
const MANY_NETWORKS = Array.from({ length: 100 }, (_, index) => `198.18.${index}`);
const REAL_SENDER = '100.64.7.1';
const PER_SECOND = 200;
const SECONDS = 4;

let frame: Uint8Array;
let real: Uint8Array;

// Servers in processes of their own take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

beforeAll(async () => {
  ({ frame } = await sealedFrame());
  real = withNewId(frame);
});

describe('200 requests a second from a few networks (R15)', () => {
  it('keep a real sender from elsewhere neither out nor waiting, and stay below 200 MB', async () => {
    const site = await startSite(BEHIND_THIS_MACHINE);
    const { origin } = site;
    const storm = flood({
      ...{ origin, frame, networks: FEW_NETWORKS },
      ...{ perSecond: PER_SECOND, seconds: SECONDS },
    });
    const senders: number[] = [];
    for (let sender = 0; sender < 10; sender += 1) {
      senders.push(await postFrom({ origin, frame: real }, `100.64.${sender}.1`));
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    const seen = await storm;
    expect(senders).toEqual(senders.map(() => 202));
    const free = FREE_REQUESTS * FEW_NETWORKS.length;
    expect(seen).toEqual(
      new Map([
        [202, free],
        [429, PER_SECOND * SECONDS - free],
      ]),
    );
    expect(memoryMb(site.pid, 'VmHWM')).toBeLessThan(MOST_MB);
    await site.stop();
  });
});

describe('senders who never come to their end (R15)', () => {
  it.each([
    // As many as there may be connections.
    { kind: 'drop by drop', count: 990, bytes: 1, networks: FEW_NETWORKS },
    // None of them over its share.
    { kind: 'nearly whole', count: 990, bytes: 1_400, networks: MANY_NETWORKS },
    {
      kind: 'nearly whole, all in one moment',
      count: 990,
      bytes: Infinity,
      networks: MANY_NETWORKS,
    },
  ])(
    'hold little memory and keep no real sender out: $count, $kind',
    async ({ kind, count, bytes, networks }) => {
      const site = await startSite(BEHIND_THIS_MACHINE);
      const { origin } = site;
      const before = memoryMb(site.pid, 'VmRSS');
      const slow = slowSenders({ origin, frame, networks }, count, bytes);
      await new Promise((resolve) => setTimeout(resolve, 4_500));
      expect(await postFrom({ origin, frame: real }, REAL_SENDER)).toBe(202);
      const most = memoryMb(site.pid, 'VmHWM');
      console.log(
        `${count} slow senders, ${kind}: ${before.toFixed(0)} MB before, ${most.toFixed(0)} MB at most`,
      );
      expect(most).toBeLessThan(MOST_MB);
      slow.end();
      expect(await postFrom({ origin, frame: real }, REAL_SENDER)).toBe(202);
      await site.stop();
    },
  );
});

describe('the memory of the server (R15)', () => {
  const ADDRESS = '203.0.113.77';

  it('holds no address of a sender once the key has changed', async () => {
    const folder = await temporaryFolder();
    const jump = join(import.meta.dirname, '..', 'support', 'jump.ts');
    const site = await startSite({
      ...BEHIND_THIS_MACHINE,
      NODE_OPTIONS: `--import=${jump} --heapsnapshot-signal=SIGUSR2 --diagnostic-dir=${folder}`,
    });
    const { origin } = site;
    const addressesIn = async (number: number): Promise<number> => {
      process.kill(site.pid, 'SIGUSR2');
      const name = await vi.waitFor(
        async () => {
          const names = (await readdir(folder)).sort();
          expect(names).toHaveLength(number);
          return names[number - 1] ?? '';
        },
        { timeout: 60_000, interval: 200 },
      );
      // Written in one go while the server stands still: its next answer comes after the end of the file.
      expect(await postFrom({ origin, frame: real }, REAL_SENDER)).toBe(202);
      return (await readFile(join(folder, name), 'utf8')).split(ADDRESS).length - 1;
    };
    const slow = slowSenders({ origin, frame, networks: ['203.0.113'] }, 77);
    for (let time = 0; time < FREE_REQUESTS + 20; time += 1) {
      await postFrom({ origin, frame }, ADDRESS);
    }
    // As long as a line is open, the server knows the other end: the search finds what is there.
    expect(await addressesIn(1)).toBeGreaterThan(0);
    slow.end();
    process.kill(site.pid, 'SIGHUP');
    expect(await postFrom({ origin, frame: real }, REAL_SENDER)).toBe(202);
    expect(await addressesIn(2)).toBe(0);
    await site.stop();
  });
});
