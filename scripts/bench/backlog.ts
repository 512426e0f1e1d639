import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readFacts } from '../../src/intake/facts.ts';
import { postgresShelf } from '../../src/intake/postgres-shelf.ts';
import { fileNameOf, spoolText } from '../../src/intake/spool-file.ts';
import type { Submission } from '../../src/intake/spool-file.ts';
import { SUBMISSION_ID_BYTES } from '../../src/referral/frame.ts';
import type { SealedLetter } from '../../src/referral/frame.ts';
import { START_ENV, START_FLAGS, startSite } from '../../tests/support/site-server.ts';
import { memoryBytes } from './process.ts';
import { limitedRelay } from './relay.ts';

const BACKLOG = 10_000;
const AT_ONCE = 8;
const RELAY = { letters: 1_000, windowMs: 10_000 };
const SERVER = 'tests/faults/intake-server.ts';

/**
 * Prints how fast a server starts with a backlog, how fast that leaves at a relay with a limit, and how much
 * memory it takes.
 * @param url the database; empty: a folder
 */
export async function benchBacklog(letters: readonly SealedLetter[], url: string): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'backlog-'));
  const spool = { DATA_DIR: dataDir, SPOOL_URL: url };
  await (url === ''
    ? fillFolder(join(dataDir, 'spool', 'new'), letters)
    : fillDatabase(url, letters));
  const seconds = await secondsToStart(spool);
  const { perSecond, memory } = await drain(dataDir, spool);
  const limit = (RELAY.letters * 1000) / RELAY.windowMs;
  const at = (part: number) => (memory[Math.floor((memory.length - 1) * part)] ?? 0).toFixed(0);
  console.log(
    `  ${BACKLOG} waiting: starts in ${seconds.toFixed(1)} s (at most 2); ${perSecond.toFixed(0)} letters a second to a ` +
      `relay that takes ${limit}; memory at 0, ¼, ½, ¾, all: ${[0, 0.25, 0.5, 0.75, 1].map(at).join(', ')} MB`,
  );
  await rm(dataDir, { recursive: true });
}

/** To the first page, with nothing delivered meanwhile: the demonstration's inboxes have no address. */
async function secondsToStart(spool: Record<string, string>): Promise<number> {
  const begun = performance.now();
  const nowhere = { COURIER: 'smtp', SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'post@a.example' };
  const site = await startSite({ ...spool, ...nowhere });
  const seconds = (performance.now() - begun) / 1000;
  await site.stop();
  return seconds;
}

async function drain(dataDir: string, spool: Record<string, string>) {
  const relay = await limitedRelay(RELAY.letters, RELAY.windowMs);
  const server = spawn(process.execPath, [...START_FLAGS, SERVER], {
    env: {
      ...process.env,
      ...START_ENV,
      ...spool,
      PORT: '0',
      FACTS: await factsWithAddresses(dataDir),
      CLIENT_DIR: 'dist/client',
      COURIER: 'resend',
      RESEND_API_KEY: 're_bench',
      RESEND_BASE_URL: relay.baseUrl,
      MAIL_FROM: 'post@a.example',
    },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  await once(server, 'message');
  const begun = performance.now();
  const memory: number[] = [];
  while (relay.taken() < BACKLOG) {
    memory.push(memoryBytes(server.pid ?? 0) / 1e6);
    await sleep(1_000);
  }
  const perSecond = (relay.taken() * 1000) / (performance.now() - begun);
  server.kill();
  await once(server, 'exit');
  relay.stop();
  return { perSecond, memory };
}

async function factsWithAddresses(folder: string): Promise<string> {
  const facts = readFacts(await readFile('dist/intake.json', 'utf8'));
  const inboxes = facts.inboxes.map((inbox) => ({ ...inbox, address: `${inbox.id}@a.example` }));
  const file = join(folder, 'facts.json');
  await writeFile(file, JSON.stringify({ ...facts, inboxes }));
  return file;
}

function submissions(letters: readonly SealedLetter[]): Submission[] {
  const now = Date.now();
  return Array.from({ length: BACKLOG }, (_, index) => ({
    id: randomBytes(SUBMISSION_ID_BYTES).toString('hex'),
    receivedAt: now - BACKLOG + index,
    letters: letters.slice(0, 1),
  }));
}

async function fillFolder(folder: string, letters: readonly SealedLetter[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const each of submissions(letters)) {
    await writeFile(join(folder, fileNameOf(each.id)), spoolText(each));
  }
}

async function fillDatabase(url: string, letters: readonly SealedLetter[]): Promise<void> {
  const shelf = await postgresShelf(url, { make: true });
  const left = submissions(letters);
  const putAll = async () => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      await shelf.put({ id: next.id, state: 'waiting', at: next.receivedAt }, next);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, putAll));
  await shelf.close();
}
