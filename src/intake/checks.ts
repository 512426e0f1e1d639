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

/** What a sender holds who announces much and sends little. */
const FIRST_BYTES = 1024;

/** How long a body may take to arrive; long enough for 18 kB over a bad line. */
export const READ_TIME_LIMIT_MS = 30_000;

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

/**
 * Reads a body of exactly `length` bytes within a time limit; never holds more than twice what has come, and one chunk.
 * @param timeLimitMs for the whole body, not for each part.
 */
export async function readBody(
  { body }: Posted,
  length: number,
  timeLimitMs: number,
): Promise<Result<Uint8Array<ArrayBuffer>, Problem>> {
  if (body === null) return failure('wrong-length');
  return (await within(timeLimitMs, readExactly(body, length))) ?? failure('too-slow');
}

/**
 * Reads what a sender over its limit still sends, and keeps none of it: an answer that comes before the end would be
 * lost with the line. Ends with the body or with the time limit.
 */
export async function discardBody({ body }: Posted, timeLimitMs: number): Promise<void> {
  if (body !== null) await within(timeLimitMs, readToEnd(body));
}

/** What comes in time; what comes later is read, within its bounds, until the line ends. */
async function within<Value>(timeLimitMs: number, work: Promise<Value>): Promise<Value | null> {
  let timer: NodeJS.Timeout | undefined;
  const tooSlow = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, timeLimitMs, null);
  });
  return Promise.race([tooSlow, work]).finally(() => {
    clearTimeout(timer);
  });
}

/** Asks for each part by itself: leaving a loop early would cut the line before the answer. */
async function readExactly(
  body: AsyncIterable<Uint8Array>,
  length: number,
): Promise<Result<Uint8Array<ArrayBuffer>, Problem>> {
  const parts = body[Symbol.asyncIterator]();
  let bytes = new Uint8Array(Math.min(length, FIRST_BYTES));
  let filled = 0;
  try {
    for (;;) {
      const part = await parts.next();
      if (part.done === true) return filled === length ? success(bytes) : failure('wrong-length');
      const needed = filled + part.value.length;
      if (needed > length) return failure('wrong-length');
      if (needed > bytes.length) {
        const longer = new Uint8Array(Math.min(length, Math.max(2 * bytes.length, needed)));
        longer.set(bytes);
        bytes = longer;
      }
      bytes.set(part.value, filled);
      filled = needed;
    }
  } catch {
    // The sender went away; nobody reads the answer.
    return failure('wrong-length');
  }
}

async function readToEnd(body: AsyncIterable<Uint8Array>): Promise<void> {
  try {
    const parts = body[Symbol.asyncIterator]();
    while ((await parts.next()).done !== true);
  } catch {
    // The sender went away.
  }
}

function isFromOwnPage(request: Posted, origins: ReadonlySet<string>): boolean {
  const origin = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  return origin !== null && origins.has(origin) && (site === null || site === 'same-origin');
}
