import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';

/** A letter in the outbox of a server under test. */
export interface OutboxLetter {
  /** e.g. `K7-42-social-01234567.eml` */
  readonly name: string;
  readonly mail: string;
  /** The OpenPGP message inside. */
  readonly armor: string;
}

const ARMOR = /-----BEGIN PGP MESSAGE-----[\s\S]+-----END PGP MESSAGE-----/u;

/** The letters that have landed, in the order of their names. */
export function outbox(dataDir: string): OutboxLetter[] {
  const folder = join(dataDir, 'outbox');
  return names(folder).map((name) => {
    const mail = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n');
    return { name, mail, armor: ARMOR.exec(mail)?.[0] ?? '' };
  });
}

/** Waits until so many letters have landed. */
export async function landed(dataDir: string, count: number): Promise<OutboxLetter[]> {
  await expect.poll(() => outbox(dataDir).length).toBe(count);
  return outbox(dataDir);
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.eml'))
      .sort();
  } catch {
    return [];
  }
}
