import { createHmac, randomBytes } from 'node:crypto';
import { failure, success } from '../i18n/result.ts';
import type { Result } from '../i18n/result.ts';
import { SUBMISSION_ID_BYTES, decodeFrame, frameBytes } from '../referral/frame.ts';
import type { Frame, SealedLetter } from '../referral/frame.ts';
import { markOf } from '../referral/mark.ts';
import { inspectLetter, isSealedTo } from '../referral/pgp/inspect.ts';
import { readReferral } from '../referral/referral.ts';
import { sealReferral } from '../referral/seal-referral.ts';
import type { Submission } from '../referral/seal-referral.ts';
import type { Report } from './alarm.ts';
import { accepted, proofWanted } from './answers.ts';
import type { Outcome, Problem } from './answers.ts';
import { Bodies } from './bodies.ts';
import { admit, bodyKindOf, longestBody } from './checks.ts';
import type { Admitted, Measures } from './checks.ts';
import type { Clock } from './clock.ts';
import type { IntakeFacts } from './facts.ts';
import type { FormPages } from './form-pages.ts';
import type { Gate, Verdict } from './gate/gate.ts';
import type { Entries } from './no-script.ts';
import { earlierKeys, openInboxes } from './opening.ts';
import type { Posted } from './posted.ts';
import type { Spool } from './spool-contract.ts';

/** What the reception works with. */
export interface ReceptionOptions {
  readonly facts: IntakeFacts;
  readonly origins: ReadonlySet<string>;
  readonly pages: FormPages;
  readonly gate: Gate;
  readonly spool: Spool;
  readonly clock: Clock;
  readonly report: Report;
  /** Whether letters are taken at this moment. */
  readonly taking: () => boolean;
  /** How long a body may take to arrive. */
  readonly readTimeLimitMs: number;
  /** Called after a letter was stored; says what its sender is told. */
  readonly stored: () => Outcome;
}

const KEY_BYTES = 32;
const REPEAT_WINDOW_MS = 3_600_000;
/** Senders over their limit who are heard to the end, so that their answer arrives; bounds what a flood may hold. */
const MOST_DISCARDED_AT_ONCE = 50;

/** Takes what is posted: checks it, stores the letters, and only then answers that they are received. */
export class Reception {
  readonly #options: ReceptionOptions;
  readonly #measures: Measures;
  readonly #bodies: Bodies;
  // In memory only: who had it and an id could try out telephone numbers until the form is found.
  readonly #idKey = randomBytes(KEY_BYTES);
  #discarding = 0;

  constructor(options: ReceptionOptions) {
    this.#options = options;
    const { origins, facts, readTimeLimitMs: timeLimitMs } = options;
    this.#measures = { origins, frameBytes: frameBytes(facts.set) };
    this.#bodies = new Bodies({ longest: longestBody(this.#measures), timeLimitMs });
  }

  /**
   * Answers a request to the endpoint; never throws, and says "received" only about what is on disk.
   * @param peer the other end of the connection; null where there is none, and then nothing is counted.
   */
  async receive(request: Posted, peer: string | null): Promise<Response> {
    try {
      return await this.#answer(request, peer);
    } catch {
      this.#options.report('unexpected');
      return this.#options.pages.refusal('not-stored', bodyKindOf(request));
    }
  }

  async #answer(request: Posted, peer: string | null): Promise<Response> {
    const { gate, pages, stored } = this.#options;
    const kind = bodyKindOf(request);
    const taking = this.#options.taking();
    // A person without JavaScript gets the page with the telephone numbers, so the form is read first.
    if (!taking && kind !== 'fields') return pages.refusal('closed', kind);
    const admitted = admit(request, this.#measures);
    if (!admitted.ok) return pages.refusal(admitted.problem, kind);
    const network = peer === null ? '' : gate.networkOf(request, peer);
    const verdict = peer === null ? 'pass' : await gate.judge(request, network);
    if (verdict !== 'pass') return this.#turnAway(request, admitted.value, { verdict, network });
    const body = await this.#bodies.read(request, admitted.value.length, network);
    if (!body.ok) return pages.refusal(body.problem, kind);
    if (kind === 'fields') return this.#answerFields(body.value, taking);
    const taken = await this.#takeFrame(body.value);
    return taken.ok ? accepted(stored()) : pages.refusal(taken.problem, kind);
  }

  /** A network over its share: telephone numbers to a person, work to a script, and nothing is stored. */
  async #turnAway(
    request: Posted,
    { kind, length }: Admitted,
    { verdict, network }: { readonly verdict: Exclude<Verdict, 'pass'>; readonly network: string },
  ): Promise<Response> {
    const { gate, pages } = this.#options;
    if (kind === 'fields' && verdict === 'over') {
      const body = await this.#bodies.read(request, length, network);
      return body.ok
        ? pages.notSent(entriesIn(body.value), 'too-many')
        : pages.refusal(body.problem, kind);
    }
    if (this.#discarding < MOST_DISCARDED_AT_ONCE) {
      this.#discarding += 1;
      await this.#bodies.discard(request);
      this.#discarding -= 1;
    }
    return kind === 'fields' || verdict === 'spent'
      ? pages.refusal('too-many', kind)
      : proofWanted(await gate.challenge());
  }

  async #answerFields(body: Uint8Array, taking: boolean): Promise<Response> {
    const { pages, facts, stored } = this.#options;
    const entries = entriesIn(body);
    if (!taking) return pages.notSent(entries, 'closed');
    const referral = readReferral(entries, openInboxes(facts));
    if (!referral.ok) return pages.wrongFields(entries, referral.problem);
    const submissionId = this.#idOf(body);
    const note = pages.noteFor(entries, referral.value);
    const frame = await this.#seal({ referral: referral.value, submissionId, note });
    const taken = frame.ok ? await this.#takeFrame(frame.value) : frame;
    return taken.ok
      ? pages.sent(entries, stored(), markOf(submissionId))
      : pages.notSent(entries, taken.problem);
  }

  async #takeFrame(bytes: Uint8Array): Promise<Result<void, Problem>> {
    const frame = decodeFrame(bytes, this.#options.facts.set);
    if (!frame.ok) return failure('wrong-frame');
    const checked = await this.#checkLetters(frame.value);
    if (!checked.ok) return checked;
    const { submissionId, letters } = frame.value;
    const id = Buffer.from(submissionId).toString('hex');
    const receivedAt = this.#options.clock.now();
    return this.#options.spool.accept({ id, receivedAt, letters });
  }

  async #checkLetters({ letters }: Frame): Promise<Result<void, Problem>> {
    for (const letter of letters) {
      if (!(await this.#isLetter(letter))) return failure('not-a-letter');
    }
    const open = openInboxes(this.#options.facts);
    const allOpen = letters.every(({ inbox }) => open.includes(inbox));
    return allOpen ? success(undefined) : failure('closed-inbox');
  }

  /** Locked as pages do it now, or as they did for a while before certificates changed. */
  async #isLetter({ inbox: id, bytes }: SealedLetter): Promise<boolean> {
    const { facts, clock } = this.#options;
    const inbox = facts.set.inboxes.find((candidate) => candidate.id === id);
    if (inbox === undefined) return false;
    if (await inspectLetter(bytes, inbox, facts.set.sealedAt)) return true;
    return earlierKeys(facts, id, clock.now()).some((keys) => isSealedTo(bytes, keys));
  }

  async #seal(
    written: Pick<Submission, 'referral' | 'submissionId' | 'note'>,
  ): Promise<Result<Uint8Array, Problem>> {
    const { facts, clock, report } = this.#options;
    const writtenAt = new Date(clock.now());
    try {
      return success(
        await sealReferral({ ...written, set: facts.set, writtenAt, withoutJavaScript: true }),
      );
    } catch {
      report('not-sealed');
      return failure('not-sealed');
    }
  }

  /** The same form posted twice within an hour is one submission; the same plea later is a new one. */
  #idOf(body: Uint8Array): Uint8Array {
    const hour = Math.floor(this.#options.clock.now() / REPEAT_WINDOW_MS);
    const digest = createHmac('sha256', this.#idKey).update(`${hour}\n`).update(body).digest();
    return new Uint8Array(digest.subarray(0, SUBMISSION_ID_BYTES));
  }
}

const entriesIn = (body: Uint8Array): Entries => [
  ...new URLSearchParams(new TextDecoder().decode(body)),
];
