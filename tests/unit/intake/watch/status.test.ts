import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Alarm } from '../../../../src/intake/alarm.ts';
import { openIntake } from '../../../../src/intake/intake.ts';
import { statusLines, type Status } from '../../../../src/intake/watch/status.ts';
import { configFor, frameOf, framePost, makeStage, temporaryFolder, testClock } from '../stage.ts';
import type { Stage } from '../stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await makeStage();
});

async function open(environment: Record<string, string> = {}, facts = stage.facts) {
  const dataDir = await temporaryFolder();
  const alarms: Alarm[] = [];
  const intake = await openIntake({
    config: configFor(dataDir, environment),
    facts,
    clientDir: dataDir,
    clock: testClock(),
    report: (alarm) => alarms.push(alarm),
  });
  onTestFinished(() => intake.stop());
  const send = async () => (await intake.receive(framePost(await frameOf(stage.facts)))).status;
  return { intake, dataDir, alarms, send };
}

/** How `npm run status` ends, and what it prints, where a server answers so. */
async function statusCommand(status: Status): Promise<{ code: number | null; text: string }> {
  const server = createServer((_, response) => response.end(JSON.stringify(status)));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const env = { PATH: process.env.PATH, HEALTH_PORT: String(port) };
  let text = '';
  const child = execFile(process.execPath, ['scripts/status.ts'], { env });
  child.stdout?.on('data', (part: string) => (text += part));
  await once(child, 'close');
  return { code: child.exitCode, text };
}

describe('a build without a form', () => {
  it('is closed for no code, and says why', async () => {
    const { intake } = await open({}, { ...stage.facts, status: 'paused' });
    const status = await intake.status();
    expect(status).toMatchObject({ form: 'closed', why: [] });
    expect(statusLines(status).slice(0, 2)).toEqual([
      'Formuläret: stängt',
      '  bygget har inget formulär',
    ]);
  });
});

describe('a server that cannot store', () => {
  it('says that its folder is gone, and that it is there again', async () => {
    const { intake, dataDir, alarms, send } = await open();
    await rm(join(dataDir, 'spool'), { recursive: true });
    expect(await send()).toBe(503);
    const status = await intake.status();
    expect(status).toMatchObject({
      form: 'closed',
      why: ['closed-spool-failed'],
      storing: 'failing',
    });
    await intake.look();
    expect(alarms).toContain('closed-spool-failed');
    expect((await statusCommand(status)).code).toBe(1);
    expect(await send()).toBe(202);
    expect(await intake.status()).toMatchObject({ form: 'open', why: [], storing: 'working' });
  });

  it('says that its database is away', async () => {
    const { intake } = await open({ SPOOL_URL: 'postgres://nobody@127.0.0.1:1/none' });
    expect(await intake.status()).toMatchObject({ form: 'closed', why: ['closed-spool-failed'] });
  });

  it('says that the last letter was not stored, though the form is open, until one is', async () => {
    const { intake, dataDir, send } = await open();
    expect(await send()).toBe(202);
    const folder = join(dataDir, 'spool', 'tmp');
    await rename(folder, join(dataDir, 'away'));
    await writeFile(folder, '');
    expect(await send()).toBe(503);
    const status = await intake.status();
    expect(status).toMatchObject({ form: 'open', why: [], storing: 'failing' });
    const { code, text } = await statusCommand(status);
    expect(text).toContain('Formuläret: öppet\n');
    expect(text).toContain('Lagringen: senaste försöket misslyckades\n');
    expect(code).toBe(1);
    await rm(folder);
    await rename(join(dataDir, 'away'), folder);
    expect(await send()).toBe(202);
    const again = await intake.status();
    expect(again.storing).toBe('working');
    expect((await statusCommand(again)).code).toBe(0);
  });
});
