import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { frameOf, makeStage } from '../unit/intake/stage.ts';
import type { Stage } from '../unit/intake/stage.ts';
import { namesIn, pageHeaders, post, postFields, startServer } from './server-process.ts';

let stage: Stage;

// Servers in processes of their own take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

beforeAll(async () => {
  stage = await makeStage();
});

const waitForMails = (dataDir: string, count: number) =>
  vi.waitFor(
    async () => {
      expect(await namesIn(dataDir, 'outbox')).toHaveLength(count);
      expect(await namesIn(dataDir, 'spool', 'new')).toEqual([]);
    },
    { timeout: 10_000, interval: 20 },
  );

/** Posts a frame and hangs up before the answer comes. */
async function postAndHangUp(port: number, frame: Uint8Array): Promise<void> {
  const headers = { ...pageHeaders(port), Host: 'x', 'Content-Length': `${frame.length}` };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const line = connect(port, '127.0.0.1');
  line.on('error', () => undefined);
  line.write(`POST /api/referrals/ HTTP/1.1\r\n${lines.join('')}\r\n`);
  line.write(frame, () => line.destroy());
  await sleep(100);
}

describe('a submission that comes more than once (R8)', () => {
  it('by a double click is one mail', async () => {
    const server = await startServer({ facts: stage.facts });
    const frame = await frameOf(stage.facts);
    const answers = await Promise.all([1, 2, 3].map(() => post(server.port, frame)));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    await waitForMails(server.dataDir, 1);
  });

  it('because the answer was lost is one mail, also when the first was delivered meanwhile', async () => {
    const server = await startServer({ facts: stage.facts });
    const frame = await frameOf(stage.facts);
    await postAndHangUp(server.port, frame);
    await waitForMails(server.dataDir, 1);
    expect((await post(server.port, frame)).status).toBe(202);
    await sleep(200);
    await waitForMails(server.dataDir, 1);
  });

  it('after a restart is one mail', async () => {
    const server = await startServer({ facts: stage.facts });
    const frame = await frameOf(stage.facts);
    await post(server.port, frame);
    await waitForMails(server.dataDir, 1);
    await server.kill();
    const { dataDir } = server;
    const again = await startServer({ facts: stage.facts, dataDir });
    expect((await post(again.port, frame)).status).toBe(202);
    await sleep(200);
    await waitForMails(dataDir, 1);
  });

  it('without JavaScript is one mail and the same mark', async () => {
    const server = await startServer({ facts: stage.facts });
    const fields = { kind: 'self', locale: 'sv', textVersion: '0123abcd', reach: '070-174 06 05' };
    const first = await postFields(server.port, fields);
    await waitForMails(server.dataDir, 1);
    const second = await postFields(server.port, fields);
    expect(first.status).toBe(303);
    expect(second).toEqual(first);
    await sleep(200);
    await waitForMails(server.dataDir, 1);
  });
});
