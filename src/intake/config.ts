import { isIPv4 } from 'node:net';
import { z } from 'zod';
import { isProxy } from './gate/network.ts';

/** Where letters go after the spool. */
export type CourierConfig =
  | { readonly kind: 'outbox' }
  | { readonly kind: 'smtp'; readonly url: string }
  | { readonly kind: 'resend'; readonly apiKey: string; readonly baseUrl: string | undefined };

/** What the deployment decides; everything about the place is in the facts instead. */
export interface IntakeConfig {
  readonly host: string;
  readonly port: number;
  /** Everything the server writes is below this folder. */
  readonly dataDir: string;
  /** The database that several servers share; null: the spool is a folder below `dataDir`. */
  readonly spoolUrl: string | null;
  readonly courier: CourierConfig;
  /** Takes over letters that the first could not deliver, and carries alarms; null: there is none. */
  readonly secondCourier: CourierConfig | null;
  /** `address` or `Name <address>`, ASCII. */
  readonly mailFrom: string;
  /** Who watches the server: gets the heartbeat and the alarms. Null: nobody does. */
  readonly alarmTo: string | null;
  /** Which of several servers this is, for the heartbeat and the alarms; null: there is one. */
  readonly serverName: string | null;
  /** Where this machine, and no other, can ask how the server is. */
  readonly healthPort: number;
  /** The public origin, e.g. `https://example.org`; null on a machine of one's own. */
  readonly siteUrl: string | null;
  /** Further origins that serve the same build. */
  readonly siteAliases: readonly string[];
  /** Addresses, or networks as `10.0.0.0/8`, of proxies whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[];
}

const DEFAULT_MAIL_FROM = 'post@mail.invalid';

const HEALTH_PORT_ABOVE = 1000;

const COURIERS = ['outbox', 'smtp', 'resend'] as const;

const port = z.coerce
  .number('write a port number from 0 to 65535')
  .int('write a port number from 0 to 65535')
  .min(0, 'write a port number from 0 to 65535')
  .max(65_535, 'write a port number from 0 to 65535');

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
  PORT: port.default(4321),
  HEALTH_PORT: port.optional(),
  DATA_DIR: z.string().default('.local'),
  COURIER: z.enum(COURIERS, 'write outbox, smtp or resend').default('outbox'),
  SECOND_COURIER: z.enum(COURIERS, 'write outbox, smtp or resend').optional(),
  ALARM_TO: z.email('write the address of whoever watches the server').optional(),
  SERVER_NAME: z
    .string()
    .regex(/^[A-Za-z0-9.-]{1,40}$/u, 'write up to 40 letters a to z, digits, dots and hyphens')
    .optional(),
  // `smtp://` is STARTTLS; only to a relay on this machine does anything go out without TLS.
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
  SPOOL_URL: z
    .url({
      protocol: /^postgres(?:ql)?$/,
      error: 'write it as postgres://name:password@host/database',
    })
    .optional(),
  SITE_URL: origin.optional(),
  SITE_ALIASES: list.pipe(z.array(origin)).default([]),
  TRUSTED_PROXIES: list
    .pipe(z.array(z.string().refine(isProxy, 'write addresses, or networks as 10.0.0.0/8')))
    .default([]),
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
    spoolUrl: settings.SPOOL_URL ?? null,
    courier: courierConfig('COURIER', settings.COURIER, settings),
    secondCourier: secondCourierConfig(settings),
    mailFrom: settings.MAIL_FROM ?? DEFAULT_MAIL_FROM,
    alarmTo: settings.ALARM_TO ?? null,
    serverName: settings.SERVER_NAME ?? null,
    healthPort: settings.HEALTH_PORT ?? healthPortBeside(settings.PORT),
    siteUrl: settings.SITE_URL ?? null,
    siteAliases: settings.SITE_ALIASES,
    trustedProxies: settings.TRUSTED_PROXIES,
  };
}

/** Whether a host name or address can be reached from this machine only. */
export const isLoopback = (host: string): boolean =>
  ['localhost', '::1', '[::1]'].includes(host) || (isIPv4(host) && host.startsWith('127.'));

type Settings = z.infer<typeof environmentSchema>;

function courierConfig(
  variable: 'COURIER' | 'SECOND_COURIER',
  kind: CourierConfig['kind'],
  settings: Settings,
): CourierConfig {
  const needed = (name: 'SMTP_URL' | 'RESEND_API_KEY' | 'MAIL_FROM'): string => {
    const value = settings[name];
    if (value !== undefined) return value;
    throw new Error(
      `The settings of the server cannot be used. ${variable} is ${kind}, so set ${name} too.`,
    );
  };
  if (kind === 'outbox') return { kind };
  needed('MAIL_FROM');
  if (kind === 'smtp') return { kind, url: needed('SMTP_URL') };
  return { kind, apiKey: needed('RESEND_API_KEY'), baseUrl: settings.RESEND_BASE_URL };
}

function secondCourierConfig(settings: Settings): CourierConfig | null {
  const { COURIER: first, SECOND_COURIER: second } = settings;
  if (second === undefined) return null;
  if (second !== first) return courierConfig('SECOND_COURIER', second, settings);
  throw new Error(
    `The settings of the server cannot be used. COURIER and SECOND_COURIER are both ${first}: write another way, or leave the second out.`,
  );
}

/** A free port gets a free port; two servers side by side do not meet. */
function healthPortBeside(port: number): number {
  if (port === 0) return 0;
  return port + HEALTH_PORT_ABOVE > 65_535 ? port - HEALTH_PORT_ABOVE : port + HEALTH_PORT_ABOVE;
}
