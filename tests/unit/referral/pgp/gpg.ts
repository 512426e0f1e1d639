import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** gpg with a key ring of its own; `close` throws it away and ends the agent it started. */
export const openKeyring = (): { readonly gpg: Gpg; readonly close: () => void } => {
  const home = mkdtempSync(join(tmpdir(), 'gpg-'));
  const gpg: Gpg = (input, ...options) =>
    execFileSync('gpg', ['--homedir', home, '--batch', '--quiet', '--no-tty', ...options], {
      input,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
  const close = () => {
    execFileSync('gpgconf', ['--homedir', home, '--kill', 'all'], { stdio: 'ignore' });
    rmSync(home, { recursive: true, force: true });
  };
  return { gpg, close };
};

/** Runs `use` with a key ring of its own. */
export const withKeyring = <Value>(use: (gpg: Gpg) => Value): Value => {
  const { gpg, close } = openKeyring();
  try {
    return use(gpg);
  } finally {
    close();
  }
};

export type Gpg = (input: Uint8Array | string, ...options: string[]) => Buffer;

/** Whether a key ring that holds these private keys opens a letter, and what stands in it. */
export const openWithGpg = (letter: Uint8Array | string, privateKeys: readonly string[]): Buffer =>
  withKeyring((gpg) => {
    for (const key of privateKeys) gpg(key, '--import');
    return gpg(letter, '--decrypt');
  });

const withoutPassphrase = ['--pinentry-mode', 'loopback', '--passphrase', ''];

/** A certificate made by gpg with a Curve25519 encryption key; `extended`: valid for a day, then for a year. */
export const gpgCertificate = (life: 'unlimited' | 'extended' = 'unlimited'): string =>
  withKeyring((gpg) => {
    const expiry = life === 'extended' ? '1d' : '0';
    gpg('', ...withoutPassphrase, '--quick-generate-key', 'Test', 'ed25519', 'sign', expiry);
    const fingerprint = fingerprintIn(gpg('', '--with-colons', '--list-keys'));
    gpg('', ...withoutPassphrase, '--quick-add-key', fingerprint, 'cv25519', 'encr', expiry);
    if (life === 'extended') {
      // A second signature needs a later second.
      const later = ['--faked-system-time', String(Math.floor(Date.now() / 1000) + 2)];
      gpg('', ...withoutPassphrase, ...later, '--quick-set-expire', fingerprint, '1y');
      gpg('', ...withoutPassphrase, ...later, '--quick-set-expire', fingerprint, '1y', '*');
    }
    return gpg('', '--armor', '--export', fingerprint).toString();
  });

const fingerprintIn = (listing: Buffer): string =>
  /^fpr:+([0-9A-F]{40}):/m.exec(listing.toString())?.[1] ?? '';
