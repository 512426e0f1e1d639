import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import type { Agent } from 'node:http';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import type { IntakeFacts } from '../../src/intake/facts.ts';
import { readSpoolText } from '../../src/intake/spool-file.ts';
import { freePort } from '../support/programs.ts';
import { FORM_PAGE } from '../unit/intake/form-page.ts';
import { temporaryFolder } from '../unit/intake/stage.ts';

const COMPILE_CACHE = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'faults');
const SCRIPT = join(import.meta.dirname, 'intake-server.ts');

/** How a server is started. */
export interface Start {
  readonly facts: IntakeFacts;
  /** Where the server writes; a fresh folder unless said. */
  readonly dataDir?: string;
  readonly environment?: Record<string, string>;
  /** A command that runs the server, such as `strace -f`. */
  readonly under?: readonly string[];
}

/** A running server in a process of its own. */
export interface ServerProcess {
  readonly child: ChildProcess;
  readonly port: number;
  readonly dataDir: string;
  /** Everything it has written to stdout and stderr. */
  readonly printed: () => string;
  /** The codes it has logged. @throws when it has written anything else. */
  readonly problems: () => string[];
  readonly kill: () => Promise<void>;
  readonly order: (order: 'hold all file handles' | 'let them go') => Promise<void>;
}

/** What a server answered. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly location: string | undefined;
}

/** Starts a server and waits until it listens; it is gone when the test is over. */
export async function startServer(start: Start): Promise<ServerProcess> {
  const { facts, environment = {}, under = [] } = start;
  const dataDir = start.dataDir ?? (await temporaryFolder());
  const port = Number(environment.PORT ?? (await freePort()));
  const settings = await writeSettings(dataDir, facts);
  const [command, ...rest] = [...under, process.execPath];
  const child = spawn(command, [...rest, SCRIPT], {
    env: {
      PATH: process.env.PATH,
      DATA_DIR: dataDir,
      // Servers are started a hundred times: compiled once, they start twice as fast.
      NODE_COMPILE_CACHE: COMPILE_CACHE,
      ...settings,
      ...environment,
      PORT: `${port}`,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let printed = '';
  child.stdout?.on('data', (text) => (printed += String(text)));
  child.stderr?.on('data', (text) => (printed += String(text)));
  const ended = once(child, 'exit');
  const kill = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await ended;
  };
  onTestFinished(kill);
  const first = await Promise.race([once(child, 'message'), ended]);
  if (first[0] !== 'listening') throw new Error(`The server did not start: ${printed}`);
  return {
    child,
    port,
    dataDir,
    printed: () => printed,
    problems: () => printed.split('\n').filter(Boolean).map(codeIn),
    kill,
    order: async (order) => {
      child.send(order);
      await once(child, 'message');
    },
  };
}

const lineSchema = z.strictObject({
  time: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}Z$/u),
  problem: z.string(),
});

const codeIn = (line: string): string => lineSchema.parse(JSON.parse(line)).problem;

async function writeSettings(dataDir: string, facts: IntakeFacts) {
  const CLIENT_DIR = join(dataDir, 'client');
  const FACTS = join(dataDir, 'facts.json');
  await mkdir(join(CLIENT_DIR, 'sv', 'skriv'), { recursive: true }).catch(() => undefined);
  const page = join(CLIENT_DIR, 'sv', 'skriv', 'index.html');
  await writeFile(page, FORM_PAGE).catch(() => undefined);
  await writeFile(FACTS, JSON.stringify(facts)).catch(() => undefined);
  return { CLIENT_DIR, FACTS };
}

/** The headers of the form's own page. */
export const pageHeaders = (port: number, type = 'application/octet-stream') => ({
  Origin: `http://127.0.0.1:${port}`,
  'Sec-Fetch-Site': 'same-origin',
  'Content-Type': type,
});

/** What differs from a post of the page. */
export interface PostOptions {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly without?: readonly string[];
  readonly agent?: Agent;
}

/** Posts a body as the page does, unless the options say otherwise. */
export function post(
  port: number,
  body: Uint8Array | string,
  { method = 'POST', headers = {}, without = [], agent }: PostOptions = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path: '/api/referrals/', method };
    const sent = request({ ...options, ...(agent && { agent }) }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part) => (text += String(part)));
      response.on('error', reject);
      response.on('end', () => {
        const { location } = response.headers;
        resolve({ status: response.statusCode ?? 0, body: text, location });
      });
    });
    const length = { 'Content-Length': `${Buffer.byteLength(body)}` };
    const all = { ...pageHeaders(port), ...length, ...headers };
    for (const [name, value] of Object.entries(all)) {
      if (!without.includes(name)) sent.setHeader(name, value);
    }
    sent.on('error', reject);
    sent.end(body);
  });
}

/** A connection that has sent the head of a post, and what has come back on it. */
export function openPost(
  port: number,
  headers: Record<string, string>,
): { line: Socket; got: () => string } {
  const all = { Host: '127.0.0.1', ...pageHeaders(port), ...headers };
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  const line = connect(port, '127.0.0.1');
  let got = '';
  line.on('data', (part) => (got += part.toString()));
  line.on('error', () => undefined);
  line.write(`POST /api/referrals/ HTTP/1.1\r\n${head.join('')}\r\n`);
  return { line, got: () => got };
}

/** Posts a form as a browser without JavaScript does. */
export const postFields = (port: number, fields: Record<string, string>): Promise<Answer> =>
  post(port, new URLSearchParams(fields).toString(), {
    headers: pageHeaders(port, 'application/x-www-form-urlencoded'),
  });

/** The names in a folder; none when it is not there. */
export const namesIn = (...path: string[]): Promise<string[]> =>
  readdir(join(...path)).catch(() => []);

/** The ids of the submissions that wait in a spool, and how many files there are torn. */
export async function readSpool(dataDir: string): Promise<{ ids: Set<string>; torn: number }> {
  const ids = new Set<string>();
  let torn = 0;
  for (const name of await namesIn(dataDir, 'spool', 'new')) {
    const id = name.slice(0, 32);
    const text = await readFile(join(dataDir, 'spool', 'new', name), 'utf8').catch(() => null);
    // Delivered between the two readings.
    if (text === null) continue;
    if (readSpoolText(id, text) === null) torn += 1;
    else ids.add(id);
  }
  return { ids, torn };
}
