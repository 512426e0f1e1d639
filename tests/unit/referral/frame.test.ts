import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Frame } from '../../../src/referral/frame.ts';
import { SLOT_BYTES, decodeFrame, encodeFrame, frameBytes } from '../../../src/referral/frame.ts';
import type { InboxId, SealingSet } from '../../../src/referral/sealing-set.ts';
import { makeSubmissionId } from './fixtures.ts';

const inbox = (id: InboxId) => ({ id, name: id, certificates: ['-'] });
const set: Pick<SealingSet, 'inboxes'> = { inboxes: [inbox('social'), inbox('police')] };
const letter = (id: InboxId, size: number) => ({
  inbox: id,
  bytes: new Uint8Array(randomBytes(size)),
});
const frame = (...letters: Frame['letters'][number][]): Frame => ({
  submissionId: makeSubmissionId(),
  letters,
});

describe('a frame', () => {
  test('has the same size whichever inboxes are chosen and however long the letters are', () => {
    const frames = [
      frame(letter('social', 1)),
      frame(letter('police', SLOT_BYTES)),
      frame(letter('social', 8341), letter('police', 8341)),
    ];
    for (const one of frames) expect(encodeFrame(one, set)).toHaveLength(frameBytes(set));
  });

  test('gives back what was laid in, for any sizes', () => {
    for (let round = 0; round < 500; round += 1) {
      const size = () => 1 + Math.floor(Math.random() * SLOT_BYTES);
      const sent = frame(letter('social', size()), letter('police', size()));
      expect(decodeFrame(encodeFrame(sent, set), set)).toEqual({ ok: true, value: sent });
    }
  });

  test('gives back one letter as one letter, since the other slot was not chosen', () => {
    const sent = frame(letter('police', 8341));
    expect(decodeFrame(encodeFrame(sent, set), set)).toEqual({ ok: true, value: sent });
  });

  test('fills what it does not use with random bytes that are new each time', () => {
    const sent = frame(letter('police', 100));
    const socialSlot = (bytes: Uint8Array) => Buffer.from(bytes.subarray(19, 19 + SLOT_BYTES));
    const [first, second] = [
      socialSlot(encodeFrame(sent, set)),
      socialSlot(encodeFrame(sent, set)),
    ];
    expect(first.equals(second)).toBe(false);
    for (const slot of [first, second]) {
      const mean = slot.reduce((sum, byte) => sum + byte, 0) / slot.length;
      expect(mean).toBeGreaterThan(120);
      expect(mean).toBeLessThan(135);
    }
  });

  test('can be read where it lies inside a larger buffer', () => {
    const sent = frame(letter('social', 50));
    const buffer = new Uint8Array(frameBytes(set) + 7);
    buffer.set(encodeFrame(sent, set), 7);
    expect(decodeFrame(buffer.subarray(7), set)).toEqual({ ok: true, value: sent });
  });
});

describe('bytes that are no frame', () => {
  const good = () => encodeFrame(frame(letter('social', 50)), set);

  test.each([
    ['nothing', new Uint8Array()],
    ['one byte less', good().subarray(1)],
    ['one byte more', new Uint8Array(frameBytes(set) + 1).fill(1)],
  ])('%s has the wrong length', (_, bytes) => {
    expect(decodeFrame(bytes, set)).toEqual({ ok: false, problem: 'wrong-length' });
  });

  test('another version is refused, so that a later form is never misread', () => {
    const bytes = good();
    bytes[0] = 2;
    expect(decodeFrame(bytes, set)).toEqual({ ok: false, problem: 'wrong-version' });
  });

  test('a length beyond the slot is refused', () => {
    const bytes = good();
    new DataView(bytes.buffer).setUint16(17, SLOT_BYTES + 1);
    expect(decodeFrame(bytes, set)).toEqual({ ok: false, problem: 'wrong-slot' });
  });

  test('a frame without a letter is refused, so that "received" is never said of nothing', () => {
    const bytes = good();
    new DataView(bytes.buffer).setUint16(17, 0);
    expect(decodeFrame(bytes, set)).toEqual({ ok: false, problem: 'no-letter' });
  });
});

test.each([
  ['no letter at all', []],
  ['two letters to one inbox', [letter('social', 5), letter('social', 5)]],
  ['an empty letter', [letter('social', 0)]],
  ['a letter larger than its slot', [letter('social', SLOT_BYTES + 1)]],
])('%s is never framed', (_, letters) => {
  expect(() => encodeFrame(frame(...letters), set)).toThrow(RangeError);
});

test('a letter to an inbox that the area does not have is never framed', () => {
  const onlySocial = { inboxes: [inbox('social')] };
  expect(() => encodeFrame(frame(letter('police', 5)), onlySocial)).toThrow(RangeError);
});
