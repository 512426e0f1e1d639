import { success } from '../i18n/result.ts';
import { copyText } from './clipboard.ts';
import type { Dropped, Read } from './desk.ts';
import { Desk } from './desk.ts';
import { onDrop, onFiles } from './files-in.ts';
import { lockWhenIdle } from './idle-lock.ts';
import { journalText } from './lateness.ts';
import { markIn } from './letter-parts.ts';
import { pageParts } from './page-parts.ts';
import type { ReaderProblem } from './problems.ts';
import { SENTENCES } from './problems.ts';
import { element, letterElements } from './show-letter.ts';

const LOCKED = {
  pressed: 'Låst. Nyckeln och breven är glömda.',
  idle: 'Läsaren låste sig, för ingen har rört den på 10 minuter. Nyckeln och breven är glömda.',
  left: '',
} as const;

const page = pageParts();
const desk = new Desk();
let reads: readonly Read[] = [];
let shown = 0;
let last: Promise<unknown> = Promise.resolve();

page.online.hidden = location.protocol === 'file:';
onFiles(page.letterFile, (files) => inTurn(async () => add(await files)));
onFiles(page.moreFile, (files) => inTurn(async () => add(await files)));
onDrop((files) => inTurn(async () => add(await files)));
onFiles(page.keyFile, (files) => inTurn(async () => chooseKey(await files)));
page.showPassphrase.addEventListener('change', () => {
  page.passphrase.type = page.showPassphrase.checked ? 'text' : 'password';
});
page.passphrase.addEventListener('keydown', ({ key }) => {
  if (key === 'Enter') inTurn(open);
});
page.open.addEventListener('click', () => inTurn(open));
page.previous.addEventListener('click', () => turnTo(shown - 1));
page.next.addEventListener('click', () => turnTo(shown + 1));
page.copy.addEventListener('click', () => void copy());
page.print.addEventListener('click', () => print());
page.lock.addEventListener('click', () => lock('pressed'));
lockWhenIdle((because) => {
  if (because === 'left' || holdsAnything()) lock(because);
});

/**
 * One thing after the other: a letter that is dropped while others are being opened waits for its turn. What goes wrong
 * is said, and keeps nothing after it from its turn.
 */
function inTurn(task: () => Promise<void>): void {
  last = last.then(task).catch(() => stopAtDesk('stopped'));
}

async function open(): Promise<void> {
  await takePastedText();
  const opened = await desk.open(page.passphrase.value);
  showDesk();
  if (!opened.ok) {
    stopAtDesk(opened.problem);
    return;
  }
  // Emptied before it is hidden, so that no browser offers to keep it.
  forgetPassphrase();
  reads = opened.value;
  page.desk.hidden = true;
  page.reading.hidden = false;
  turnTo(reads.findIndex(({ letter }) => letter.ok));
}

async function add(files: readonly Dropped[]): Promise<void> {
  const before = desk.waiting.filter(({ letter }) => letter.ok).length;
  await desk.add(files);
  showDesk();
  if (page.reading.hidden) return;
  const opened = await desk.open('');
  if (!opened.ok) {
    stopAtDesk(opened.problem);
    return;
  }
  reads = opened.value;
  turnTo(Math.min(before, reads.length - 1));
}

async function chooseKey([file]: readonly Dropped[]): Promise<void> {
  if (file !== undefined) await desk.chooseKey(file);
  showDesk();
}

/** Says at the desk what keeps the letters shut. */
function stopAtDesk(problem: ReaderProblem): void {
  putLettersAway();
  page.problem.textContent = `Fel: ${SENTENCES[problem]}`;
  if (problem === 'no-passphrase' || problem === 'wrong-passphrase') page.passphrase.select();
}

function putLettersAway(): void {
  reads = [];
  for (const text of [page.letter, page.letterHeading, page.said]) text.textContent = '';
  page.reading.hidden = true;
  page.desk.hidden = false;
}

function turnTo(index: number): void {
  const read = reads[index];
  if (read === undefined) return;
  shown = index;
  const { name, letter } = read;
  const mark = letter.ok ? markIn(letter.value.text) : null;
  page.letterHeading.textContent = mark === null ? name : `Brev ${mark}`;
  page.letter.replaceChildren(
    ...(letter.ok
      ? letterElements(letter.value, new Date())
      : [element('p', `Fel: ${SENTENCES[letter.problem]}`, 'msg')]),
  );
  page.copy.disabled = page.print.disabled = !letter.ok;
  page.turn.hidden = reads.length < 2;
  page.count.textContent = `${index + 1} av ${reads.length}`;
  page.previous.disabled = index === 0;
  page.next.disabled = index === reads.length - 1;
  page.said.textContent = '';
  page.letterHeading.focus();
}

async function copy(): Promise<void> {
  const letter = reads[shown]?.letter;
  if (letter?.ok !== true) return;
  page.said.textContent = (await copyText(journalText(letter.value, new Date())))
    ? 'Kopierat. Klistra in det i journalen. Kopiera sedan något annat, för brevet ligger kvar i urklipp.'
    : 'Webbläsaren lät inte läsaren kopiera. Markera texten och tryck Ctrl+C.';
}

/** Forgets everything at once, and again what was still being opened meanwhile. */
function lock(because: keyof typeof LOCKED): void {
  forget(because);
  last = last.then(() => forget(because));
}

function holdsAnything(): boolean {
  const { passphrase, letterText } = page;
  const typed = passphrase.value + letterText.value;
  return desk.key !== null || desk.waiting.length > 0 || typed !== '';
}

function forget(because: keyof typeof LOCKED): void {
  desk.clear();
  for (const input of [page.letterFile, page.keyFile, page.moreFile, page.letterText]) {
    input.value = '';
  }
  forgetPassphrase();
  putLettersAway();
  showDesk();
  page.locked.textContent = LOCKED[because];
  page.deskHeading.focus();
}

function forgetPassphrase(): void {
  page.passphrase.value = '';
  page.passphrase.type = 'password';
  page.showPassphrase.checked = false;
}

async function takePastedText(): Promise<void> {
  const text = page.letterText.value;
  if (text.trim() === '') return;
  const content = success(new TextEncoder().encode(text));
  await desk.add([{ name: 'Inklistrad text', content }]);
  page.letterText.value = '';
}

/** Says beside each step what has been chosen. */
function showDesk(): void {
  page.problem.textContent = '';
  page.locked.textContent = '';
  page.letterState.replaceChildren(
    ...desk.waiting.map(({ name, letter }) => stateLine(name, letter.ok ? null : letter.problem)),
  );
  const { key } = desk;
  page.keyState.replaceChildren(
    ...(key === null ? [] : [stateLine(key.name, key.file.ok ? null : key.file.problem)]),
  );
  page.passphrase.disabled = key?.file.ok === true && !desk.asksPassphrase;
}

function stateLine(name: string, problem: keyof typeof SENTENCES | null): HTMLElement {
  if (problem === null) return element('li', `Vald: ${name}`, 'done');
  return element('li', `Fel: ${name}: ${SENTENCES[problem]}`, 'msg');
}
