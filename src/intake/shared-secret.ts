import { hkdfSync, randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Report } from './alarm.ts';
import { PRIVATE_FOLDER_MODE, changeSynced, hasCode, writeSynced } from './durable.ts';

const KEY_BYTES = 32;

/**
 * The secret of all servers that share `DATA_DIR/people/`, so that each of them knows what another signed, also after
 * a restart; the first server makes it. Where the disk refuses, a server has a secret of its own until it starts again.
 * @returns 32 random bytes; only `keyFor` uses them.
 */
export async function sharedSecret(dataDir: string, report: Report): Promise<Uint8Array> {
  const file = join(dataDir, 'people', 'secret');
  try {
    const secret = await readFile(file).catch((error: unknown) => {
      if (hasCode(error, 'ENOENT')) return madeSecret(file);
      throw error;
    });
    if (secret.length === KEY_BYTES) return secret;
  } catch {
    // What follows is the same for a file that is broken.
  }
  report('people-file-failed');
  return randomBytes(KEY_BYTES);
}

/** A key of 32 bytes for one purpose; from no key can another, or the secret, be found (HKDF, RFC 5869). */
export const keyFor = (secret: Uint8Array, purpose: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', secret, '', purpose, KEY_BYTES));

async function madeSecret(file: string): Promise<Uint8Array> {
  const folder = dirname(file);
  await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER_MODE });
  const temporary = `${file}.${randomBytes(8).toString('hex')}`;
  await changeSynced(folder, async () => {
    await writeSynced(temporary, randomBytes(KEY_BYTES));
    try {
      // Unlike renaming, this never replaces the secret that another server has just put there.
      await link(temporary, file);
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
    } finally {
      await rm(temporary, { force: true });
    }
  });
  return readFile(file);
}
