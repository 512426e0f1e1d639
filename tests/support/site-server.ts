import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The built site, served by its own server on a port of its own. */
export interface SiteServer {
  /** Without a slash at the end. */
  readonly origin: string;
  /** Where the server keeps what it writes. */
  readonly dataDir: string;
  readonly pid: number;
  stop(): Promise<void>;
}

const READY = /http:\/\/127\.0\.0\.1:\d+\//u;

/** Starts `src/server.ts`. @throws Error with its output when it ends before it is ready. */
export async function startSite(env: Record<string, string> = {}): Promise<SiteServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'site-data-'));
  const port = await freePort();
  const entry = process.env['SITE_ENTRY'] ?? 'src/server.ts';
  const server = spawn(process.execPath, [entry], {
    env: { ...process.env, HOST: '127.0.0.1', PORT: `${port}`, DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => {
    server.once('exit', () => {
      resolve();
    });
  });
  const said: string[] = [];
  const ready = new Promise<string>((resolve, reject) => {
    createInterface(server.stdout).on('line', (line) => {
      said.push(line);
      const address = READY.exec(line)?.[0];
      if (address !== undefined) resolve(new URL(address).origin);
    });
    void ended.then(() => {
      reject(new Error(`The site did not start:\n${said.join('\n')}`));
    });
  });
  return {
    origin: await ready,
    dataDir,
    pid: server.pid ?? 0,
    stop: async () => {
      server.kill();
      await ended;
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
