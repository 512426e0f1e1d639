import { padBlock } from './block.ts';
import { encodeFrame } from './frame.ts';
import { writeLetter } from './letter.ts';
import { markOf, outerSubject } from './mark.ts';
import { sealLetter } from './pgp/seal.ts';
import type { Referral } from './referral.ts';
import { chosenInboxes } from './referral.ts';
import type { SealingInbox, SealingSet } from './sealing-set.ts';

/** A submission before it is sealed. `writtenAt` is printed in the letter and used for nothing else. */
export type Submission = {
  readonly referral: Referral;
  readonly set: SealingSet;
  readonly submissionId: Uint8Array;
  readonly writtenAt: Date;
  readonly withoutJavaScript: boolean;
  /** What stood under the sender's choice, see `choiceNote`; absent: not known. */
  readonly note?: string | undefined;
};

/**
 * Writes and seals one letter for each chosen inbox and returns the frame. Used unchanged by browser and server.
 * @throws RangeError when a chosen inbox is not in the set; Error when a certificate cannot be used. Never plaintext.
 */
export const sealReferral = async (submission: Submission): Promise<Uint8Array<ArrayBuffer>> => {
  const { referral, set, submissionId } = submission;
  const inboxes = chosenInboxes(referral).map((id) => inboxOf(set, id));
  const letters = await Promise.all(
    inboxes.map(async (inbox) => ({ inbox: inbox.id, bytes: await sealedFor(inbox, submission) })),
  );
  return encodeFrame({ submissionId, letters }, set);
};

const sealedFor = (inbox: SealingInbox, submission: Submission): Promise<Uint8Array> => {
  const { referral, set, submissionId, writtenAt, withoutJavaScript, note } = submission;
  const mark = markOf(submissionId);
  const letter = writeLetter(referral, {
    inbox: inbox.id,
    mark,
    choice: set.inboxes.some(({ id }) => id === 'police'),
    note,
    writtenAt,
    withoutJavaScript,
    demonstration: set.demonstration,
  });
  const inner = `${set.demonstration ? 'Prov' : 'Meddelande'} ${mark}`;
  const block = padBlock(letter, { inner, outer: outerSubject(mark) });
  return sealLetter(block, inbox.certificates, new Date(set.sealedAt));
};

const inboxOf = (set: SealingSet, id: SealingInbox['id']): SealingInbox => {
  const inbox = set.inboxes.find((open) => open.id === id);
  if (!inbox) throw new RangeError(`The inbox ${id} is not open.`);
  return inbox;
};
