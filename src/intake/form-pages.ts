import { createHmac, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SENDER_KINDS } from '../referral/fields.ts';
import type { FieldProblem, Referral } from '../referral/referral.ts';
import { htmlAnswer, plainSentPage, refusal, seeOther, statusOf } from './answers.ts';
import type { Outcome, Problem } from './answers.ts';
import type { BodyKind } from './checks.ts';
import type { IntakeFacts } from './facts.ts';
import { changedPage, noteIn, notSent, problems, values, withOutcome } from './no-script.ts';
import type { Entries } from './no-script.ts';

const OUTCOMES = ['received', 'kept'] as const satisfies Outcome[];
const NOT_SENT = '/not-sent/';
const MAC_DIGITS = 22;

/** What a mark looks like; nothing else is ever written into a page. */
const MARK = /^[2-9A-Z]{2}-[2-9A-Z]{2}$/u;
/** Stands where the mark goes, and in no text. */
const MARK_PLACE = '\uFFFC';

/**
 * The built pages of the forms, as answers to a sender without JavaScript. They are held in memory, so
 * that "not sent" can be said when the disk or the file handles are gone.
 */
export class FormPages {
  readonly #facts: IntakeFacts;
  readonly #pages: ReadonlyMap<string, string>;
  /** At most one for each form, language and outcome. */
  readonly #outcomePages = new Map<string, string | null>();
  readonly #key: Uint8Array;

  /** @param key signs the addresses of the pages after sending. */
  constructor(facts: IntakeFacts, pages: ReadonlyMap<string, string>, key: Uint8Array) {
    this.#key = key;
    this.#facts = facts;
    this.#pages = pages;
  }

  /** The constant answer to a post that cannot be read: to a person a page in every language. */
  refusal(problem: Problem, kind: BodyKind | null): Response {
    return refusal(problem, kind, this.#pages.get(NOT_SENT));
  }

  /** The form again, with a sentence beside each wrong field and nothing lost. */
  wrongFields(entries: Entries, wrong: readonly FieldProblem[]): Response {
    const html = this.#pageOf(entries);
    if (html === null) return this.refusal('wrong-fields', 'fields');
    const page = changedPage(html, values(entries), problems(wrong));
    return htmlAnswer(page, statusOf('wrong-fields'));
  }

  /** The form again, saying that nothing was sent, with the telephone numbers and nothing lost. */
  notSent(entries: Entries, problem: Problem): Response {
    const html = this.#pageOf(entries);
    if (html === null) return this.refusal(problem, 'fields');
    return htmlAnswer(changedPage(html, values(entries), notSent), statusOf(problem));
  }

  /** What stood under the choice of a sender; undefined where the page of now has another text. */
  noteFor(entries: Entries, referral: Referral): string | undefined {
    const html = this.#pageOf(entries);
    return html === null ? undefined : noteIn(html, referral);
  }

  /** On to the page that says what became of the letter. */
  sent(entries: Entries, outcome: Outcome, mark: string): Response {
    const path = this.#pathOf(entries);
    if (path === null || !this.#pages.has(path)) return htmlAnswer(plainSentPage(mark), 200);
    return seeOther(`${path}?k=${mark}.${this.#mac(path, outcome, mark)}`);
  }

  /** The page after sending, for an address that `sent` gave; null for every other address. */
  sentPage({ pathname, searchParams }: URL): string | null {
    const [mark = '', mac = ''] = (searchParams.get('k') ?? '').split('.');
    if (!this.#pages.has(pathname) || !MARK.test(mark)) return null;
    const outcome = OUTCOMES.find((candidate) => isSame(mac, this.#mac(pathname, candidate, mark)));
    if (outcome === undefined) return null;
    return (
      this.#outcomePage(pathname, outcome)?.replaceAll(MARK_PLACE, mark) ?? plainSentPage(mark)
    );
  }

  /** The page after sending with a place for the mark; made once, so that asking for it again and again costs nothing. */
  #outcomePage(path: string, outcome: Outcome): string | null {
    const key = `${outcome} ${path}`;
    const made = this.#outcomePages.get(key);
    if (made !== undefined) return made;
    const page = withOutcome(this.#pages.get(path) ?? '', outcome, MARK_PLACE);
    this.#outcomePages.set(key, page);
    return page;
  }

  #pageOf(entries: Entries): string | null {
    return this.#pages.get(this.#pathOf(entries) ?? '') ?? null;
  }

  #pathOf(entries: Entries): string | null {
    const given = new Map(entries);
    const kind = SENDER_KINDS.find((known) => known === given.get('kind'));
    const locale = this.#facts.locales.find((known) => known === given.get('locale'));
    if (kind === undefined || locale === undefined) return null;
    const path = this.#facts.formPaths[kind];
    return path === undefined ? null : `/${locale}/${path}/`;
  }

  #mac(...parts: string[]): string {
    const mac = createHmac('sha256', this.#key).update(parts.join('\n')).digest('base64url');
    return mac.slice(0, MAC_DIGITS);
  }
}

/** Reads the pages of all forms in all languages; one that is not there is left out. */
export async function readFormPages(
  clientDir: string,
  facts: IntakeFacts,
  key: Uint8Array,
): Promise<FormPages> {
  const pages = new Map<string, string>();
  for (const locale of facts.locales) {
    for (const path of new Set(Object.values(facts.formPaths))) {
      const file = join(clientDir, locale, path, 'index.html');
      const html = await readFile(file, 'utf8').catch(() => null);
      if (html !== null) pages.set(`/${locale}/${path}/`, html);
    }
  }
  const notSent = await readFile(join(clientDir, NOT_SENT, 'index.html'), 'utf8').catch(() => null);
  if (notSent !== null) pages.set(NOT_SENT, notSent);
  return new FormPages(facts, pages, key);
}

function isSame(given: string, right: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}
