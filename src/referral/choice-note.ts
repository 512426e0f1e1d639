import { cleanLine, utf8Bytes } from './free-text.ts';

/** More than any language needs; what a program has put there instead must not burst the letter. UTF-8. */
export const MAX_NOTE_BYTES = 400;

/**
 * What stands under the sender's choice of who may read, after its name in bold: one line in the language of the page.
 * Undefined where the page has no such choice, or more stands there than `MAX_NOTE_BYTES`.
 */
export const choiceNote = (page: ParentNode, recipients: string): string | undefined => {
  const label = page.querySelector(`[name=recipients][value=${recipients}]`)?.closest('label');
  const title = textOf(label?.querySelector('b'));
  const note = textOf(label).slice(title.length).trim();
  return title !== '' && note !== '' && utf8Bytes(note) <= MAX_NOTE_BYTES ? note : undefined;
};

const textOf = (element: Element | null | undefined): string =>
  cleanLine(element?.textContent ?? '');
