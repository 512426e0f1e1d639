import { setTimeout as sleep } from 'node:timers/promises';
import { createMessage, encrypt, enums, readKey } from 'openpgp';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { decodeFrame, encodeFrame, frameBytes } from '../../src/referral/frame.ts';
import { armorLetter } from '../../src/referral/pgp/armor.ts';
import { sealLetter } from '../../src/referral/pgp/seal.ts';
import { BLOCK_BYTES } from '../../src/referral/block.ts';
import { openIntake } from '../../src/intake/intake.ts';
import { memoryMb } from '../support/flood.ts';
import {
  configFor,
  frameOf,
  framePost,
  makeStage,
  newId,
  temporaryFolder,
} from '../unit/intake/stage.ts';
import type { Stage } from '../unit/intake/stage.ts';
import { namesIn, openPost, post, startServer } from './server-process.ts';

const MB = 1024 * 1024;
const REFUSED = '{"status":"refused"}';

let stage: Stage;
let other: Stage;
let letter: Uint8Array;

// Servers in processes of their own take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

beforeAll(async () => {
  stage = await makeStage();
  other = await makeStage();
  letter = await letterIn(await frameOf(stage.facts));
});

async function letterIn(frame: Uint8Array): Promise<Uint8Array> {
  const decoded = decodeFrame(frame, stage.facts.set);
  if (!decoded.ok || !decoded.value.letters[0]) throw new Error('No letter is in this frame.');
  return Promise.resolve(decoded.value.letters[0].bytes);
}

/** A frame whose slot for social services holds these bytes. */
const frameWith = (bytes: Uint8Array): Uint8Array =>
  encodeFrame({ submissionId: newId(), letters: [{ inbox: 'social', bytes }] }, stage.facts.set);

const certificatesOf = ({ facts }: Stage): string[] =>
  facts.set.inboxes.flatMap(({ certificates }) => certificates);

const sealed = (...certificates: string[]): Promise<Uint8Array> =>
  sealLetter(new Uint8Array(BLOCK_BYTES), certificates, new Date(stage.facts.set.sealedAt));

/** A message with authenticated encryption (SEIPD v2), which half of the mail programs cannot read. */
async function sealedNewStyle(certificate: string): Promise<Uint8Array> {
  const date = new Date(stage.facts.set.sealedAt);
  const message: unknown = await encrypt({
    message: await createMessage({ binary: new Uint8Array(BLOCK_BYTES), date }),
    encryptionKeys: (await readKey({ armoredKey: certificate })).toPublic(),
    sessionKey: { data: new Uint8Array(32), algorithm: 'aes256', aeadAlgorithm: 'ocb' } as never,
    date,
    format: 'binary',
    config: { aeadProtect: true, preferredAEADAlgorithm: enums.aead.ocb },
  });
  if (!(message instanceof Uint8Array)) throw new TypeError('The message is not binary.');
  return message;
}

const joined = (...parts: Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));

describe('what is no letter (R9)', () => {
  it('is answered 4xx with a constant body, and nothing of it is kept', async () => {
    const server = await startServer({ facts: stage.facts });
    const whole = await frameOf(stage.facts);
    const armored = new TextEncoder().encode(armorLetter(letter));
    const shape = (change: (bytes: Uint8Array) => void) => {
      const bytes = letter.slice();
      change(bytes);
      return bytes;
    };
    const marker = new Uint8Array([0xca, 0x03, 0x50, 0x47, 0x50]);
    const [social = '', police = ''] = certificatesOf(stage);
    const [foreign = ''] = certificatesOf(other);
    const bodies: [name: string, status: number, body: Uint8Array][] = [
      ['0 bytes', 400, new Uint8Array()],
      ['one byte less', 400, whole.subarray(0, -1)],
      ['one byte more', 413, joined(whole, new Uint8Array(1))],
      ['another version', 400, joined(new Uint8Array([2]), whole.subarray(1))],
      ['all zeros', 400, new Uint8Array(whole.length)],
      [
        'noise with the right version',
        400,
        joined(new Uint8Array([1]), crypto.getRandomValues(new Uint8Array(whole.length - 1))),
      ],
      ['armor', 400, frameWith(armored.subarray(0, letter.length))],
      ['plaintext of the right size', 400, frameWith(new Uint8Array(letter.length).fill(0x41))],
      ['a letter for the other inbox', 400, frameWith(await sealed(police))],
      ['a letter for a foreign key', 400, frameWith(await sealed(foreign))],
      ['an extra recipient', 400, frameWith(await sealed(social, foreign))],
      ['the same recipient twice', 400, frameWith(await sealed(social, social))],
      ['the new packet format', 400, frameWith(await sealedNewStyle(social))],
      ['a trailing packet', 400, frameWith(joined(letter, marker))],
      ['a leading packet', 400, frameWith(joined(marker, letter))],
      ['a letter to nobody', 400, frameWith(await sealed())],
      ['a letter cut by one byte', 400, frameWith(letter.subarray(0, -1))],
      ['a letter with a byte too many', 400, frameWith(joined(letter, new Uint8Array(1)))],
      ['a hidden recipient', 400, frameWith(shape((bytes) => bytes.fill(0, 3, 11)))],
    ];
    const results = [];
    for (const [name, , body] of bodies) {
      const answer = await post(server.port, body);
      results.push([name, answer.status, answer.body]);
    }
    expect(results).toEqual(bodies.map(([name, status]) => [name, status, REFUSED]));
    expect((await post(server.port, whole)).status).toBe(202);
    expect(await namesIn(server.dataDir, 'spool', 'tmp')).toEqual([]);
    expect(server.printed()).toBe('');
  });

  it('as 50 MB is refused unread and costs no memory: announced, chunked or as a form', async () => {
    const server = await startServer({ facts: stage.facts });
    await post(server.port, await frameOf(stage.facts));
    const before = memoryMb(server.child.pid ?? 0, 'VmRSS');
    const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
    for (const type of [{}, form]) {
      const { line, got } = openPost(server.port, { 'Content-Length': `${50 * MB}`, ...type });
      await vi.waitFor(() => {
        expect(got()).toMatch(/^HTTP\/1\.1 413 /u);
      }, 5_000);
      line.destroy();
    }
    const big = new Uint8Array(50 * MB).fill(0x61);
    const flood = [
      {},
      { headers: form },
      { headers: { 'Transfer-Encoding': 'chunked' }, without: ['Content-Length'] },
    ];
    for (const options of [...flood, ...flood, ...flood, ...flood]) {
      // The line is cut while the rest still comes, so that this sender may not see its answer.
      const answer = await post(server.port, big, options).catch(() => null);
      expect([411, 413, null]).toContain(answer?.status ?? null);
    }
    const grown = memoryMb(server.child.pid ?? 0, 'VmRSS') - before;
    console.log(`12 × 50 MB: grown by ${grown.toFixed(1)} MB`);
    expect(grown).toBeLessThan(40);
    expect((await post(server.port, await frameOf(stage.facts))).status).toBe(202);
  });

  it('without a length is refused before a byte of it is read', async () => {
    const server = await startServer({ facts: stage.facts });
    const { line, got } = openPost(server.port, { 'Transfer-Encoding': 'chunked' });
    await vi.waitFor(() => {
      expect(got()).toMatch(/^HTTP\/1\.1 411 [\s\S]*refused/u);
    }, 5_000);
    line.destroy();
  });

  it('sent drop by drop is given up when its time is over, and holds up nobody', async () => {
    const environment = { READ_TIME_LIMIT_MS: '3000' };
    const server = await startServer({ facts: stage.facts, environment });
    const length = `${frameBytes(stage.facts.set)}`;
    const slow = Array.from({ length: 50 }, () =>
      openPost(server.port, { 'Content-Length': length }),
    );
    const drops = setInterval(() => {
      for (const { line } of slow) if (line.writable) line.write('x');
    }, 100);
    await sleep(200);
    expect((await post(server.port, await frameOf(stage.facts))).status).toBe(202);
    // The slow ones were still sending when the quick one was answered.
    expect(slow.map(({ got }) => got())).toEqual(slow.map(() => ''));
    await sleep(4_000);
    clearInterval(drops);
    for (const { got } of slow) expect(got()).toMatch(/^HTTP\/1\.1 408 [\s\S]*refused/u);
    expect(slow.every(({ line }) => line.readableEnded || line.destroyed)).toBe(true);
    expect(server.printed()).toBe('');
  });
});

describe('100,000 random frames (R9)', () => {
  it('are all refused, also those that look like a frame', async () => {
    const dataDir = await temporaryFolder();
    const config = configFor(dataDir);
    const intake = await openIntake({ config, facts: stage.facts, clientDir: dataDir });
    const frame = new Uint8Array(frameBytes(stage.facts.set));
    const view = new DataView(frame.buffer);
    const firstSlot = 17;
    const secondSlot = firstSlot + (frame.length - firstSlot) / 2;
    let refused = 0;
    for (let count = 0; count < 100_000; count += 1) {
      if (count % 50 === 0) crypto.getRandomValues(frame.subarray(0, 8_192));
      crypto.getRandomValues(frame.subarray(0, 512));
      // Half of them have the right version, one slot of the right length and begin like a letter.
      if (count % 2 === 0) {
        frame[0] = 1;
        view.setUint16(firstSlot, letter.length);
        frame.set(letter.subarray(0, 16), firstSlot + 2);
        view.setUint16(secondSlot, 0);
      }
      const { status } = await intake.receive(framePost(frame));
      if (status === 400) refused += 1;
    }
    expect(refused).toBe(100_000);
    expect(await namesIn(dataDir, 'spool', 'new')).toEqual([]);
  }, 60_000);
});
