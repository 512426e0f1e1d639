import type { Result } from '../i18n/result.ts';
import { success } from '../i18n/result.ts';
import type { FieldProblem } from './referral.ts';
import { readReferral } from './referral.ts';
import { sealReferral } from './seal-referral.ts';
import { sealingSetSchema } from './sealing-set.ts';

declare const __SEALING_SET__: unknown;

/**
 * Checks and seals what stands in the form: the frame to post, or the problems to show. `submissionId` are 16 random
 * bytes, kept for retries.
 * @throws Error when sealing fails; nothing may be sent then.
 */
export const seal = async (
  entries: readonly (readonly [string, string])[],
  submissionId: Uint8Array,
): Promise<Result<Uint8Array<ArrayBuffer>, FieldProblem[]>> => {
  const set = sealingSetSchema.parse(__SEALING_SET__);
  const read = readReferral(
    entries,
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
    }),
  );
};
