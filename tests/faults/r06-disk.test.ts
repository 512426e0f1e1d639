import { execFileSync } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { frameOf, makeStage, temporaryFolder } from '../unit/intake/stage.ts';
import type { Stage } from '../unit/intake/stage.ts';
import { namesIn, post, postFields, readSpool, startServer } from './server-process.ts';

/** A relay that is never there, so that what was stored stays in the spool. */
const NO_RELAY = { COURIER: 'smtp', SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'post@a.example' };

const FIELDS = {
  kind: 'self',
  locale: 'sv',
  textVersion: '0123abcd',
  reach: '070-174 06 05',
  ownWords: 'Det här får inte försvinna',
};

const NOT_STORED = { status: 503, body: '{"status":"not-stored"}', location: undefined };

let stage: Stage;

// Servers in processes of their own take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

beforeAll(async () => {
  stage = await makeStage();
});

/** A disk of one megabyte. */
async function smallDisk(): Promise<string> {
  const folder = await temporaryFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m,mode=700', 'tmpfs', folder]);
  } catch {
    throw new Error(
      'This test fills a small disk of its own and may not mount one. Run the tests as root, ' +
        'for example in a container with CAP_SYS_ADMIN or under `unshare -rm`.',
    );
  }
  onTestFinished(() => {
    execFileSync('umount', ['-l', folder]);
  });
  return folder;
}

async function expectNothingPartial(dataDir: string, whole: number): Promise<void> {
  expect(await namesIn(dataDir, 'spool', 'tmp')).toEqual([]);
  const { ids, torn } = await readSpool(dataDir);
  expect({ whole: ids.size, torn }).toEqual({ whole, torn: 0 });
}

describe('a disk that refuses (R6)', () => {
  it('when full: “not sent”, nothing partial, the text kept, and again “received” with room', async () => {
    const dataDir = await smallDisk();
    await writeFile(join(dataDir, 'filler'), Buffer.alloc(800 * 1024));
    const server = await startServer({ facts: stage.facts, dataDir, environment: NO_RELAY });
    let stored = 0;
    let answer = await post(server.port, await frameOf(stage.facts));
    for (; answer.status === 202 && stored < 100; stored += 1) {
      answer = await post(server.port, await frameOf(stage.facts));
    }
    expect(stored).toBeGreaterThan(3);
    expect(answer).toEqual(NOT_STORED);
    await expectNothingPartial(dataDir, stored);

    const page = await postFields(server.port, FIELDS);
    expect(page.status).toBe(503);
    expect(page.body).toContain('<section data-not-sent="">');
    expect(page.body).toContain('Det här får inte försvinna</textarea>');
    await expectNothingPartial(dataDir, stored);

    await rm(join(dataDir, 'filler'));
    expect((await post(server.port, await frameOf(stage.facts))).status).toBe(202);
    expect((await postFields(server.port, FIELDS)).status).toBe(303);
    await expectNothingPartial(dataDir, stored + 2);
    expect(server.problems()).not.toEqual([]);
    expect(['spool-failed', 'courier-later', 'people-file-failed']).toEqual(
      expect.arrayContaining(server.problems()),
    );
  });

  it('when read-only: “not sent”, and again “received” when it can be written', async () => {
    const dataDir = await smallDisk();
    const server = await startServer({ facts: stage.facts, dataDir, environment: NO_RELAY });
    const frame = await frameOf(stage.facts);
    expect((await post(server.port, await frameOf(stage.facts))).status).toBe(202);
    execFileSync('mount', ['-o', 'remount,ro', dataDir]);
    expect(await post(server.port, frame)).toEqual(NOT_STORED);
    expect((await postFields(server.port, FIELDS)).status).toBe(503);
    await expectNothingPartial(dataDir, 1);
    execFileSync('mount', ['-o', 'remount,rw', dataDir]);
    expect((await post(server.port, frame)).status).toBe(202);
    await expectNothingPartial(dataDir, 2);
  });

  it('already at start: the server still runs, says “not sent”, and recovers by itself', async () => {
    const dataDir = await smallDisk();
    const first = await startServer({ facts: stage.facts, dataDir, environment: NO_RELAY });
    await first.kill();
    execFileSync('mount', ['-o', 'remount,ro', dataDir]);
    const server = await startServer({ facts: stage.facts, dataDir, environment: NO_RELAY });
    expect(await post(server.port, await frameOf(stage.facts))).toEqual(NOT_STORED);
    execFileSync('mount', ['-o', 'remount,rw', dataDir]);
    expect((await post(server.port, await frameOf(stage.facts))).status).toBe(202);
  });
});

describe('a server without file handles (R6)', () => {
  it('says “not sent” with the page it holds in memory, and recovers', async () => {
    const under = ['prlimit', '--nofile=80:80'];
    const server = await startServer({ facts: stage.facts, environment: NO_RELAY, under });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    onTestFinished(() => {
      agent.destroy();
    });
    const frame = await frameOf(stage.facts);
    const send = async () => post(server.port, frame, { agent });
    expect((await post(server.port, await frameOf(stage.facts), { agent })).status).toBe(202);
    await server.order('hold all file handles');
    expect(await send()).toEqual(NOT_STORED);
    await expectNothingPartial(server.dataDir, 1);
    const body = new URLSearchParams(FIELDS).toString();
    const type = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const page = await post(server.port, body, { agent, headers: type });
    expect(page.status).toBe(503);
    expect(page.body).toContain('Det här får inte försvinna</textarea>');
    await server.order('let them go');
    expect((await send()).status).toBe(202);
    await expectNothingPartial(server.dataDir, 2);
  });
});
