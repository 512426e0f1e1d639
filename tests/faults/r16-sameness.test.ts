import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { postgresCluster } from '../support/postgres.ts';
import type { Cluster } from '../support/postgres.ts';
import { frameOf, makeStage, temporaryFolder } from '../unit/intake/stage.ts';
import type { Stage } from '../unit/intake/stage.ts';
import { pageHeaders, startServer } from './server-process.ts';
import { readTrace, traced } from './trace.ts';

/** A relay that is never there: what was taken waits, and so every answer is to the same state. */
const NO_RELAY = { COURIER: 'smtp', SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'post@a.example' };

let stage: Stage;
let cluster: Cluster;

// Servers in processes of their own take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

beforeAll(async () => {
  stage = await makeStage();
  cluster = await postgresCluster();
});

afterAll(() => cluster.remove());

/** Every byte of the answer on the line, with the date's digits made alike. */
async function wholeAnswer(port: number, frame: Uint8Array): Promise<string> {
  const headers = { ...pageHeaders(port), Host: `127.0.0.1:${port}`, Connection: 'close' };
  const lines = Object.entries({ ...headers, 'Content-Length': `${frame.length}` });
  const line = connect(port, '127.0.0.1');
  line.write('POST /api/referrals/ HTTP/1.1\r\n');
  line.write(`${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`);
  line.write(frame);
  let answer = '';
  line.on('data', (part) => (answer += part.toString('latin1')));
  await once(line, 'close');
  return answer.replace(/Date: .{29}/u, 'Date: …');
}

/** A call and what it gave: `write 11221`. A file that is renamed or removed changes its folder once. */
const briefly = (call: string): string => {
  const [, name = '', result = ''] = /^(\w+)\(.* = (\d+)$/su.exec(call) ?? [];
  return `${/^(rename|unlink)/u.test(name) ? 'change' : name} ${result}`;
};

describe('the answer to a repeated submission (R16)', () => {
  it.each(['a folder', 'PostgreSQL'])(
    'is to the byte the one to a new submission, with the spool in %s',
    async (kind) => {
      const environment = {
        ...NO_RELAY,
        ...(kind === 'a folder' ? {} : { SPOOL_URL: cluster.database('sameness') }),
      };
      const server = await startServer({ facts: stage.facts, environment });
      const frame = await frameOf(stage.facts);
      // The first answer may come before the courier has found that there is no relay.
      await wholeAnswer(server.port, await frameOf(stage.facts));
      await vi.waitFor(() => expect(server.printed()).toContain('courier-later'), 30_000);
      const first = await wholeAnswer(server.port, frame);
      const again = await wholeAnswer(server.port, frame);
      const other = await wholeAnswer(server.port, await frameOf(stage.facts));
      expect(first).toMatch(/^HTTP\/1\.1 202 /u);
      expect([again, other]).toEqual([first, first]);
    },
  );

  // Times differ by chance; what takes time is the disk.
  it('waits for the same work of the disk as the one to a new submission', async () => {
    const dataDir = await temporaryFolder();
    const file = join(dataDir, 'trace');
    const server = await startServer({
      facts: stage.facts,
      dataDir,
      environment: NO_RELAY,
      under: traced(file),
    });
    const frame = await frameOf(stage.facts);
    await wholeAnswer(server.port, await frameOf(stage.facts));
    await vi.waitFor(() => expect(server.printed()).toContain('courier-later'), 30_000);
    for (let time = 0; time < 2; time += 1) await wholeAnswer(server.port, frame);
    await server.kill();
    const work: string[] = [];
    let answered = 0;
    for (const { text } of await readTrace(file)) {
      if (text.includes('HTTP/1.1 202')) answered += 1;
      else if (text.includes('/spool/'))
        work[answered] = `${work[answered] ?? ''}${briefly(text)}\n`;
    }
    const [, ofNew, ofRepeated] = work;
    expect(ofNew).toMatch(/^write \d+\nfsync 0\nchange 0\nfsync 0\n$/u);
    expect(ofRepeated).toBe(ofNew);
  });
});
