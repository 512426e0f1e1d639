import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { readFacts } from '../../src/intake/facts.ts';
import { SUBMISSION_ID_BYTES, decodeFrame } from '../../src/referral/frame.ts';
import type { SealedLetter } from '../../src/referral/frame.ts';
import { readReferral } from '../../src/referral/referral.ts';
import { sealReferral } from '../../src/referral/seal-referral.ts';

const VERSION_BYTES = 1;

/** What the form of the built site would post, and the letters in it, one for each inbox that was chosen. */
export async function sealedFrame(recipients: 'social' | 'both' = 'both'): Promise<{
  frame: Uint8Array;
  letters: readonly SealedLetter[];
}> {
  const { set } = readFacts(await readFile('dist/intake.json', 'utf8'));
  const read = readReferral([
    ['kind', 'self'],
    ['locale', 'sv'],
    ['textVersion', '00000000'],
    ['recipients', recipients],
    ['reach', '070'],
  ]);
  if (!read.ok) throw new Error('the form has changed; give the benchmark what it asks for now');
  const frame = await sealReferral({
    referral: read.value,
    set,
    submissionId: new Uint8Array(randomBytes(SUBMISSION_ID_BYTES)),
    writtenAt: new Date(),
    withoutJavaScript: false,
  });
  const decoded = decodeFrame(frame, set);
  if (!decoded.ok) throw new Error(decoded.problem);
  return { frame, letters: decoded.value.letters };
}

/** The same letters as another submission: sealing is the sender's work, and slow. */
export function withNewId(frame: Uint8Array): Uint8Array {
  const copy = frame.slice();
  copy.set(randomBytes(SUBMISSION_ID_BYTES), VERSION_BYTES);
  return copy;
}
