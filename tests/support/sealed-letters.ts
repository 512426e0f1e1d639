import { encryptKey, readPrivateKey } from 'openpgp';
import { addressLetter } from '../../src/intake/mail.ts';
import type { OutgoingLetter } from '../../src/intake/mail.ts';
import { decodeFrame } from '../../src/referral/frame.ts';
import { sealReferral } from '../../src/referral/seal-referral.ts';
import type { SenderKind } from '../../src/referral/fields.ts';
import type { Answers, DemoArea } from '../unit/referral/fixtures.ts';
import { makeSubmissionId, referralOf } from '../unit/referral/fixtures.ts';

/** When a letter was written and when the site received it. */
export interface Posted {
  readonly kind?: SenderKind;
  readonly writtenAt: Date;
  readonly receivedAt?: Date;
}

/** Letters as the site makes them, one for each inbox that the answers choose, addressed for their mail. */
export async function sealedLetters(
  { set }: DemoArea,
  answers: Answers,
  { kind = 'self', writtenAt, receivedAt = writtenAt }: Posted,
): Promise<OutgoingLetter[]> {
  const frame = await sealReferral({
    referral: referralOf(kind, answers),
    set,
    submissionId: makeSubmissionId(),
    writtenAt,
    withoutJavaScript: false,
  });
  const decoded = decodeFrame(frame, set);
  if (!decoded.ok) throw new Error(decoded.problem);
  const { submissionId, letters } = decoded.value;
  const id = Buffer.from(submissionId).toString('hex');
  return letters.map((letter) =>
    addressLetter({ id, receivedAt: receivedAt.getTime() }, letter, {
      from: 'Post <post@site.example>',
      to: `${letter.inbox}@example.org`,
    }),
  );
}

/** The same secret key, shut with a passphrase. */
export async function withPassphrase(armoredKey: string, passphrase: string): Promise<string> {
  const privateKey = await readPrivateKey({ armoredKey });
  return (await encryptKey({ privateKey, passphrase })).armor();
}
