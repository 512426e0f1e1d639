import type { Result } from '../i18n/result.ts';
import { success } from '../i18n/result.ts';
import { choiceNote } from './choice-note.ts';
import { HONEYPOT } from './fields.ts';
import type { PostOutcome } from './post.ts';
import { post } from './post.ts';
import type { FieldProblem } from './referral.ts';
import { readReferral } from './referral.ts';
import { sealReferral } from './seal-referral.ts';
import { sealingSetSchema } from './sealing-set.ts';

declare const __SEALING_SET__: unknown;

/** What stands in the form. */
type Entries = readonly (readonly [string, string])[];

/**
 * Checks and seals what stands in the form of this page: the frame to post, or the problems to show. `submissionId` are 16 random
 * bytes, kept for retries.
 * @throws Error when sealing fails; nothing may be sent then.
 */
export const seal = async (
  entries: Entries,
  submissionId: Uint8Array,
): Promise<Result<Uint8Array<ArrayBuffer>, FieldProblem[]>> => {
  const set = sealingSetSchema.parse(__SEALING_SET__);
  const read = readReferral(
    entries.filter(([name]) => name !== HONEYPOT),
    set.inboxes.map(({ id }) => id),
  );
  if (!read.ok) return read;
  return success(
    await sealReferral({
      referral: read.value,
      set,
      submissionId,
      writtenAt: new Date(),
      withoutJavaScript: false,
      note: choiceNote(document, read.value.recipients),
    }),
  );
};

/**
 * Posts the frame that was made of these entries. A browser that filled in the honeypot has to work first, but its
 * owner's message goes out. Never throws.
 * @param onProof called when the device begins to work.
 */
export const send = (
  address: string,
  { entries, frame }: { entries: Entries; frame: Uint8Array<ArrayBuffer> },
  onProof: () => void,
): Promise<PostOutcome> => {
  const trapped = entries.some(([name, value]) => name === HONEYPOT && value !== '');
  return post(address, frame, { trapped, onProof });
};
