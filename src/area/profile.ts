import { z } from 'zod';
import { localeSchema } from '../i18n/locales.ts';

const isoDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'write a date as 2026-11-22')
  .refine((text) => !Number.isNaN(Date.parse(text)), 'this day does not exist');

const httpsAddress = z
  .url({ protocol: /^https$/, error: 'write a whole address that begins with https://' })
  .refine((text) => {
    const url = URL.parse(text);
    return (url?.username ?? '') + (url?.password ?? '') === '';
  }, 'leave out the part before @');

const fingerprint = z
  .string()
  .regex(/^[0-9A-F]{40}$/, 'write the 40 hexadecimal digits in capitals, without spaces');

/**
 * Certificates that pages locked letters for before they changed: letters from such pages are still taken, to the end
 * of the day `until`. Written by `npm run keys`. `keyId` is the encryption key's, `fingerprint` its certificate's.
 */
const earlierSetSchema = z.strictObject({
  until: isoDate,
  keys: z
    .array(
      z.strictObject({
        fingerprint,
        keyId: z.string().regex(/^[0-9a-f]{16}$/, 'write 16 hexadecimal digits'),
        curve: z.enum(['curve25519Legacy', 'nistP256']),
      }),
    )
    .min(1)
    .max(4),
});

/** An authority that can receive letters; each letter opens with its certificates only. */
const inboxSchema = z.strictObject({
  id: z.enum(['social', 'police']),
  name: z.string().min(1).meta({ description: 'in Swedish, as the team reads it' }),
  open: z.boolean().meta({ description: 'false: the choice is not offered' }),
  address: z.email().nullable().meta({ description: 'null: not known yet' }),
  certificates: z
    .array(
      z.strictObject({
        file: z.string().regex(/^[a-z0-9-]+\.asc$/, 'name a file in area/certificates/'),
        fingerprint,
      }),
    )
    .max(4, 'at most four certificates for one inbox'),
  earlier: z.array(earlierSetSchema).optional(),
});

/** The area profile: everything about the place and its team that another city replaces. Unknown facts are null. */
export const profileSchema = z
  .strictObject({
    name: z.string().min(1).meta({ description: 'what stands in the header, e.g. IGOR Södermalm' }),
    place: z.string().min(1),
    municipality: z.string().min(1),
    status: z.strictObject({
      value: z.enum(['active', 'paused', 'closed']),
      date: isoDate,
      confirmedBy: z.string().min(1).nullable(),
    }),
    publisher: z
      .strictObject({ name: z.string().min(1), email: z.email(), phone: z.string().min(1) })
      .nullable(),
    locales: z.array(localeSchema).min(1),
    exits: z.partialRecord(localeSchema, z.strictObject({ url: httpsAddress })),
    inboxes: z.array(inboxSchema).length(2, 'write both inboxes; close one with "open": false'),
    replyDays: z.array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])).nullable(),
    deputy: z.string().min(1).nullable(),
    legalReview: z
      .strictObject({ by: z.string().min(1), date: isoDate })
      .nullable()
      .meta({ description: 'who approved the texts on duties, secrecy and records' }),
  })
  .superRefine((profile, context) => {
    if (!profile.locales.includes('sv')) {
      context.addIssue({
        code: 'custom',
        path: ['locales'],
        message: 'Swedish (sv) must be there',
      });
    }
    for (const locale of profile.locales) {
      if (profile.exits[locale] === undefined) {
        context.addIssue({
          code: 'custom',
          path: ['exits', locale],
          message: 'write where the exit leads for readers of this language',
        });
      }
    }
    if (profile.inboxes[0]?.id !== 'social' || profile.inboxes[1]?.id !== 'police') {
      context.addIssue({
        code: 'custom',
        path: ['inboxes'],
        message: 'write the inbox "social" first and "police" second',
      });
    }
  });

/** The area profile as the rest of the site reads it. */
export type Profile = z.infer<typeof profileSchema>;

/** One authority's inbox. */
export type Inbox = z.infer<typeof inboxSchema>;

/** Certificates of an inbox before they changed. */
export type EarlierSet = z.infer<typeof earlierSetSchema>;

/** `social` (social services) or `police`. */
export type InboxId = Inbox['id'];

/**
 * The area profile in the text of `area/profile.json`, for code that runs outside the pages.
 * @param own public addresses of the site itself, to which no exit may lead.
 * @throws Error naming the file, each wrong field and what to write instead.
 */
export function readProfile(text: string, file: string, own: readonly string[] = []): Profile {
  const parsed = profileSchema.safeParse(JSON.parse(text));
  const faults = parsed.success
    ? exitsToItself(parsed.data, own)
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  if (parsed.success && faults.length === 0) return parsed.data;
  throw new Error(`${file} cannot be used.\n  ${faults.join('\n  ')}`);
}

/** Where the site itself stands, from `SITE_URL` and `SITE_ALIASES`; on this machine without them. */
export function ownAddresses(environment: Record<string, string | undefined>): string[] {
  const { SITE_URL = '', SITE_ALIASES = '' } = environment;
  const named = [SITE_URL, ...SITE_ALIASES.split(',')].map((url) => url.trim());
  return ['http://127.0.0.1:4321', ...named.filter((url) => url !== '')];
}

function exitsToItself({ exits }: Profile, own: readonly string[]): string[] {
  const hosts = own.map(hostOf);
  return Object.entries(exits)
    .filter(([, { url }]) => hosts.includes(hostOf(url)))
    .map(([locale]) => `exits.${locale}.url: this is the site itself; write another site`);
}

/** With or without `www.`, or a dot at the end, it is one site. */
const hostOf = (url: string): string => new URL(url).hostname.replace(/^www\.|\.$/gu, '');
