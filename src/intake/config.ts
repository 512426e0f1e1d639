import { isIPv4 } from 'node:net';
import { z } from 'zod';

/** Where letters go after the spool. */
type CourierConfig =
  | { readonly kind: 'outbox' }
  | { readonly kind: 'smtp'; readonly url: string }
  | { readonly kind: 'resend'; readonly apiKey: string; readonly baseUrl: string | undefined };

/** What the deployment decides; everything about the place is in the facts instead. */
export interface IntakeConfig {
  readonly host: string;
  readonly port: number;
  /** Everything the server writes is below this folder. */
  readonly dataDir: string;
  readonly courier: CourierConfig;
  /** `address` or `Name <address>`, ASCII. */
  readonly mailFrom: string;
  /** The public origin, e.g. `https://example.org`; null on a machine of one's own. */
  readonly siteUrl: string | null;
  /** Further origins that serve the same build. */
  readonly siteAliases: readonly string[];
  /** Addresses of proxies whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[];
}

const DEFAULT_MAIL_FROM = 'post@mail.invalid';

const origin = z
  .url({ protocol: /^https?$/, error: 'write a whole address, as https://example.org' })
  .transform((text) => new URL(text).origin);

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);

const environmentSchema = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce
    .number('write a port number from 0 to 65535')
    .int('write a port number from 0 to 65535')
    .min(0, 'write a port number from 0 to 65535')
    .max(65_535, 'write a port number from 0 to 65535')
    .default(4321),
  DATA_DIR: z.string().default('.local'),
  COURIER: z.enum(['outbox', 'smtp', 'resend'], 'write outbox, smtp or resend').default('outbox'),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'write it as smtps://name:password@host:465' })
    .optional(),
  RESEND_API_KEY: z.string().optional(),
  RESEND_BASE_URL: z
    .url({ protocol: /^https?$/, error: 'write a whole address, as https://api.example.org' })
    .optional(),
  RESEND_DEBUG: z.undefined('unset it: it writes to the log about letters').optional(),
  MAIL_FROM: z
    .string()
    .regex(
      /^(?:[A-Za-z0-9 .-]+ <[^\s<>@]+@[A-Za-z0-9.-]+>|[^\s<>@]+@[A-Za-z0-9.-]+)$/u,
      'write an address, or a name and an address as Post <post@example.org>',
    )
    .regex(/^[\x20-\x7e]+$/u, 'use ASCII characters only')
    .optional(),
  SPOOL_URL: z.undefined('leave it out: the spool is a folder under DATA_DIR').optional(),
  SITE_URL: origin.optional(),
  SITE_ALIASES: list.pipe(z.array(origin)).default([]),
  TRUSTED_PROXIES: list.default([]),
});

/**
 * The deployment's settings from environment variables; an empty variable counts as absent.
 * @throws Error with one sentence naming the variables and what to write.
 */
export function readConfig(environment: Record<string, string | undefined>): IntakeConfig {
  const given = Object.entries(environment).filter(
    ([, value]) => value !== undefined && value !== '',
  );
  const parsed = environmentSchema.safeParse(Object.fromEntries(given));
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${String(issue.path[0])}: ${issue.message}`);
    throw new Error(`The settings of the server cannot be used. ${faults.join('; ')}.`);
  }
  const settings = parsed.data;
  return {
    host: settings.HOST,
    port: settings.PORT,
    dataDir: settings.DATA_DIR,
    courier: courierConfig(settings),
    mailFrom: settings.MAIL_FROM ?? DEFAULT_MAIL_FROM,
    siteUrl: settings.SITE_URL ?? null,
    siteAliases: settings.SITE_ALIASES,
    trustedProxies: settings.TRUSTED_PROXIES,
  };
}

/** Whether a host name or address can be reached from this machine only. */
export const isLoopback = (host: string): boolean =>
  ['localhost', '::1', '[::1]'].includes(host) || (isIPv4(host) && host.startsWith('127.'));

function courierConfig(settings: z.infer<typeof environmentSchema>): CourierConfig {
  const needed = (name: 'SMTP_URL' | 'RESEND_API_KEY' | 'MAIL_FROM'): string => {
    const value = settings[name];
    if (value !== undefined) return value;
    throw new Error(
      `The settings of the server cannot be used. COURIER is ${settings.COURIER}, so set ${name} too.`,
    );
  };
  if (settings.COURIER === 'outbox') return { kind: 'outbox' };
  needed('MAIL_FROM');
  if (settings.COURIER === 'smtp') return { kind: 'smtp', url: needed('SMTP_URL') };
  return {
    kind: 'resend',
    apiKey: needed('RESEND_API_KEY'),
    baseUrl: settings.RESEND_BASE_URL,
  };
}
