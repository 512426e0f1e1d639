import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { IntakeFacts } from '../../src/intake/facts.ts';
import {
  answerForAll,
  frameOf,
  makeStage,
  realFacts,
  temporaryFolder,
} from '../unit/intake/stage.ts';
import type { Stage } from '../unit/intake/stage.ts';
import { namesIn, post, startServer } from './server-process.ts';

let stage: Stage;

// Servers in processes of their own take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

beforeAll(async () => {
  stage = await makeStage();
});

const SITE = { SITE_URL: 'https://site.example', SITE_ALIASES: 'https://alias.example' };

/** Facts of a team with real certificates, as behind a TLS proxy. */
const real = (): IntakeFacts => realFacts(stage.facts);

describe('posts over real connections (R12)', () => {
  it('from foreign, hidden or missing origins are 403 and leave nothing', async () => {
    const server = await startServer({ facts: stage.facts });
    const frame = await frameOf(stage.facts);
    const refused = { status: 403, body: '{"status":"refused"}', location: undefined };
    const foreign = [
      { Origin: 'https://evil.example' },
      { Origin: 'null' },
      { Origin: '' },
      { Origin: `https://127.0.0.1:${server.port}` },
      { Origin: 'https://evil.example', Host: 'evil.example' },
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'none' },
    ];
    for (const headers of foreign) {
      expect(await post(server.port, frame, { headers })).toEqual(refused);
    }
    expect(await post(server.port, frame, { without: ['Origin'] })).toEqual(refused);
    expect(await namesIn(server.dataDir, 'spool', 'new')).toEqual([]);
    expect(await namesIn(server.dataDir, 'outbox')).toEqual([]);
    expect((await post(server.port, frame)).status).toBe(202);
  });

  it('behind a TLS proxy count with the public address and its aliases only', async () => {
    const dataDir = await temporaryFolder();
    await answerForAll(dataDir, Date.now());
    const server = await startServer({ facts: real(), dataDir, environment: SITE });
    const from = async (Origin: string) =>
      (await post(server.port, await frameOf(real()), { headers: { Origin } })).status;
    expect(await from('https://site.example')).toBe(202);
    expect(await from('https://alias.example')).toBe(202);
    expect(await from('http://site.example')).toBe(403);
    expect(await from('https://site.example:8443')).toBe(403);
    expect(await from(`http://127.0.0.1:${server.port}`)).toBe(403);
  });

  it('to a demonstration with a public address are all refused (R3)', async () => {
    const server = await startServer({ facts: stage.facts, environment: SITE });
    const frame = await frameOf(stage.facts);
    const headers = { Origin: 'https://site.example' };
    expect((await post(server.port, frame, { headers })).status).toBe(403);
    expect(await namesIn(server.dataDir, 'spool', 'new')).toEqual([]);
  });
});
