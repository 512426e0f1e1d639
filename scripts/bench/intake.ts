import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { BEHIND_THIS_MACHINE } from '../../tests/support/flood.ts';
import { startSite } from '../../tests/support/site-server.ts';
import type { SiteServer } from '../../tests/support/site-server.ts';
import { postgresCluster } from '../../tests/support/postgres.ts';
import { benchBacklog } from './backlog.ts';
import { sealedFrame, withNewId } from './frames.ts';
import { load, type LoadResult } from './load.ts';
import { processorMs } from './process.ts';

const CLIENTS = 8;
const WARM_UP = 200;
const LETTERS = 1_500;
/** Eight clients that rest so long send about 100 letters a second. */
const PAUSE_MS = 75;
const REPEATS = 300;

/** A relay that is never there: nothing but taking is measured. */
const NO_RELAY = { COURIER: 'smtp', SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'post@a.example' };

/** Prints what taking and delivering letters costs, with the spool in a folder and in a database. */
export async function benchIntake(): Promise<void> {
  const { frame, letters } = await sealedFrame();
  const cluster = await postgresCluster();
  for (const name of ['a folder', 'PostgreSQL']) {
    const database = (use: string) => (name === 'a folder' ? '' : cluster.database(use));
    console.log(`Spool in ${name}:`);
    await benchTaking(frame, database('taking'));
    await benchBacklog(letters, database('backlog'));
  }
  await cluster.remove();
}

async function benchTaking(frame: Uint8Array, url: string): Promise<void> {
  const site = await startSite({ ...NO_RELAY, ...BEHIND_THIS_MACHINE, SPOOL_URL: url });
  onOneCore(site.pid);
  await post(site, frame, WARM_UP);
  const calm = await post(site, frame, LETTERS, PAUSE_MS);
  console.log(
    `  POST to 202, ${CLIENTS} clients, ${calm.perSecond.toFixed(0)} a second: p50 ${ms(calm.p50Ms)}, p95 ${ms(calm.p95Ms)} ` +
      '(at most 3 and 10; the prototype 2.2–2.6 and 3.4–7.8)',
  );
  const before = processorMs(site.pid);
  const taken = await post(site, frame, LETTERS);
  const processor = (processorMs(site.pid) - before) / LETTERS;
  console.log(
    `  without a rest: ${taken.perSecond.toFixed(0)} a second on one core (at least 300), ${processor.toFixed(2)} ms of it each; ` +
      `p50 ${ms(taken.p50Ms)}, p95 ${ms(taken.p95Ms)}`,
  );
  const { fresh, repeated } = await freshAndRepeated(site, frame);
  console.log(`  median of a new submission ${ms(fresh)}, of a repeated one ${ms(repeated)}`);
  await site.stop();
}

/** Measured in turn, so that whatever else goes on falls on both. */
async function freshAndRepeated(site: SiteServer, frame: Uint8Array) {
  const fresh: number[] = [];
  const repeated: number[] = [];
  await load(1, 1, () => request(site, frame));
  for (let count = 0; count < REPEATS; count += 1) {
    fresh.push((await load(1, 1, () => request(site, withNewId(frame)))).p50Ms);
    repeated.push((await load(1, 1, () => request(site, frame))).p50Ms);
  }
  return { fresh: median(fresh), repeated: median(repeated) };
}

const median = (times: readonly number[]): number =>
  times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0;

const post = (
  site: SiteServer,
  frame: Uint8Array,
  count: number,
  pauseMs = 0,
): Promise<LoadResult> => load(count, CLIENTS, () => request(site, withNewId(frame)), pauseMs);

let asked = 0;

/** Each from a network of its own, so that none is over its share. */
const request = ({ origin }: SiteServer, body: Uint8Array) => ({
  options: {
    url: `${origin}/api/referrals/`,
    method: 'POST',
    headers: {
      Origin: origin,
      'Content-Type': 'application/octet-stream',
      'Content-Length': body.length,
      'X-Forwarded-For': `100.${64 + ((asked >> 8) & 63)}.${asked++ & 0xff}.1`,
    },
  },
  body,
});

/** The server on the first core, and whoever asks on another, where there is one. */
function onOneCore(pid: number): void {
  if (availableParallelism() < 2) return;
  spawnSync('taskset', ['-acp', '0', `${pid}`]);
  spawnSync('taskset', ['-acp', '1', `${process.pid}`]);
}

const ms = (time: number): string => `${time.toFixed(1)} ms`;
