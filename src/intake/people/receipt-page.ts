import { createHash } from 'node:crypto';
import type { InboxId } from '../../referral/sealing-set.ts';
import type { IntakeFacts } from '../facts.ts';
import { dayInWords, dayOf, workingDayAfter } from './days.ts';
import type { People } from './people.ts';

/** What the page of a link works with. */
export interface ReceiptPageOptions {
  readonly facts: IntakeFacts;
  readonly people: People;
  readonly now: number;
}

/** A whole answer to a browser. */
export interface PageAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly html: string;
}

/** Links lead below this path. */
export const RECEIPT_PATH = '/api/receipt/';

const TOKEN = /^[\w-]{43}$/u;

// No more than a phone in the dark needs; the colours are the system's own.
const STYLE =
  ':root{color-scheme:light dark}' +
  'body{font:1.125rem/1.5 system-ui,sans-serif;max-width:34rem;margin:0 auto;padding:1.5rem}' +
  'h1{font-size:1.5rem}' +
  'button{font:inherit;font-weight:600;min-height:3rem;padding:.5rem 1.5rem}';

const HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  // The address is the key to the button.
  'Referrer-Policy': 'no-referrer',
  'X-Robots-Tag': 'noindex',
  'Cache-Control': 'no-store',
};

/**
 * Answers the one-time link of a daily mail. Looking (GET) changes nothing, since mail programs look
 * before people do; the one button (POST) counts. A link that does not count is told the same whatever
 * the reason.
 */
export async function receiptAnswer(
  method: string,
  path: string,
  options: ReceiptPageOptions,
): Promise<PageAnswer> {
  const token = path.slice(RECEIPT_PATH.length);
  const { receipts } = options.people;
  const today = dayOf(options.now);
  const inbox = TOKEN.test(token) ? receipts.inboxOf(token, today) : null;
  if (inbox === null) return answer(404, NOT_VALID);
  if (method !== 'POST') return answer(200, question(nameOf(inbox, options.facts)));
  try {
    if ((await receipts.answer(token, today)) === null) return answer(404, NOT_VALID);
  } catch {
    return answer(503, NOT_KEPT);
  }
  return answer(200, thanks(inbox, today, options));
}

const NOT_VALID = [
  '<h1>Länken gäller inte</h1>',
  '<p>Den är använd eller för gammal. En ny kommer med nästa mejl.</p>',
].join('');

const NOT_KEPT = [
  '<h1>Svaret är inte sparat</h1>',
  '<p>Gå tillbaka och försök igen om en stund. Hjälper det inte: säg till den som sköter webbplatsen.</p>',
].join('');

const question = (name: string): string =>
  [
    '<h1>Läser ni posten i dag?</h1>',
    `<p>Gäller: ${escaped(name)}</p>`,
    '<form method="post"><button>Vi läser i dag</button></form>',
  ].join('');

function thanks(inbox: InboxId, today: string, { facts, people }: ReceiptPageOptions): string {
  const next = workingDayAfter(today, people.calendar);
  const missing = people.unanswered().map((id) => nameOf(id, facts));
  return [
    '<h1>Tack</h1>',
    `<p>${escaped(nameOf(inbox, facts))} läser ${dayInWords(today)}.</p>`,
    missing.length === 0
      ? ''
      : `<p>Formuläret öppnar när även ${escaped(missing.join(' och '))} har svarat.</p>`,
    next === null ? '' : `<p>Nästa mejl kommer ${dayInWords(next)}.</p>`,
    facts.deputy === null ? '' : `<p>Är du borta då svarar ${escaped(facts.deputy)}.</p>`,
  ].join('');
}

const nameOf = (id: InboxId, { set }: IntakeFacts): string =>
  set.inboxes.find((inbox) => inbox.id === id)?.name ?? id;

const answer = (status: number, main: string): PageAnswer => ({
  status,
  headers: HEADERS,
  html: [
    '<!doctype html><html lang="sv"><meta charset="utf-8"><title>Post</title>',
    '<meta name="viewport" content="width=device-width">',
    `<style>${STYLE}</style><main>${main}</main></html>`,
  ].join(''),
});

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

const escaped = (text: string): string =>
  text.replace(/[&<>"]/gu, (character) => ESCAPES[character] ?? '');
