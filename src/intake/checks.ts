import { failure, success } from '../i18n/result.ts';
import type { Result } from '../i18n/result.ts';
import { isLoopback } from './config.ts';
import type { IntakeConfig } from './config.ts';
import type { Problem } from './answers.ts';
import type { Posted } from './posted.ts';

/** A sealed frame made in the browser, or the fields of the form where there is no JavaScript. */
export type BodyKind = 'frame' | 'fields';

/** A request that may be read, with the exact length of its body in bytes. */
export interface Admitted {
  readonly kind: BodyKind;
  readonly length: number;
}

/** What a request is measured against. */
export interface Measures {
  readonly origins: ReadonlySet<string>;
  readonly frameBytes: number;
}

/** The most that a form without JavaScript may send: posted, a letter takes up to nine bytes. */
const MAX_FIELDS_BYTES = 16 * 1024;

const LOOPBACK_NAMES = ['127.0.0.1', 'localhost', '[::1]'];

/** The origins whose pages may send a form: the site's own, or this machine's where there is no public one. */
export function ownOrigins({
  host,
  port,
  siteUrl,
  siteAliases,
}: IntakeConfig): ReadonlySet<string> {
  if (siteUrl !== null) return new Set([siteUrl, ...siteAliases]);
  const names = isLoopback(host) ? LOOPBACK_NAMES : [host.includes(':') ? `[${host}]` : host];
  const own = names.map((name) => new URL(`http://${name}:${port}`).origin);
  return new Set([...own, ...siteAliases]);
}

/** Which kind of body a request announces; null for any that is not ours. */
export function bodyKindOf(request: Posted): BodyKind | null {
  const [type = ''] = (request.headers.get('content-type') ?? '').split(';');
  switch (type.trim().toLowerCase()) {
    case 'application/octet-stream':
      return 'frame';
    case 'application/x-www-form-urlencoded':
      return 'fields';
    default:
      return null;
  }
}

/** The longest body that is ever admitted, in bytes. */
export const longestBody = (measures: Measures): number =>
  Math.max(measures.frameBytes, MAX_FIELDS_BYTES);

/** Checks everything that can be known before a byte of the body is read. */
export function admit(request: Posted, measures: Measures): Result<Admitted, Problem> {
  if (request.method !== 'POST') return failure('wrong-method');
  if (!isFromOwnPage(request, measures.origins)) return failure('foreign-origin');
  const kind = bodyKindOf(request);
  if (kind === null) return failure('wrong-type');
  const announced = request.headers.get('content-length');
  if (announced === null) return failure('no-length');
  if (!/^\d{1,15}$/u.test(announced)) return failure('wrong-length');
  const length = Number(announced);
  const limit = kind === 'frame' ? measures.frameBytes : MAX_FIELDS_BYTES;
  if (length > limit) return failure('too-long');
  if (length === 0 || (kind === 'frame' && length < limit)) return failure('wrong-length');
  return success({ kind, length });
}

function isFromOwnPage(request: Posted, origins: ReadonlySet<string>): boolean {
  const origin = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  return origin !== null && origins.has(origin) && (site === null || site === 'same-origin');
}
