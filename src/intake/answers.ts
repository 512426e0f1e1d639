import type { Challenge } from 'altcha-lib/types';
import type { BodyKind } from './checks.ts';

/** What the sender of an accepted letter is told. `kept`: it is safe here, but the mail does not go out now. */
export type Outcome = 'received' | 'kept';

/** Why a request is not accepted. */
export type Problem =
  | 'closed'
  | 'too-many'
  | 'wrong-method'
  | 'foreign-origin'
  | 'wrong-type'
  | 'no-length'
  | 'too-long'
  | 'wrong-length'
  | 'too-slow'
  | 'wrong-frame'
  | 'not-a-letter'
  | 'closed-inbox'
  | 'wrong-fields'
  | 'not-sealed'
  | 'not-stored'
  | 'spool-full';

/** The word in the body of an answer. `refused`: it cannot become right by sending it again. */
type RefusalWord = 'refused' | 'not-stored';

interface Refusal {
  readonly status: number;
  readonly word: RefusalWord;
  /** The body was not read to its end. */
  readonly unread?: true;
}

const REFUSALS: Readonly<Record<Problem, Refusal>> = {
  closed: { status: 403, word: 'refused', unread: true },
  'too-many': { status: 429, word: 'not-stored', unread: true },
  'wrong-method': { status: 405, word: 'refused', unread: true },
  'foreign-origin': { status: 403, word: 'refused', unread: true },
  'wrong-type': { status: 415, word: 'refused', unread: true },
  'no-length': { status: 411, word: 'refused', unread: true },
  'too-long': { status: 413, word: 'refused', unread: true },
  'wrong-length': { status: 400, word: 'refused', unread: true },
  'too-slow': { status: 408, word: 'refused', unread: true },
  'wrong-frame': { status: 400, word: 'refused' },
  'not-a-letter': { status: 400, word: 'refused' },
  'closed-inbox': { status: 403, word: 'refused' },
  'wrong-fields': { status: 422, word: 'refused' },
  'not-sealed': { status: 503, word: 'not-stored' },
  'not-stored': { status: 503, word: 'not-stored' },
  'spool-full': { status: 503, word: 'not-stored' },
};

// Stands in where not even the built page for this can be shown.
const NOT_SENT_PAGE = page(
  'Meddelandet är inte skickat. Är du i fara? Ring 112.',
  'Your message was not sent. Are you in danger? Call 112.',
);

/** The status that goes with a problem. */
export const statusOf = (problem: Problem): number => REFUSALS[problem].status;

/** The constant answer to a request that is not accepted: JSON to a script, a page to a person. */
export function refusal(
  problem: Problem,
  kind: BodyKind | null,
  page: string = NOT_SENT_PAGE,
): Response {
  const { status, word, unread } = REFUSALS[problem];
  const response = kind === 'fields' ? htmlAnswer(page, status) : jsonAnswer(word, status);
  // What is left of the body must not be taken for the next request.
  if (unread) response.headers.set('Connection', 'close');
  if (problem === 'wrong-method') response.headers.set('Allow', 'POST');
  return response;
}

/** The answer to an accepted frame. */
export const accepted = (outcome: Outcome): Response => jsonAnswer(outcome, 202);

/** The answer to a script whose device has to work before its message is taken; nothing was stored. */
export function proofWanted(challenge: Challenge): Response {
  const response = jsonAnswer('not-stored', statusOf('too-many'), { challenge });
  response.headers.set('Connection', 'close');
  return response;
}

/** An accepted form without JavaScript goes on to its page, so that reloading sends nothing. */
export const seeOther = (address: string): Response =>
  new Response(null, { status: 303, headers: { Location: address, 'Cache-Control': 'no-store' } });

/** A whole page. */
export const htmlAnswer = (html: string, status: number): Response =>
  new Response(html, {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' },
  });

/** The page after sending where the built page is missing: the mark is all that must be known. */
export const plainSentPage = (mark: string): string =>
  page(
    `Meddelandet är mottaget: ${mark}. Är du i fara? Ring 112.`,
    `Your message is received: ${mark}. Are you in danger? Call 112.`,
  );

function jsonAnswer(word: Outcome | RefusalWord, status: number, more: object = {}): Response {
  const headers = { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' };
  return new Response(JSON.stringify({ status: word, ...more }), { status, headers });
}

function page(swedish: string, english: string): string {
  return [
    '<!doctype html><html lang="sv"><meta charset="utf-8"><title>Post</title>',
    '<meta name="viewport" content="width=device-width">',
    `<main><h1>Post</h1><p>${swedish}</p><p lang="en">${english}</p></main></html>`,
  ].join('');
}
