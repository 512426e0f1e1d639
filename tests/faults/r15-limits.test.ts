// R15: a network over its share is asked for work or shown telephone numbers; others are not.
import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import type { Challenge } from 'altcha-lib/types';
import { parseHTML } from 'linkedom';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { FREE_REQUESTS, KEY_LIFETIME_MS, MOST_PROOFS } from '../../src/intake/gate/gate.ts';
import { askForProof } from '../../src/intake/gate/proof.ts';
import { openIntake } from '../../src/intake/intake.ts';
import type { Intake } from '../../src/intake/intake.ts';
import { PROOF_HEADER, PROOF_WANTED } from '../../src/referral/proof/proof-header.ts';
import { FORM_PAGE } from '../unit/intake/form-page.ts';
import {
  configFor,
  fieldsPost,
  frameOf,
  framePost,
  makeStage,
  temporaryFolder,
  testClock,
} from '../unit/intake/stage.ts';
import type { Stage, TestClock } from '../unit/intake/stage.ts';
import { namesIn } from './server-process.ts';

const PROXY = '127.0.0.1';
const FIELDS = { kind: 'self', locale: 'sv', textVersion: '0123abcd', reach: '070-174 06 05' };

// A hundred proofs take their time on a busy machine.
vi.setConfig({ testTimeout: 300_000 });

let stage: Stage;
let frame: Uint8Array<ArrayBuffer>;

beforeAll(async () => {
  stage = await makeStage();
  frame = await frameOf(stage.facts);
});

interface Opened {
  readonly intake: Intake;
  readonly clock: TestClock;
  readonly dataDir: string;
}

async function opened(environment: Record<string, string> = {}): Promise<Opened> {
  const dataDir = await temporaryFolder();
  const clientDir = join(dataDir, 'client');
  await mkdir(join(clientDir, 'sv', 'skriv'), { recursive: true });
  await writeFile(join(clientDir, 'sv', 'skriv', 'index.html'), FORM_PAGE);
  const clock = testClock();
  const config = configFor(dataDir, { TRUSTED_PROXIES: PROXY, ...environment });
  const intake = await openIntake({ config, facts: stage.facts, clientDir, clock });
  return { intake, clock, dataDir };
}

/** Posts the frame as a browser behind the proxy does. */
const postFrom = (
  { intake }: Opened,
  forwarded: string,
  headers: Record<string, string> = {},
): Promise<Response> =>
  intake.receive(framePost(frame, { 'X-Forwarded-For': forwarded, ...headers }), PROXY);

const formFrom = ({ intake }: Opened, forwarded: string): Promise<Response> => {
  const request = fieldsPost({ ...FIELDS, ownWords: 'Ring på dagen.' });
  request.headers.set('X-Forwarded-For', forwarded);
  return intake.receive(request, PROXY);
};

async function statuses(times: number, ask: () => Promise<Response>): Promise<Set<number>> {
  const seen = new Set<number>();
  for (let time = 0; time < times; time += 1) seen.add((await ask()).status);
  return seen;
}

/** Uses up what a network has free. */
async function fill(site: Opened, forwarded: string): Promise<void> {
  expect(await statuses(FREE_REQUESTS, () => postFrom(site, forwarded))).toEqual(new Set([202]));
}

async function challengeIn(response: Response): Promise<Challenge> {
  expect(response.status).toBe(429);
  const told = (await response.json()) as { status: string; challenge: Challenge };
  expect(told.status).toBe('not-stored');
  return told.challenge;
}

async function proofFor(challenge: Challenge): Promise<string> {
  // Without the library's own limit, which a busy machine passes.
  const solution = await solveChallenge({ challenge, deriveKey, timeout: 0 });
  return btoa(JSON.stringify({ challenge, solution }));
}

/** A challenge of the same form that costs nothing to solve, as only a forger has one. */
const easyProof = async (): Promise<string> => proofFor(await askForProof('a guessed secret', 1));

describe('a network over its share (R15)', () => {
  it('is asked for work, its neighbours in the same network too, and other networks are not', async () => {
    const site = await opened();
    await fill(site, '203.0.113.7');
    await challengeIn(await postFrom(site, '203.0.113.7'));
    await challengeIn(await postFrom(site, '203.0.113.200'));
    expect((await postFrom(site, '203.0.114.7')).status).toBe(202);
    expect((await postFrom(site, '2001:db8::1')).status).toBe(202);
  });

  it('is a /48 in IPv6, so that one customer has not thousands of them', async () => {
    const site = await opened();
    await fill(site, '2001:db8:12:1::1');
    await challengeIn(await postFrom(site, '2001:db8:12:ffff::2'));
    expect((await postFrom(site, '2001:db8:13::1')).status).toBe(202);
  });

  it('gets through by work, once for each proof', async () => {
    const site = await opened();
    await fill(site, '203.0.113.7');
    const proof = await proofFor(await challengeIn(await postFrom(site, '203.0.113.7')));
    const solved = await postFrom(site, '203.0.113.7', { [PROOF_HEADER]: proof });
    expect(solved.status).toBe(202);
    expect(await solved.json()).toEqual({ status: 'received' });
    await challengeIn(await postFrom(site, '203.0.113.7', { [PROOF_HEADER]: proof }));
  });

  it('does not get through by a proof that nobody asked for, by half a proof or by noise', async () => {
    const site = await opened();
    await fill(site, '203.0.113.7');
    const challenge = await challengeIn(await postFrom(site, '203.0.113.7'));
    const guessed = { counter: 1, derivedKey: challenge.parameters.keyPrefix, time: 1 };
    const proofs = [
      await easyProof(),
      btoa(JSON.stringify({ challenge, solution: guessed })),
      btoa(JSON.stringify({ challenge })),
      btoa('{'),
      'x'.repeat(10_000),
      '',
    ];
    for (const proof of proofs) {
      await challengeIn(await postFrom(site, '203.0.113.7', { [PROOF_HEADER]: proof }));
    }
  });

  it('is free again when the key has changed, after ten minutes', async () => {
    const site = await opened();
    await fill(site, '203.0.113.7');
    site.clock.advance(KEY_LIFETIME_MS - 1);
    const challenge = await challengeIn(await postFrom(site, '203.0.113.7'));
    site.clock.advance(1);
    expect((await postFrom(site, '203.0.113.7')).status).toBe(202);
    // An old proof opens nothing any more: it is asked for anew.
    const proof = await proofFor(challenge);
    await challengeIn(await postFrom(site, '203.0.113.7', { [PROOF_HEADER]: proof }));
  });

  it('has an end to its work too, so that it cannot fill the spool; then it is told "not stored"', async () => {
    const site = await opened();
    await fill(site, '203.0.113.7');
    const passed = await Promise.all(
      Array.from({ length: MOST_PROOFS }, async () => {
        const challenge = await challengeIn(await postFrom(site, '203.0.113.7'));
        const headers = { [PROOF_HEADER]: await proofFor(challenge) };
        return (await postFrom(site, '203.0.113.7', headers)).status;
      }),
    );
    expect(passed).toEqual(passed.map(() => 202));
    const shut = await postFrom(site, '203.0.113.7');
    expect([shut.status, await shut.json()]).toEqual([429, { status: 'not-stored' }]);
    expect((await postFrom(site, '198.51.100.1')).status).toBe(202);
  });

  it('stores nothing while it is over', async () => {
    const site = await opened();
    await fill(site, '203.0.113.7');
    const other = await frameOf(stage.facts);
    const headers = { 'X-Forwarded-For': '203.0.113.7' };
    expect((await site.intake.receive(framePost(other, headers), PROXY)).status).toBe(429);
    expect(await namesIn(site.dataDir, 'spool', 'new')).toHaveLength(1);
  });
});

describe('without JavaScript, a sender of a network over its share (R15)', () => {
  it('sees the telephone numbers and every typed word, not an error', async () => {
    const site = await opened();
    await fill(site, '203.0.113.7');
    const answer = await formFrom(site, '203.0.113.9');
    expect(answer.status).toBe(429);
    const { document } = parseHTML(await answer.text());
    expect(
      document.querySelector('[data-not-sent]:not([hidden]) a[href="tel:112"]'),
    ).not.toBeNull();
    expect(document.querySelector('[name=ownWords]')?.textContent).toContain('Ring på dagen.');
    expect(document.querySelector('[name=reach]')?.getAttribute('value')).toBe(FIELDS.reach);
    expect(await namesIn(site.dataDir, 'spool', 'new')).toHaveLength(1);
    expect((await formFrom(site, '198.51.100.1')).status).toBe(303);
  });

  it('in a flood still reads that it was not sent, and 112', async () => {
    const site = await opened();
    await fill(site, '203.0.113.7');
    await statuses(MOST_PROOFS, () => postFrom(site, '203.0.113.7'));
    const answer = await formFrom(site, '203.0.113.9');
    expect(answer.status).toBe(429);
    expect(await answer.text()).toMatch(/inte skickat[\s\S]*112[\s\S]*not sent/u);
  });
});

describe('a forged X-Forwarded-For (R15)', () => {
  const forged = (number: number) => `10.${number >> 8}.${number & 0xff}.1`;

  it('changes nothing where no proxy is trusted', async () => {
    const site = await opened({ TRUSTED_PROXIES: '' });
    let number = 0;
    await fill(site, '203.0.113.7');
    expect(await statuses(20, () => postFrom(site, forged((number += 1))))).toEqual(new Set([429]));
  });

  it('changes nothing behind a proxy, which adds whom it saw', async () => {
    const site = await opened();
    let number = 0;
    const behind = () => postFrom(site, `${forged((number += 1))}, 203.0.113.7`);
    expect(await statuses(FREE_REQUESTS, behind)).toEqual(new Set([202]));
    expect(await statuses(20, behind)).toEqual(new Set([429]));
    // Nor can it use up what another network has.
    const blamed = () => postFrom(site, '198.51.100.1, 203.0.113.7');
    expect(await statuses(FREE_REQUESTS, blamed)).toEqual(new Set([429]));
    expect((await postFrom(site, '198.51.100.1')).status).toBe(202);
  });
});

describe('the honeypot (R15)', () => {
  it('filled in by a browser with JavaScript asks for work, and then the letter is taken', async () => {
    const site = await opened();
    const headers = { [PROOF_HEADER]: PROOF_WANTED };
    const challenge = await challengeIn(await postFrom(site, '203.0.113.7', headers));
    const proof = { [PROOF_HEADER]: await proofFor(challenge) };
    expect((await postFrom(site, '203.0.113.7', proof)).status).toBe(202);
  });

  it('filled in without JavaScript shows the telephone numbers, and sending again sends', async () => {
    const site = await opened();
    const post = (website: string) =>
      site.intake.receive(fieldsPost({ ...FIELDS, website }), '203.0.113.7');
    const answer = await post('https://spam.example');
    expect(answer.status).toBe(422);
    const { document } = parseHTML(await answer.text());
    expect(
      document.querySelector('[data-not-sent]:not([hidden]) a[href="tel:112"]'),
    ).not.toBeNull();
    expect(document.querySelector('[name=website]')?.getAttribute('value')).toBeNull();
    expect((await post('')).status).toBe(303);
  });
});
