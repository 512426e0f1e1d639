import type { Result } from '../i18n/result.ts';
import { failure, success } from '../i18n/result.ts';
import type { KeyFile } from './keys.ts';
import { holdsSecretKey, isUnprotected, readKeyFile, unlockedKeys } from './keys.ts';
import type { LockedLetter } from './letters-in.ts';
import { lettersIn } from './letters-in.ts';
import type { OpenedLetter } from './open-letter.ts';
import { openLetter } from './open-letter.ts';
import type { FileProblem, KeyProblem, LetterProblem, ReaderProblem } from './problems.ts';

/** A file that was dropped, or a pasted text. */
export interface Dropped {
  /** Safe to show. */
  readonly name: string;
  readonly content: Result<Uint8Array, FileProblem>;
}

/** What came out of one letter, or of a file without one. */
export interface Read {
  readonly name: string;
  readonly letter: Result<OpenedLetter, LetterProblem>;
}

/** The chosen key file. */
export interface ChosenKey {
  readonly name: string;
  readonly file: Result<KeyFile, KeyProblem>;
}

interface Waiting {
  readonly name: string;
  readonly letter: Result<LockedLetter, LetterProblem>;
}

/** What lies before the reader: letters, key and, once opened, the open key. In memory only, until `clear`. */
export class Desk {
  #waiting: Waiting[] = [];
  #key: ChosenKey | null = null;
  #open: KeyFile | null = null;

  /** The letters and the files without letters, in the order in which they came. */
  get waiting(): readonly Waiting[] {
    return this.#waiting;
  }

  get key(): ChosenKey | null {
    return this.#key;
  }

  /** Whether a passphrase is needed; not before a key is chosen. */
  get asksPassphrase(): boolean {
    return this.#key?.file.ok === true && !isUnprotected(this.#key.file.value);
  }

  /**
   * Lays down letters; a key file among them is taken for the key. Files without a letter that came before are
   * forgotten: whoever lays down more has seen what was wrong with them.
   */
  async add(files: readonly Dropped[]): Promise<void> {
    this.#waiting = this.#waiting.filter(({ letter }) => letter.ok);
    for (const file of files) {
      const { content } = file;
      if (content.ok && (await holdsSecretKey(content.value))) await this.chooseKey(file);
      else this.#waiting.push(...(await waitingIn(file)));
    }
  }

  /** Takes a key file in place of the one before. */
  async chooseKey({ name, content }: Dropped): Promise<void> {
    this.#key = { name, file: content.ok ? await readKeyFile(content.value) : content };
    this.#open = null;
  }

  /**
   * Opens every letter that lies here; the key stays open for those that come later. With none opened the first
   * problem is told, and another key can be tried.
   */
  async open(passphrase: string): Promise<Result<readonly Read[], ReaderProblem>> {
    const keys = await this.#openKeys(passphrase);
    if (!keys.ok) return keys;
    const reads: Read[] = [];
    for (const { name, letter } of this.#waiting) {
      reads.push({ name, letter: letter.ok ? await openLetter(letter.value, keys.value) : letter });
    }
    const shut = reads.flatMap(({ letter }) => (letter.ok ? [] : letter.problem));
    const [problem] = shut;
    if (problem !== undefined && shut.length === reads.length) return failure(problem);
    this.#open = keys.value;
    return success(reads);
  }

  /** Forgets letters and keys. */
  clear(): void {
    this.#waiting = [];
    this.#key = null;
    this.#open = null;
  }

  async #openKeys(passphrase: string): Promise<Result<KeyFile, ReaderProblem>> {
    if (!this.#waiting.some(({ letter }) => letter.ok)) {
      const [first] = this.#waiting;
      return failure(first?.letter.ok === false ? first.letter.problem : 'no-letter-chosen');
    }
    if (this.#open !== null) return success(this.#open);
    if (this.#key === null) return failure('no-key-chosen');
    if (!this.#key.file.ok) return this.#key.file;
    if (this.asksPassphrase && passphrase === '') return failure('no-passphrase');
    return unlockedKeys(this.#key.file.value, passphrase);
  }
}

const waitingIn = async ({ name, content }: Dropped): Promise<Waiting[]> => {
  const letters = content.ok ? await lettersIn(content.value) : content;
  if (!letters.ok) return [{ name, letter: letters }];
  return letters.value.map((letter) => ({ name, letter: success(letter) }));
};
