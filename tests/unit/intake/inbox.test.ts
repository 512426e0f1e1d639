import { spawnSync } from 'node:child_process';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { addressLetter } from '../../../src/intake/mail.ts';
import { letterTextIn } from '../../../src/intake/outbox-mail.ts';
import { outboxTransport } from '../../../src/intake/transports/outbox.ts';
import { decodeFrame } from '../../../src/referral/frame.ts';
import { markOf } from '../../../src/referral/mark.ts';
import { NOW, frameOf, makeStage, newId, temporaryFolder } from './stage.ts';
import type { Stage } from './stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await makeStage();
});

async function makeDataDir(): Promise<string> {
  const dataDir = await temporaryFolder();
  await mkdir(join(dataDir, 'keys'));
  for (const inbox of ['social', 'police'] as const) {
    await writeFile(join(dataDir, 'keys', `${inbox}.private.asc`), stage.privateKeys[inbox]);
  }
  return dataDir;
}

/** Puts a letter for both inboxes into the outbox and says its mark. */
async function send(dataDir: string, ownWords: string): Promise<string> {
  const submissionId = newId();
  const frame = await frameOf(stage.facts, { recipients: 'both', ownWords }, submissionId);
  const decoded = decodeFrame(frame, stage.facts.set);
  if (!decoded.ok) throw new Error(decoded.problem);
  const id = Buffer.from(submissionId).toString('hex');
  const transport = outboxTransport(join(dataDir, 'outbox'));
  for (const letter of decoded.value.letters) {
    const addresses = { from: 'post@mail.invalid', to: `${letter.inbox}@example.org` };
    const outgoing = addressLetter({ id, receivedAt: NOW }, letter, addresses);
    expect((await transport.deliver(outgoing, new AbortController().signal)).ok).toBe(true);
  }
  return markOf(submissionId);
}

const inbox = (dataDir: string, ...marks: string[]) =>
  spawnSync(process.execPath, ['scripts/inbox.ts', ...marks], {
    env: { DATA_DIR: dataDir, PATH: process.env.PATH },
    encoding: 'utf8',
  });

describe('npm run inbox', () => {
  it('shows every letter of both inboxes as text, without the padding', async () => {
    const dataDir = await makeDataDir();
    const mark = await send(dataDir, 'اتصل بي غدا');
    const { stdout, stderr, status } = inbox(dataDir);
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    expect(stdout).toContain(`${mark}  social  2026-11-22 21:00:00`);
    expect(stdout).toContain(`${mark}  police  2026-11-22 21:00:00`);
    expect(stdout.match(/اتصل بي غدا/gu)).toHaveLength(2);
    expect(stdout).toContain('SÅ FÅR VI KONTAKTA');
    expect(stdout).not.toMatch(/Content-Type|\n {3,}\n|--del/u);
  });

  it('shows the letters with one mark', async () => {
    const dataDir = await makeDataDir();
    const mark = await send(dataDir, 'Det första');
    await send(dataDir, 'Det andra');
    const { stdout } = inbox(dataDir, mark.toLowerCase());
    expect(stdout).toContain('Det första');
    expect(stdout).not.toContain('Det andra');
  });

  it('says that nothing has come yet', async () => {
    const dataDir = await makeDataDir();
    const { stdout, status } = inbox(dataDir);
    expect(stdout).toContain(`No letters yet: ${dataDir}/outbox/ is empty.`);
    expect(status).toBe(0);
  });

  it('says which marks there are when it is asked for another', async () => {
    const dataDir = await makeDataDir();
    const mark = await send(dataDir, 'Hej');
    const { stderr, status } = inbox(dataDir, 'XX-99');
    expect(stderr).toContain(
      `No letter has the mark XX-99. The marks in ${dataDir}/outbox/ are: ${mark}.`,
    );
    expect(status).toBe(1);
  });

  it('says which key is missing, and still shows the other letters', async () => {
    const dataDir = await makeDataDir();
    await send(dataDir, 'Hej då');
    await rm(join(dataDir, 'keys', 'police.private.asc'));
    const { stdout, stderr, status } = inbox(dataDir);
    expect(stderr).toContain(`the key ${dataDir}/keys/police.private.asc is missing`);
    expect(stdout.match(/Hej då/gu)).toHaveLength(1);
    expect(status).toBe(1);
  });

  it('says that a letter is locked for another key', async () => {
    const dataDir = await makeDataDir();
    await send(dataDir, 'Hej');
    const other = await makeStage();
    await writeFile(join(dataDir, 'keys', 'social.private.asc'), other.privateKeys.social);
    expect(inbox(dataDir).stderr).toContain('it is locked for another key than');
  });

  it('leaves out control characters, which a terminal would obey', () => {
    expect(letterTextIn('Hej \x1b[2J\x07du\n\tdär\r\n')).toBe('Hej [2Jdu\n\tdär\n');
  });
});

describe('the outbox', () => {
  it('holds a letter once, however often it is put there', async () => {
    const dataDir = await makeDataDir();
    const letter = addressLetter(
      { id: 'ab'.repeat(16), receivedAt: NOW },
      { inbox: 'social', bytes: new Uint8Array([1, 2, 3]) },
      { from: 'post@mail.invalid', to: 'social@example.org' },
    );
    const transport = outboxTransport(join(dataDir, 'outbox'));
    const deliver = () => transport.deliver(letter, new AbortController().signal);
    await deliver();
    await deliver();
    const names = await readdir(join(dataDir, 'outbox'));
    expect(names).toEqual([`${letter.mark}-social-abababab.eml`]);
  });

  it('never lets one letter take the place of another with the same short name', async () => {
    const dataDir = await makeDataDir();
    const transport = outboxTransport(join(dataDir, 'outbox'));
    const ids = ['ab'.repeat(16), `${'ab'.repeat(15)}ff`];
    for (const id of ids) {
      const letter = addressLetter(
        { id, receivedAt: NOW },
        { inbox: 'social', bytes: new Uint8Array([1, 2, 3]) },
        { from: 'post@mail.invalid', to: 'social@example.org' },
      );
      expect((await transport.deliver(letter, new AbortController().signal)).ok).toBe(true);
    }
    expect(await readdir(join(dataDir, 'outbox'))).toHaveLength(2);
  });
});
