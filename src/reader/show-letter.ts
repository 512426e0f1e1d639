import { lateNotice } from './lateness.ts';
import { writingOf } from './language.ts';
import type { LetterLine } from './letter-parts.ts';
import { isSiteLetter, letterSections } from './letter-parts.ts';
import type { OpenedLetter } from './open-letter.ts';

/** Nothing but a telephone number, in any digits. */
const NUMBER = /^\+?\p{Nd}[\p{Nd} ()./-]{4,}$/u;

/** The letter as elements. All of its text is set as text, so that nothing in it acts. */
export const letterElements = (letter: OpenedLetter, now: Date): HTMLElement[] => [
  ...(isSiteLetter(letter.text) ? siteLetter(letter, now) : otherText(letter.text)),
  element('p', `Öppnat med nyckeln ${letter.keyName} (${letter.fingerprint}).`, 'opened-with'),
];

/** An element with a text in it. */
export const element = <Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  text = '',
  className = '',
): HTMLElementTagNameMap[Name] => {
  const made = document.createElement(name);
  made.textContent = text;
  if (className !== '') made.className = className;
  return made;
};

const siteLetter = (letter: OpenedLetter, now: Date): HTMLElement[] => [
  ...noticeAbove(letter, now),
  ...letterSections(letter.text).map(({ heading, lines }) => {
    if (heading === null)
      return within(
        'div',
        lines.map((line) => paragraph(line, letter.text)),
      );
    const part = within('section', linesIn(lines, letter.text));
    part.className = 'part';
    part.prepend(...headingOf(heading));
    return part;
  }),
];

/** The name of a part, and what the letter says about it after a comma or in brackets. */
const headingOf = (heading: string): HTMLElement[] => {
  const [, name = heading, note = ''] = /^([^,(]+?)(?:, | (?=\())(.+)$/u.exec(heading) ?? [];
  return [element('h2', name), ...(note === '' ? [] : [element('p', note, 'note')])];
};

const otherText = (text: string): HTMLElement[] => [
  element(
    'p',
    'Det här har inte formen av ett brev från webbplatsen. Hela texten visas som den är.',
    'msg',
  ),
  element('p', text, 'whole'),
];

const noticeAbove = (letter: OpenedLetter, now: Date): HTMLElement[] => {
  const late = lateNotice(letter, now);
  if (late === null) return [];
  const notice = element('div', '', 'late');
  notice.append(element('strong', late.heading), element('span', late.times));
  return [notice];
};

/** Answers that follow one another are one list; sentences and words without a label stand by themselves. */
const linesIn = (lines: readonly LetterLine[], letter: string): HTMLElement[] => {
  const made: HTMLElement[] = [];
  for (const line of lines) {
    if (labelOf(line) === null) {
      made.push(paragraph(line, letter));
    } else {
      const last = made.at(-1);
      const list = last instanceof HTMLDListElement ? last : element('dl');
      if (list !== last) made.push(list);
      list.append(answer(line, letter));
    }
  }
  return made;
};

const labelOf = (line: LetterLine): string | null => (line.kind === 'sentence' ? null : line.label);

const answer = (line: LetterLine, letter: string): HTMLElement => {
  const value = element('dd', line.kind === 'answer' ? line.answer : '');
  if (line.kind === 'words') value.append(paragraph(line, letter));
  return within('div', [element('dt', labelOf(line) ?? ''), value]);
};

const paragraph = (line: LetterLine, letter: string): HTMLElement => {
  if (line.kind === 'answer') return element('p', `${line.label}: ${line.answer}`);
  if (line.kind === 'sentence') return element('p', line.text);
  const { words } = line;
  const shown = element('p', '', NUMBER.test(words) ? 'words number' : 'words');
  // Each line by itself: one of them may be written the other way.
  const lines = words.split(/(?<=\n)/u).map((one) => marked(element('span', one), one, letter));
  shown.append(...lines);
  return marked(shown, words, letter);
};

/** Says which way words are written, and in what language where that is known. */
const marked = (shown: HTMLElement, words: string, letter: string): HTMLElement => {
  const { lang, dir } = writingOf(words, letter);
  shown.dir = dir;
  shown.lang = lang ?? '';
  return shown;
};

const within = (name: 'div' | 'section', children: readonly HTMLElement[]): HTMLElement => {
  const made = element(name);
  made.append(...children);
  return made;
};
