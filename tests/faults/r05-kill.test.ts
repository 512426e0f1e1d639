import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { decodeFrame, encodeFrame } from '../../src/referral/frame.ts';
import type { SealedLetter } from '../../src/referral/frame.ts';
import { markOf } from '../../src/referral/mark.ts';
import { FULL } from '../support/full.ts';
import { freePort } from '../support/programs.ts';
import { frameOf, makeStage, newId, temporaryFolder } from '../unit/intake/stage.ts';
import type { Stage } from '../unit/intake/stage.ts';
import { namesIn, post, readSpool, startServer } from './server-process.ts';
import { readTrace, traced } from './trace.ts';
import type { Call } from './trace.ts';

const KILLS = FULL ? 42 : 12;
const POSTING = 8;

let stage: Stage;
let letters: readonly SealedLetter[];

// Servers in processes of their own take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

beforeAll(async () => {
  stage = await makeStage();
  const decoded = decodeFrame(await frameOf(stage.facts), stage.facts.set);
  if (!decoded.ok) throw new Error(decoded.problem);
  letters = decoded.value.letters;
});

interface Storm {
  readonly port: number;
  /** Ids that were answered 202. */
  readonly accepted: Set<string>;
  over: boolean;
}

/** Posts one submission after the other; one whose answer was lost is sent again with the same id. */
async function keepPosting(storm: Storm): Promise<void> {
  let submissionId = newId();
  while (!storm.over) {
    const frame = encodeFrame({ submissionId, letters }, stage.facts.set);
    const answer = await post(storm.port, frame).catch(() => null);
    if (answer?.status === 202) {
      storm.accepted.add(Buffer.from(submissionId).toString('hex'));
      submissionId = newId();
    }
    await sleep(25);
  }
}

const mailNameOf = (id: string) => `${markOf(Buffer.from(id, 'hex'))}-social-${id.slice(0, 8)}.eml`;

describe('a server that is killed (R5)', () => {
  it(`${KILLS} times under ${POSTING} senders loses nothing it said it had and tears no file`, async () => {
    const dataDir = await temporaryFolder();
    const port = await freePort();
    const storm: Storm = { port, accepted: new Set(), over: false };
    const senders = Array.from({ length: POSTING }, () => keepPosting(storm));
    let torn = 0;
    const environment = { PORT: `${port}` };
    for (let kills = 0; kills < KILLS; kills += 1) {
      const server = await startServer({ facts: stage.facts, dataDir, environment });
      const before = storm.accepted.size;
      await sleep(50 + Math.random() * 250);
      // On a busy machine, longer: each of them has something to lose.
      while (storm.accepted.size === before) await sleep(5);
      await server.kill();
      torn += (await readSpool(dataDir)).torn;
    }
    storm.over = true;
    await Promise.all(senders);
    const waiting = (await readSpool(dataDir)).ids;
    const mails = new Set(await namesIn(dataDir, 'outbox'));
    const lost = [...storm.accepted].filter((id) => !waiting.has(id) && !mails.has(mailNameOf(id)));
    console.log(
      `kills ${KILLS}, accepted ${storm.accepted.size}, waiting ${waiting.size}, ` +
        `mails ${mails.size}, lost ${lost.length}, torn ${torn}`,
    );
    expect({ lost, torn }).toEqual({ lost: [], torn: 0 });
    expect(storm.accepted.size).toBeGreaterThanOrEqual(KILLS);

    const server = await startServer({ facts: stage.facts, dataDir, environment });
    while ((await namesIn(dataDir, 'spool', 'new')).length > 0) await sleep(50);
    await server.kill();
    const delivered = await namesIn(dataDir, 'outbox');
    const expected = new Set([...storm.accepted, ...waiting].map(mailNameOf));
    expect([...expected].filter((name) => !delivered.includes(name))).toEqual([]);
    expect(delivered.filter((name) => !name.endsWith('.eml'))).toEqual([]);
    for (const name of delivered) {
      const mail = await readFile(join(dataDir, 'outbox', name), 'utf8');
      expect(mail.endsWith('-----END PGP MESSAGE-----\r\n\r\n--post-6f1c7e02b9d84a35--\r\n')).toBe(
        true,
      );
    }
  }, 300_000);
});

describe('the order of system calls (R5)', () => {
  it('is write, fsync, rename, fsync of the folder, answer', async () => {
    const dataDir = await temporaryFolder();
    const file = join(dataDir, 'trace');
    const server = await startServer({ facts: stage.facts, dataDir, under: traced(file) });
    const id = newId();
    const answer = await post(
      server.port,
      encodeFrame({ submissionId: id, letters }, stage.facts.set),
    );
    expect(answer.status).toBe(202);
    await server.kill();
    const trace = await readTrace(file);
    const name = `${Buffer.from(id).toString('hex')}.json`;
    const spool = join(dataDir, 'spool');
    const after = (earlier: Call | undefined, isIt: (text: string) => boolean) =>
      trace.find(({ text, began }) => began > (earlier?.ended ?? Infinity) && isIt(text));
    const written = trace.find(
      ({ text }) => /^p?write/u.test(text) && text.includes(`tmp/${name}>`),
    );
    const synced = after(written, (text) => /^fsync.*tmp/u.test(text) && text.includes(name));
    const renamed = after(
      synced,
      (text) => text.startsWith('rename') && text.includes(`new/${name}`),
    );
    const folderSynced = after(
      renamed,
      (text) => text.startsWith('fsync') && text.includes(`${spool}/new>`),
    );
    const answered = after(folderSynced, (text) => text.includes('HTTP/1.1 202'));
    const steps = [written, synced, renamed, folderSynced, answered];
    expect(steps.map((step) => /^[a-z]+/u.exec(step?.text ?? '')?.[0])).toEqual([
      expect.stringMatching(/^p?write/u),
      'fsync',
      expect.stringMatching(/^rename/u),
      'fsync',
      expect.stringMatching(/^write|^send/u),
    ]);
    // The answer is written once, so it cannot also have gone out before.
    expect(trace.filter(({ text }) => text.includes('HTTP/1.1 202'))).toHaveLength(1);
    expect(
      trace.filter(({ text }) => text.startsWith('rename') && text.includes(name)),
    ).toHaveLength(1);
  });
});
