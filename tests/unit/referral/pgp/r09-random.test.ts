import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { BLOCK_BYTES } from '../../../../src/referral/block.ts';
import { SLOT_BYTES, decodeFrame, frameBytes } from '../../../../src/referral/frame.ts';
import { inspectLetter } from '../../../../src/referral/pgp/inspect.ts';
import { sealLetter } from '../../../../src/referral/pgp/seal.ts';
import type { SealingInbox } from '../../../../src/referral/sealing-set.ts';
import { FULL } from '../../../support/full.ts';
import type { DemoArea } from '../fixtures.ts';
import { makeDemoArea } from '../fixtures.ts';

const ROUNDS = FULL ? 100_000 : 20_000;

let area: DemoArea;
let social: SealingInbox;
let police: SealingInbox;
let letter: Uint8Array;

beforeAll(async () => {
  area = await makeDemoArea();
  [social, police] = area.set.inboxes as [SealingInbox, SealingInbox];
  const block = new Uint8Array(BLOCK_BYTES).fill(32);
  letter = await sealLetter(block, social.certificates, new Date(area.set.sealedAt));
});

const accepts = (bytes: Uint8Array, inbox = social) =>
  inspectLetter(bytes, inbox, area.set.sealedAt);

describe('random bytes (R9)', () => {
  test(`are never a letter (${ROUNDS} slots)`, async () => {
    let accepted = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const size = round % 2 === 0 ? letter.length : Math.floor(Math.random() * SLOT_BYTES);
      const bytes = new Uint8Array(randomBytes(size));
      // Half of them begin like a letter, or chance would never get past the first octet.
      if (round % 4 === 0) bytes.set(letter.subarray(0, 1 + (round % 196)));
      if (await accepts(bytes)) accepted += 1;
    }
    expect(accepted).toBe(0);
  });

  test(`are never a frame with a letter (${ROUNDS} frames)`, async () => {
    const size = frameBytes(area.set);
    let accepted = 0;
    let decoded = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const bytes = new Uint8Array(randomBytes(size));
      if (round % 2 === 0) {
        bytes[0] = 1;
        new DataView(bytes.buffer).setUint16(17, letter.length);
        new DataView(bytes.buffer).setUint16(19 + SLOT_BYTES, round % 4 === 0 ? 0 : letter.length);
      }
      const frame = decodeFrame(bytes, area.set);
      if (!frame.ok) continue;
      decoded += 1;
      for (const { inbox, bytes: slot } of frame.value.letters) {
        if (await accepts(slot, inbox === 'social' ? social : police)) accepted += 1;
      }
    }
    expect(decoded).toBeGreaterThanOrEqual(ROUNDS / 2);
    expect(accepted).toBe(0);
  });
});
