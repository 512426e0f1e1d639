/*
 * Makes the contact request, a form that works without it, lock its message on the sender's device
 * and send it without leaving the page. Inlined in the form pages; the lock itself is loaded on the
 * first focus.
 */
import type { Result } from '../i18n/result.ts';
import { markOf } from './mark.ts';
import type { PostOutcome } from './post.ts';
import type { FieldProblem } from './referral.ts';

/** What `src/referral/browser.ts` exports, loaded from its own address. */
interface Lock {
  readonly seal: (
    entries: Entries,
    submissionId: Uint8Array,
  ) => Promise<Result<Uint8Array<ArrayBuffer>, readonly FieldProblem[]>>;
  readonly send: (
    address: string,
    sealed: { entries: Entries; frame: Uint8Array<ArrayBuffer> },
    onProof: () => void,
  ) => Promise<PostOutcome>;
}

type Entries = readonly (readonly [string, string])[];

const MOST_CHARACTERS = 300;
/** The frame begins with its version; the submission id follows (see `frame.ts`). */
const ID_OFFSET = 1;

const form = document.querySelector<HTMLFormElement>('form[data-referral]');
if (form !== null) enhance(form);

function enhance(form: HTMLFormElement): void {
  const button = form.querySelector<HTMLElement>('.send');
  const label = button?.innerHTML ?? '';
  let lock: Promise<Lock> | undefined;
  let sealed: { words: string; frame: Uint8Array<ArrayBuffer> } | undefined;
  let sending = false;

  const loadLock = (): Promise<Lock> => {
    lock ??= import(form.dataset.lock ?? '');
    // A line that was down once may be up on the next try.
    lock.catch(() => (lock = undefined));
    return lock;
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (sending) return;
    sending = true;
    if (button !== null) button.textContent = button.dataset.sending ?? '';
    void send()
      // Whatever else fails on this device: the words stay here, unless the sender decides otherwise.
      .catch(() => notSent(form, 'unlocked'))
      .finally(() => {
        sending = false;
        if (button !== null) button.innerHTML = label;
      });
  });
  form.addEventListener('focusin', () => void loadLock().catch(() => undefined), { once: true });
  // A browser scrolls to the caret; the rest of a tall field would stay below the exit.
  form.addEventListener('focusin', ({ target }) => {
    if (target instanceof HTMLElement) target.scrollIntoView({ block: 'nearest' });
  });
  form.addEventListener('input', () => count(form));
  form.querySelector('[data-send-open]')?.addEventListener('click', () => {
    form.submit();
  });
  show(document, '[data-back-note]');
  // Last: what the page says of the lock is true only once the script has taken over.
  count(form);
  form.querySelector('[data-locked-server]')?.remove();
  show(form, '[data-locked-here]');

  async function send(): Promise<void> {
    clear(form);
    const entries = [...new FormData(form)].map(([name, value]): [string, string] => [
      name,
      typeof value === 'string' ? value : '',
    ]);
    const words = JSON.stringify(entries);
    const { seal, send: post } = await loadLock();
    // The same words again are the same submission: a second try never makes a second letter.
    if (sealed?.words !== words) {
      const result = await seal(entries, crypto.getRandomValues(new Uint8Array(16)));
      if (!result.ok) {
        showProblems(form, result.problem);
        return;
      }
      sealed = { words, frame: result.value };
    }
    const { frame } = sealed;
    const answer = await post(form.action, { entries, frame }, () => notSent(form, 'proof'));
    if (answer === 'unsure' || answer === 'not-stored') notSent(form, answer);
    else received(form, answer, markOf(frame.subarray(ID_OFFSET)));
  }
}

type Reason = 'unsure' | 'not-stored' | 'unlocked' | 'proof';

/** The words leave the page with the form; what stands here instead came with the page. */
function received(form: HTMLFormElement, outcome: 'received' | 'kept', mark: string): void {
  const main = form.closest('main');
  const template = document.querySelector<HTMLTemplateElement>(`[data-outcome=${outcome}]`);
  if (main === null || template === null) return;
  form.reset();
  main.replaceChildren(template.content.cloneNode(true));
  for (const slot of main.querySelectorAll('[data-mark]')) slot.textContent = mark;
  scrollTo({ top: 0, behavior: 'instant' });
  main.querySelector<HTMLElement>('h1')?.focus();
}

function notSent(form: HTMLFormElement, reason: Reason): void {
  for (const sentence of form.querySelectorAll<HTMLElement>('[data-reason]')) {
    sentence.hidden = sentence.dataset.reason !== reason;
  }
  // Sending without the lock of the device is the sender's own choice, never ours.
  if (reason === 'unlocked') show(form, '[data-send-open]');
  show(form, '[data-not-sent]')?.focus();
}

function showProblems(form: HTMLFormElement, problems: readonly FieldProblem[]): void {
  const summary = show(form, '[data-error-summary]');
  const list = summary?.querySelector('ul');
  for (const { field, problem } of problems) {
    const place = form.querySelector(`[data-field="${field}"]`);
    const sentence = show(place ?? form, `[data-problem="${problem}"]`);
    const control = form.querySelector(`#${field}`);
    place?.classList.add('err');
    control?.setAttribute('aria-invalid', 'true');
    const link = document.createElement('a');
    link.href = `#${field}`;
    link.textContent = sentence?.textContent ?? '';
    list?.appendChild(document.createElement('li')).append(link);
  }
  summary?.focus();
}

function clear(form: HTMLFormElement): void {
  for (const shown of form.querySelectorAll<HTMLElement>(
    '[data-error-summary], [data-problem], [data-not-sent], [data-send-open]',
  )) {
    shown.hidden = true;
  }
  for (const wrong of form.querySelectorAll('.err')) wrong.classList.remove('err');
  for (const wrong of form.querySelectorAll('[aria-invalid]'))
    wrong.removeAttribute('aria-invalid');
  form.querySelector('[data-error-summary] ul')?.replaceChildren();
}

function show(within: ParentNode, selector: string): HTMLElement | null {
  const element = within.querySelector<HTMLElement>(selector);
  if (element !== null) element.hidden = false;
  return element;
}

/** What is left of the own words, counted as a person counts: a joined emoji is one character. */
function count(form: HTMLFormElement): void {
  const counter = show(form, '[data-counter]');
  const words = form.querySelector<HTMLTextAreaElement>('#ownWords');
  if (counter === null || words === null) return;
  const codePoints = Array.from(words.value).length;
  // Browsers without Segmenter count as the limit does.
  const characters =
    'Segmenter' in Intl ? [...new Intl.Segmenter().segment(words.value)].length : codePoints;
  // The limit is in code points: past it, no count may say that there is room.
  const left = MOST_CHARACTERS - (codePoints > MOST_CHARACTERS ? codePoints : characters);
  counter.textContent = (counter.dataset.counter ?? '').replace('{count}', String(left));
}
