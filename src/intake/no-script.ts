import { parseHTML } from 'linkedom';
import { choiceNote } from '../referral/choice-note.ts';
import type { FieldProblem, Referral } from '../referral/referral.ts';
import type { Outcome } from './answers.ts';

/** The fields of a posted form, in order. */
export type Entries = readonly (readonly [name: string, value: string])[];

// The page's own; a filled honeypot is emptied, so that a person whose browser filled it can send again.
const KEPT_FIELDS = ['kind', 'locale', 'textVersion', 'website'];
const KEPT_TYPES = ['hidden', 'submit', 'button', 'reset'];

/** What is done to the page of a form before it goes back to its sender. */
type Change = (document: Document) => void;

/** The built page of a form with changes inside its `main`; every other byte stays. */
export function changedPage(html: string, ...changes: readonly Change[]): string {
  const [start, end] = placeOfMain(html);
  if (start < 0 || end < start) return html;
  const { document } = parseHTML(html.slice(start, end));
  for (const change of changes) change(document);
  return html.slice(0, start) + textOf(document) + html.slice(end);
}

/** Puts the posted answers into their fields. */
export const values =
  (entries: Entries): Change =>
  (document) => {
    for (const control of document.querySelectorAll('form[data-referral] [name]')) {
      const name = control.getAttribute('name') ?? '';
      if (KEPT_FIELDS.includes(name)) continue;
      const given = entries.filter(([field]) => field === name).map(([, value]) => value);
      putBack(control, given);
    }
  };

/**
 * Shows a sentence beside each wrong field and links to them in the summary above the form; where the page has no
 * sentence for any of the problems, it says "not sent" instead.
 */
export const problems =
  (wrong: readonly FieldProblem[]): Change =>
  (document) => {
    const links = wrong.flatMap((problem) => showProblem(document, problem));
    const summary = document.querySelector('[data-error-summary]');
    if (links.length === 0 || summary === null) {
      notSent(document);
      return;
    }
    const list = summary.querySelector('ul') ?? summary.appendChild(document.createElement('ul'));
    list.replaceChildren(...links.map((link) => wrapped(document, 'li', link)));
    summary.removeAttribute('hidden');
    // Without a script the focus brings the page to where something is said.
    summary.setAttribute('autofocus', '');
  };

/** Shows the section "not sent", which names the telephone numbers. */
export const notSent: Change = (document) => {
  document.querySelector('[data-not-sent]')?.removeAttribute('hidden');
};

/**
 * The page as it stands after sending: what the template says in place of the form, with the mark;
 * null when the page has no such template.
 */
export function withOutcome(html: string, outcome: Outcome, mark: string): string | null {
  if (!html.includes('<main') || !html.includes(`data-outcome="${outcome}"`)) return null;
  return changedPage(html, (document) => {
    const main = document.querySelector('main');
    const template = document.querySelector<HTMLTemplateElement>(
      `template[data-outcome="${outcome}"]`,
    );
    main?.replaceChildren(...(template?.content.cloneNode(true).childNodes ?? []));
    for (const place of document.querySelectorAll('[data-mark]')) place.textContent = mark;
  });
}

/** What stood under the sender's choice in the page; undefined where the sender had another text of it. */
export function noteIn(
  html: string,
  { textVersion, recipients }: Pick<Referral, 'textVersion' | 'recipients'>,
): string | undefined {
  const { document } = parseHTML(html.slice(...placeOfMain(html)));
  const version = document.querySelector('[name=textVersion]')?.getAttribute('value');
  return version === textVersion ? choiceNote(document, recipients) : undefined;
}

/** Where `main` begins and ends. A page is mostly what stands around it, and reading it all takes twice as long. */
function placeOfMain(html: string): [start: number, end: number] {
  const end = html.indexOf('</main>');
  return [html.indexOf('<main'), end < 0 ? end : end + '</main>'.length];
}

function putBack(control: Element, values: readonly string[]): void {
  const [value = ''] = values;
  if (control.localName === 'textarea') {
    // linkedom reads and writes the text of a text area as it is; a browser drops its first line break.
    control.textContent = `\n${escaped(value)}`;
  } else if (control.localName === 'select') {
    if (values.length > 0) choose(control.querySelectorAll('option'), 'selected', value);
  } else if (control.localName === 'input') {
    putBackInput(control, values);
  }
}

function putBackInput(input: Element, values: readonly string[]): void {
  const type = input.getAttribute('type') ?? 'text';
  const [value = ''] = values;
  if (KEPT_TYPES.includes(type)) return;
  if (type === 'checkbox') {
    input.toggleAttribute('checked', values.includes(input.getAttribute('value') ?? 'on'));
  } else if (type === 'radio') {
    if (values.length > 0) choose([input], 'checked', value);
  } else {
    input.setAttribute('value', value);
  }
}

function choose(options: Iterable<Element>, attribute: string, value: string): void {
  for (const option of options) {
    option.toggleAttribute(attribute, (option.getAttribute('value') ?? '') === value);
  }
}

function showProblem(document: Document, { field, problem }: FieldProblem): Element[] {
  const place = document.querySelector(`[data-field="${field}"]`);
  const message = place?.querySelector(`[data-problem="${problem}"]`);
  if (!place || !message) return [];
  const controls = [...place.querySelectorAll(`[name="${field}"]`)];
  message.removeAttribute('hidden');
  place.classList.add('err');
  for (const control of controls) control.setAttribute('aria-invalid', 'true');
  if (!isDescribed([place, ...controls], message)) describe(controls, message, field);
  const target = controls[0] ?? place;
  target.id ||= `field-${field}`;
  const link = document.createElement('a');
  link.setAttribute('href', `#${target.id}`);
  link.append(...message.cloneNode(true).childNodes);
  return [link];
}

/** Whether the page itself already ties the message, or the element around it, to the field. */
function isDescribed(elements: readonly Element[], message: Element): boolean {
  const ids = [message.id, message.parentElement?.id].filter((id) => id !== undefined && id !== '');
  return elements.some((element) =>
    (element.getAttribute('aria-describedby') ?? '').split(' ').some((id) => ids.includes(id)),
  );
}

function describe(controls: readonly Element[], message: Element, field: string): void {
  message.id ||= `problem-${field}`;
  for (const control of controls) {
    const ids = [control.getAttribute('aria-describedby'), message.id].filter(Boolean);
    control.setAttribute('aria-describedby', ids.join(' '));
  }
}

function wrapped(document: Document, tag: string, child: Element): Element {
  const element = document.createElement(tag);
  element.append(child);
  return element;
}

/**
 * What was parsed as HTML. linkedom reads attributes decoded and writes them as they are, so that what somebody
 * typed could become markup: they are escaped here.
 */
function textOf(document: Document): string {
  for (const element of document.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      if (/[&<>]/u.test(value)) element.setAttribute(name, escaped(value));
    }
  }
  return document.documentElement.outerHTML;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
