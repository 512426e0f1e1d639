import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { digestOf } from '../../src/intake/mail.ts';
import { postgresShelf } from '../../src/intake/postgres-shelf.ts';
import { decodeFrame, encodeFrame } from '../../src/referral/frame.ts';
import type { SealedLetter } from '../../src/referral/frame.ts';
import { FULL } from '../support/full.ts';
import { postgresCluster } from '../support/postgres.ts';
import type { Cluster } from '../support/postgres.ts';
import { freePort } from '../support/programs.ts';
import { frameOf, makeStage, newId, temporaryFolder } from '../unit/intake/stage.ts';
import type { Stage } from '../unit/intake/stage.ts';
import { post, postFields, startServer } from './server-process.ts';
import { standInResend } from './stand-in-resend.ts';
import type { StandIn } from './stand-in-resend.ts';

const KILLS_EACH = FULL ? 12 : 5;
const POSTING = 8;
const NOT_STORED = { status: 503, body: '{"status":"not-stored"}', location: undefined };
const FIELDS = {
  kind: 'self',
  locale: 'sv',
  textVersion: '0123abcd',
  reach: '070-174 06 05',
  ownWords: 'Det här får inte försvinna',
};

let stage: Stage;
let cluster: Cluster;
let letters: readonly SealedLetter[];

// Servers in processes of their own take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

beforeAll(async () => {
  stage = await makeStage();
  cluster = await postgresCluster();
  // A letter for each inbox: a server may die between the two.
  const both = await frameOf(stage.facts, { recipients: 'both' });
  const decoded = decodeFrame(both, stage.facts.set);
  if (!decoded.ok) throw new Error(decoded.problem);
  letters = decoded.value.letters;
});

afterAll(() => cluster.remove());

/** What two servers are started with that share a database and a relay. */
const sharing = (url: string, relay: StandIn) => ({
  SPOOL_URL: url,
  LEASE_SECONDS: '10',
  COURIER: 'resend',
  RESEND_API_KEY: 're_test',
  RESEND_BASE_URL: relay.baseUrl,
  MAIL_FROM: 'post@a.example',
});

interface Storm {
  readonly ports: readonly number[];
  /** Ids that were answered 202. */
  readonly accepted: Set<string>;
  over: boolean;
}

/** Posts one submission after the other, to either server; one whose answer was lost is sent again. */
async function keepPosting(storm: Storm, first: number): Promise<void> {
  let submissionId = newId();
  for (let turn = first; !storm.over; turn += 1) {
    const frame = encodeFrame({ submissionId, letters }, stage.facts.set);
    const answer = await post(storm.ports[turn % 2]!, frame).catch(() => null);
    if (answer?.status === 202) {
      storm.accepted.add(Buffer.from(submissionId).toString('hex'));
      submissionId = newId();
    }
    await sleep(25);
  }
}

describe('two servers that share a database (R5)', () => {
  it(`killed ${2 * KILLS_EACH} times, and their database once, deliver every accepted letter exactly once`, async () => {
    const relay = await standInResend();
    const url = cluster.database('storm');
    const environment = sharing(url, relay);
    const storm: Storm = {
      ports: [await freePort(), await freePort()],
      accepted: new Set(),
      over: false,
    };
    const senders = Array.from({ length: POSTING }, (_, index) => keepPosting(storm, index));
    const killing = storm.ports.map(async (port) => {
      const dataDir = await temporaryFolder();
      const start = {
        facts: stage.facts,
        dataDir,
        environment: { ...environment, PORT: `${port}` },
      };
      for (let kills = 0; kills < KILLS_EACH; kills += 1) {
        const server = await startServer(start);
        const before = storm.accepted.size;
        await sleep(100 + Math.random() * 400);
        // On a busy machine, longer: there is something to lose.
        while (storm.accepted.size === before) await sleep(5);
        await server.kill();
      }
      return startServer(start);
    });
    while (storm.accepted.size < 10) await sleep(50);
    await cluster.kill();
    await cluster.start();
    await Promise.all(killing);
    storm.over = true;
    await Promise.all(senders);

    const shelf = await postgresShelf(url);
    await vi.waitFor(
      async () => {
        const states = (await shelf.holdings()).map(({ state }) => state);
        expect(states.filter((state) => state !== 'delivered')).toEqual([]);
      },
      { timeout: 60_000, interval: 500 },
    );
    await shelf.close();
    const mails = new Set(relay.mails.keys());
    const expected = [...storm.accepted].flatMap((id) => [`${id}-social`, `${id}-police`]);
    const lost = expected.filter((key) => !mails.has(digestOf(key)));
    console.log(
      `kills ${2 * KILLS_EACH}, accepted ${storm.accepted.size}, mails ${mails.size}, ` +
        `requests ${relay.received.length}, lost ${lost.length}`,
    );
    expect(lost).toEqual([]);
    expect(storm.accepted.size).toBeGreaterThanOrEqual(KILLS_EACH);
    // The relay holds two mails with one key for one mail; without kills it is asked once for each.
    expect(relay.received.length - mails.size).toBeLessThanOrEqual(2 * KILLS_EACH + 2);
  }, 300_000);

  it('given the same submission at once, and again after its delivery, send one mail (R8)', async () => {
    const relay = await standInResend();
    const environment = sharing(cluster.database('repeat'), relay);
    const one = await startServer({ facts: stage.facts, environment });
    const other = await startServer({ facts: stage.facts, environment });
    const frame = await frameOf(stage.facts);
    const answers = await Promise.all([one, other, one].map(({ port }) => post(port, frame)));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    await vi.waitFor(() => expect(relay.received).toHaveLength(1), 20_000);
    await one.kill();
    expect((await post(other.port, frame)).status).toBe(202);
    await sleep(2_500);
    expect(relay.received).toHaveLength(1);
  });

  it('say “not sent” while the database is away, keep the text, and take letters again by themselves (R6)', async () => {
    const relay = await standInResend();
    const environment = sharing(cluster.database('away'), relay);
    const server = await startServer({ facts: stage.facts, environment });
    await cluster.kill();
    const frame = await frameOf(stage.facts);
    expect(await post(server.port, frame)).toEqual(NOT_STORED);
    const page = await postFields(server.port, FIELDS);
    expect(page.status).toBe(503);
    expect(page.body).toContain('<section data-not-sent="">');
    expect(page.body).toContain('Det här får inte försvinna</textarea>');
    const begun = await startServer({ facts: stage.facts, environment });
    expect(await post(begun.port, await frameOf(stage.facts))).toEqual(NOT_STORED);
    await cluster.start();
    for (const { port } of [server, begun]) {
      expect((await post(port, await frameOf(stage.facts))).status).toBe(202);
    }
    expect((await post(server.port, frame)).status).toBe(202);
    await vi.waitFor(() => expect(relay.mails.size).toBe(3), 30_000);
    expect(server.printed()).toMatch(
      /^(\{"time":"[^"]+","problem":"(?:closed-)?spool-failed"\}\n)+$/u,
    );
  });
});
