import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from './programs.ts';

/** The built site, served by its own server on a port of its own. */
export interface SiteServer {
  /** Without a slash at the end. */
  readonly origin: string;
  /** Where the server keeps what it writes. */
  readonly dataDir: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** What `npm start` runs: settings of the environment, `node`, and what it is given. */
const COMMAND = (
  JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { start: string } }
).scripts.start.split(' ');
const PROGRAM = COMMAND.indexOf('node');
export const START_ENV = Object.fromEntries(
  COMMAND.slice(0, PROGRAM).map((part): [string, string] => {
    const [name = '', value = ''] = part.split('=');
    return [name, value];
  }),
);
/** What Node is given besides the file. */
export const START_FLAGS = COMMAND.slice(PROGRAM + 1, -1);
const START = [...START_FLAGS, resolve(COMMAND.at(-1) ?? '')];
const READY = /http:\/\/127\.0\.0\.1:\d+\//u;

/**
 * Starts `src/server.ts`.
 * @param folder where its `dist/` is.
 * @throws Error with its output when it ends before it is ready.
 */
export async function startSite(
  env: Record<string, string> = {},
  folder = '.',
): Promise<SiteServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'site-data-'));
  const own = { ...process.env, HOST: '127.0.0.1', DATA_DIR: dataDir, ...env };
  for (;;) {
    const { origin, said, stop, pid } = await launch(
      { ...own, PORT: `${await freePort()}` },
      folder,
    );
    if (origin !== undefined) return { origin, dataDir, pid, stop: () => stop().then(discard) };
    // Between looking for a port and listening another program may have taken it.
    if (!said.includes('EADDRINUSE')) throw new Error(`The site did not start:\n${said}`);
  }

  async function discard(): Promise<void> {
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** The origin is missing when the server ended instead of getting ready. */
async function launch(env: NodeJS.ProcessEnv, cwd: string) {
  const server = spawn(process.execPath, START, { env: { ...START_ENV, ...env }, cwd });
  let said = '';
  const ended = new Promise<undefined>((resolve) => {
    server.once('close', () => {
      resolve(undefined);
    });
  });
  const ready = new Promise<string>((resolve) => {
    for (const output of [server.stdout, server.stderr]) {
      output.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        const address = READY.exec(said)?.[0];
        if (address !== undefined) resolve(new URL(address).origin);
      });
    }
  });
  server.stderr.on('data', (chunk: Buffer) => process.stderr.write(chunk));
  const origin = await Promise.race([ready, ended]);
  const stop = async (): Promise<void> => {
    server.kill();
    await ended;
  };
  return { origin, said, stop, pid: server.pid ?? 0 };
}
