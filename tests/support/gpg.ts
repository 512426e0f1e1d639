import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What gpg made of a message. */
export interface Opened {
  readonly opened: boolean;
  readonly text: string;
  /** What gpg said on its status lines. */
  readonly status: string;
}

/** A key ring of gpg that holds one private key; `discard` throws it away. */
export interface KeyRing {
  open(message: string | Uint8Array): Opened;
  discard(): void;
}

/** Starts a key ring in a folder of its own. @throws Error when gpg does not take the key. */
export function keyRing(privateKeyFile: string): KeyRing {
  const home = mkdtempSync(join(tmpdir(), 'gpg-'));
  const gpg = (args: readonly string[], input?: string | Uint8Array) =>
    spawnSync('gpg', ['--homedir', home, '--batch', '--status-fd', '2', ...args], { input });
  const imported = gpg(['--import', privateKeyFile]);
  if (imported.status !== 0) throw new Error(imported.stderr.toString());
  return {
    open: (message) => {
      const { status, stdout, stderr } = gpg(['--decrypt'], message);
      return { opened: status === 0, text: stdout.toString(), status: stderr.toString() };
    },
    discard: () => {
      spawnSync('gpgconf', ['--homedir', home, '--kill', 'all']);
      rmSync(home, { recursive: true, force: true });
    },
  };
}
