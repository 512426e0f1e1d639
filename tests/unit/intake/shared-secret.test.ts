import { mkdir, readFile, readdir, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import type { Challenge } from 'altcha-lib/types';
import { KEY_LIFETIME_MS } from '../../../src/intake/gate/gate.ts';
import { openIntake, type Intake } from '../../../src/intake/intake.ts';
import { keyFor, sharedSecret } from '../../../src/intake/shared-secret.ts';
import { PROOF_HEADER, PROOF_WANTED } from '../../../src/referral/proof/proof-header.ts';
import { FORM_PAGE } from './form-page.ts';
import {
  ORIGIN,
  configFor,
  fieldsPost,
  frameOf,
  framePost,
  makeStage,
  temporaryFolder,
  testClock,
  type Stage,
} from './stage.ts';

const FIELDS = { kind: 'self', locale: 'sv', textVersion: '0123abcd', reach: '070-174 06 05' };

const noReport = () => undefined;

describe('the secret of servers side by side', () => {
  it('is made once, whole and for this account only, however many start at once', async () => {
    const dataDir = await temporaryFolder();
    const secrets = await Promise.all(
      Array.from({ length: 8 }, () => sharedSecret(dataDir, noReport)),
    );
    const [first = new Uint8Array()] = secrets;
    for (const secret of secrets) expect(Buffer.from(secret)).toEqual(Buffer.from(first));
    expect(first).toHaveLength(32);
    expect(await readdir(join(dataDir, 'people'))).toEqual(['secret']);
    const { mode } = await stat(join(dataDir, 'people', 'secret'));
    expect((mode & 0o777).toString(8)).toBe('600');
    expect(await readFile(join(dataDir, 'people', 'secret'))).toEqual(Buffer.from(first));
  });

  it('that is broken is a problem, and each server has one of its own', async () => {
    const dataDir = await temporaryFolder();
    await mkdir(join(dataDir, 'people'));
    await writeFile(join(dataDir, 'people', 'secret'), 'short');
    const problems: string[] = [];
    const report = (problem: string) => problems.push(problem);
    const [one, other] = [await sharedSecret(dataDir, report), await sharedSecret(dataDir, report)];
    expect(one).toHaveLength(32);
    expect(Buffer.from(one)).not.toEqual(Buffer.from(other));
    expect(problems).toEqual(['people-file-failed', 'people-file-failed']);
  });

  it('gives each purpose a key of its own', () => {
    const secret = new Uint8Array(32);
    expect(keyFor(secret, 'one')).toHaveLength(32);
    expect(keyFor(secret, 'one')).toEqual(keyFor(secret, 'one'));
    expect(keyFor(secret, 'one')).not.toEqual(keyFor(secret, 'other'));
    expect(keyFor(secret, 'one')).not.toEqual(keyFor(new Uint8Array(32).fill(1), 'one'));
  });
});

describe('two servers that share the folder of the people', () => {
  it('read each other’s page after sending, also after a restart', async () => {
    const { start } = await together();
    const one = await start();
    const other = await start();
    const posted = await one.receive(fieldsPost(FIELDS));
    const address = new URL(posted.headers.get('location') ?? '', ORIGIN);
    expect(one.sentPage(address)).toContain('Mottaget');
    expect(other.sentPage(address)).toBe(one.sentPage(address));
    await one.stop();
    expect((await start()).sentPage(address)).toContain('Mottaget');
  });

  it('take the work that the other asked for, each for ten minutes', async () => {
    const { start, stage, clock } = await together();
    const one = await start();
    const other = await start();
    const frame = await frameOf(stage.facts);
    const send = (server: Intake, proof: string) =>
      server.receive(framePost(frame, { [PROOF_HEADER]: proof }), '203.0.113.7');
    const asked = await send(one, PROOF_WANTED);
    const { challenge } = (await asked.json()) as { challenge: Challenge };
    const solution = await solveChallenge({ challenge, deriveKey, timeout: 0 });
    const proof = btoa(JSON.stringify({ challenge, solution }));
    expect((await send(other, proof)).status).toBe(202);
    expect((await send(other, proof)).status).toBe(429);
    clock.advance(KEY_LIFETIME_MS);
    expect((await send(one, proof)).status).toBe(429);
  });
});

interface Together {
  readonly stage: Stage;
  readonly clock: ReturnType<typeof testClock>;
  /** One more server. */
  readonly start: () => Promise<Intake>;
}

async function together(): Promise<Together> {
  const stage = await makeStage();
  const shared = await temporaryFolder();
  const clientDir = join(shared, 'client');
  await mkdir(join(clientDir, 'sv', 'skriv'), { recursive: true });
  await writeFile(join(clientDir, 'sv', 'skriv', 'index.html'), FORM_PAGE);
  await mkdir(join(shared, 'people'));
  const clock = testClock();
  const start = async () => {
    const dataDir = await temporaryFolder();
    await symlink(join(shared, 'people'), join(dataDir, 'people'));
    const config = configFor(dataDir);
    return openIntake({ config, facts: stage.facts, clientDir, clock });
  };
  return { stage, clock, start };
}
