import { z } from 'zod';
import { localeSchema } from '../i18n/locales.ts';
import { SENDER_KINDS } from '../referral/fields.ts';
import type { Curve } from '../referral/pgp/letter-layout.ts';
import { INBOX_IDS, sealingSetSchema } from '../referral/sealing-set.ts';

const formPath = z
  .string()
  .regex(/^[a-z0-9-]+(?:\/[a-z0-9-]+)*$/u, 'write it without the language and outer slashes');

/** Keys that pages locked letters with before certificates changed, and until when such letters are taken. */
const earlierSetSchema = z.strictObject({
  until: z.iso.datetime(),
  keys: z
    .array(
      z.strictObject({
        keyId: z.string().regex(/^[0-9a-f]{16}$/u, 'write 16 hexadecimal digits'),
        curve: z.enum(['curve25519Legacy', 'nistP256'] satisfies Curve[]),
      }),
    )
    .min(1),
});

const inboxFactsSchema = z.strictObject({
  id: z.enum(INBOX_IDS),
  open: z.boolean(),
  /** Where its mail goes; null where it is not known. */
  address: z.email().nullable(),
  /** When each certificate of the sealing set stops; null: never. */
  certificates: z.array(z.strictObject({ expires: z.iso.datetime().nullable() })),
  earlier: z.array(earlierSetSchema).optional(),
});

/**
 * What the build tells the server about the area, in `dist/intake.json`. `formPaths` says under which
 * address each kind of sender finds its form, e.g. `skriv` for `/<locale>/skriv/`.
 */
const factsSchema = z
  .strictObject({
    area: z.string().min(1),
    status: z.enum(['active', 'paused', 'closed']),
    locales: z.array(localeSchema).min(1),
    formPaths: z.partialRecord(z.enum(SENDER_KINDS), formPath),
    set: sealingSetSchema,
    inboxes: z.array(inboxFactsSchema).min(1),
    replyDays: z.array(z.string()).nullable(),
    /** Days on which nobody works, as `2026-12-24`: this year’s and the next ones’. */
    closedDays: z.array(z.iso.date()),
    deputy: z.string().nullable(),
  })
  .refine(
    ({ set, inboxes }) => set.inboxes.every(({ id }) => inboxes.some((inbox) => inbox.id === id)),
    { path: ['inboxes'], message: 'an inbox of the sealing set is missing here' },
  );

/** What the build tells the server about the area. */
export type IntakeFacts = z.infer<typeof factsSchema>;

/**
 * The facts in the text of `dist/intake.json`.
 * @throws Error with one sentence: a build that the server cannot read must not start.
 */
export function readFacts(text: string): IntakeFacts {
  const parsed = factsSchema.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`dist/intake.json cannot be used, so build again. ${faults.join('; ')}.`);
}
