import * as z from 'zod/mini';

/** The inboxes of an area, in the order of their slots in the frame. */
export const INBOX_IDS = ['social', 'police'] as const;

/** `social` (social services) or `police`. */
export type InboxId = (typeof INBOX_IDS)[number];

/** The most certificates one inbox may have, those of a rotation included; it fixes the frame's size. */
export const MAX_CERTIFICATES = 4;

/** What is needed to seal a letter for one inbox. */
const sealingInboxSchema = z.strictObject({
  id: z.enum(INBOX_IDS),
  name: z.string().check(z.minLength(1)),
  certificates: z
    .array(z.string().check(z.minLength(1)))
    .check(z.minLength(1), z.maxLength(MAX_CERTIFICATES)),
});

/**
 * Everything sealing needs besides the referral: public, made by the build, the same in browser and server.
 * `sealedAt` is the newest self-signature of all certificates (ISO 8601) and stands in for the clock.
 */
export const sealingSetSchema = z.strictObject({
  sealedAt: z.iso.datetime(),
  demonstration: z.boolean(),
  inboxes: z
    .array(sealingInboxSchema)
    .check(z.minLength(1), z.maxLength(INBOX_IDS.length), z.refine(inFrameOrder)),
});

/** One inbox of the set. */
export type SealingInbox = z.infer<typeof sealingInboxSchema>;

/** The open inboxes with their certificates. */
export type SealingSet = z.infer<typeof sealingSetSchema>;

function inFrameOrder(inboxes: readonly { readonly id: InboxId }[]): boolean {
  const order = inboxes.map(({ id }) => INBOX_IDS.indexOf(id));
  return order.every((place, index) => index === 0 || place > (order[index - 1] ?? place));
}
