import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A PostgreSQL cluster of its own in a temporary folder, on a socket there and nowhere else. */
export interface Cluster {
  /** Makes an empty database and says its address. */
  readonly database: (name: string) => string;
  /** Everything in a database, as text. */
  readonly dump: (name: string) => string;
  readonly start: () => Promise<void>;
  /** Ends it as a power cut would. */
  readonly kill: () => Promise<void>;
  /** Ends it and removes its folder. */
  readonly remove: () => Promise<void>;
}

/** Where Debian puts the programs of each version; the newest first. */
const VERSIONS = '/usr/lib/postgresql';

const NOBODY = { uid: 65_534, gid: 65_534 };

/** Makes and starts a cluster. PostgreSQL refuses to run as root, so then it runs as nobody. */
export async function postgresCluster(): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'postgres-'));
  const data = join(folder, 'data');
  const asNobody = userInfo().uid === 0;
  const user = asNobody ? NOBODY : {};
  mkdirSync(data);
  if (asNobody) for (const path of [folder, data]) chownSync(path, NOBODY.uid, NOBODY.gid);
  chmodSync(folder, 0o711);
  const run = (program: string, ...args: string[]) =>
    execFileSync(join(programs(), program), args, {
      ...user,
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 1e9,
    });
  run('initdb', '-D', data, '-U', 'spool', '-A', 'trust', '-E', 'UTF8', '--locale=C');
  const there = ['-h', folder, '-U', 'spool'];
  let server: ChildProcess | undefined;

  const start = async () => {
    const settings = [
      'listen_addresses=',
      `unix_socket_directories=${folder}`,
      'max_connections=60',
    ];
    const args = ['-D', data, ...settings.flatMap((setting) => ['-c', setting])];
    server = spawn(join(programs(), 'postgres'), args, { ...user, cwd: folder, stdio: 'ignore' });
    while (!answers()) await sleep(50);
  };
  const answers = () => {
    try {
      run('pg_isready', '-q', ...there);
      return true;
    } catch {
      return false;
    }
  };
  const end = async (signal: NodeJS.Signals) => {
    if (server?.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill(signal);
    await ended;
  };
  await start();
  return {
    database: (name) => {
      run('createdb', ...there, name);
      return `postgres:///${name}?host=${encodeURIComponent(folder)}&user=spool`;
    },
    dump: (name) => run('pg_dump', ...there, name),
    start,
    kill: () => end('SIGKILL'),
    remove: async () => {
      await end('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function programs(): string {
  const versions = existsSync(VERSIONS) ? readdirSync(VERSIONS) : [];
  const newest = versions.sort((one, other) => Number(other) - Number(one))[0];
  if (newest === undefined)
    throw new Error('PostgreSQL is missing. Debian: apt-get install postgresql');
  return join(VERSIONS, newest, 'bin');
}
