import type { Result } from '../i18n/result.ts';
import { failure, success } from '../i18n/result.ts';
import { MAX_LETTER_BYTES } from './pgp/letter-layout.ts';
import type { InboxId, SealingSet } from './sealing-set.ts';

/** First byte of every frame. */
const FRAME_VERSION = 1;

/** Random bytes that name a submission; made when the form is first sent, kept for retries. */
export const SUBMISSION_ID_BYTES = 16;

/** Room for one letter: as large as a letter for the most certificates an inbox may have. */
export const SLOT_BYTES = MAX_LETTER_BYTES;

const LENGTH_BYTES = 2;
const HEADER_BYTES = 1 + SUBMISSION_ID_BYTES;

/** A letter that only its inbox can open: one binary OpenPGP message. */
export type SealedLetter = { readonly inbox: InboxId; readonly bytes: Uint8Array };

/** What one submission carries; the letters are accepted together or not at all. */
export type Frame = {
  readonly submissionId: Uint8Array;
  readonly letters: readonly SealedLetter[];
};

/** Why bytes are no frame. */
export type FrameProblem = 'wrong-length' | 'wrong-version' | 'wrong-slot' | 'no-letter';

type Inboxes = Pick<SealingSet, 'inboxes'>;

/** The size of every frame of this set in bytes; it depends on the number of inboxes only. */
export const frameBytes = (set: { readonly inboxes: readonly unknown[] }): number =>
  HEADER_BYTES + set.inboxes.length * (LENGTH_BYTES + SLOT_BYTES);

/**
 * Lays out a submission in exactly `frameBytes(set)` bytes: version, submission id, and for each inbox of the set
 * a big-endian 16-bit length (0: not chosen) with its slot. Every byte that carries nothing is random.
 * @throws RangeError when the id or a letter has the wrong size, or a letter's inbox is not in the set.
 */
export const encodeFrame = (frame: Frame, set: Inboxes): Uint8Array<ArrayBuffer> => {
  assertEncodable(frame, set);
  const bytes = crypto.getRandomValues(new Uint8Array(frameBytes(set)));
  const view = new DataView(bytes.buffer);
  bytes[0] = FRAME_VERSION;
  bytes.set(frame.submissionId, 1);
  for (const [index, { id }] of set.inboxes.entries()) {
    const letter = frame.letters.find(({ inbox }) => inbox === id)?.bytes;
    view.setUint16(lengthOffset(index), letter?.length ?? 0);
    if (letter) bytes.set(letter, lengthOffset(index) + LENGTH_BYTES);
  }
  return bytes;
};

/** Reads a frame back; the letters' content is not looked at (see `inspectLetter`). Never throws. */
export const decodeFrame = (bytes: Uint8Array, set: Inboxes): Result<Frame, FrameProblem> => {
  if (bytes.length !== frameBytes(set)) return failure('wrong-length');
  if (bytes[0] !== FRAME_VERSION) return failure('wrong-version');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const letters: SealedLetter[] = [];
  for (const [index, { id }] of set.inboxes.entries()) {
    const length = view.getUint16(lengthOffset(index));
    if (length > SLOT_BYTES) return failure('wrong-slot');
    const start = lengthOffset(index) + LENGTH_BYTES;
    if (length > 0) letters.push({ inbox: id, bytes: bytes.slice(start, start + length) });
  }
  if (letters.length === 0) return failure('no-letter');
  return success({ submissionId: bytes.slice(1, HEADER_BYTES), letters });
};

const lengthOffset = (index: number): number => HEADER_BYTES + index * (LENGTH_BYTES + SLOT_BYTES);

const assertEncodable = ({ submissionId, letters }: Frame, set: Inboxes): void => {
  if (submissionId.length !== SUBMISSION_ID_BYTES) {
    throw new RangeError(
      `A submission id has ${SUBMISSION_ID_BYTES} bytes, not ${submissionId.length}.`,
    );
  }
  const slots = letters.map(({ inbox }) => set.inboxes.findIndex(({ id }) => id === inbox));
  if (letters.length === 0 || slots.includes(-1) || new Set(slots).size !== slots.length) {
    throw new RangeError(
      'A frame carries one letter for each chosen inbox of the set, at least one.',
    );
  }
  if (letters.some(({ bytes }) => bytes.length === 0 || bytes.length > SLOT_BYTES)) {
    throw new RangeError(`A letter has between 1 and ${SLOT_BYTES} bytes.`);
  }
};
