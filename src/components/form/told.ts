import { createHash } from 'node:crypto';
import type { SenderKind } from '../../referral/fields.ts';

/**
 * The sentences about duties and secrecy that a sender has before the button, in their order.
 * @param choice whether this sender chooses who may read.
 */
export const toldKeys = (kind: SenderKind, choice: boolean): readonly string[] => [
  choice ? 'write.before.who.answer' : 'write.before.who.social',
  ...(kind === 'professional'
    ? []
    : [
        kind === 'using-violence' ? 'stop.form.other.answer' : 'write.before.other.answer',
        'write.before.next.answer',
        ...(choice
          ? ['social', 'police', 'both'].map((name) => `form.recipients.${name}.note`)
          : ['form.recipients.social-only']),
      ]),
];

/**
 * Names the wording of sentences: it stands in the letter, and changes when a word of them does. `dist/told.json` has
 * the words of every version of a build.
 */
export const textVersionOf = (sentences: readonly string[]): string =>
  createHash('sha256').update(sentences.join('\n')).digest('hex').slice(0, 8);
