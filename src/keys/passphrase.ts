import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { Result } from '../i18n/result.ts';
import { failure, success } from '../i18n/result.ts';
import { SHORTEST_PASSPHRASE, keysProblem, type KeysProblem } from './keys-problem.ts';

/**
 * The passphrase for a new secret key: asked for twice at the terminal, not shown, or read from a file descriptor.
 * Only its length is judged: rules about kinds of characters make people choose what they cannot remember.
 */
export async function readPassphrase(fd: number | null): Promise<Result<string, KeysProblem>> {
  const given = fd === null ? await askTwice() : readFrom(fd);
  if (!given.ok) return given;
  // The same letters are the same bytes on every machine: an Å may be typed as one character or as two.
  const passphrase = given.value.normalize('NFC');
  if (passphrase === '') return failure(keysProblem('no-passphrase'));
  const { length } = Array.from(passphrase);
  return length < SHORTEST_PASSPHRASE
    ? failure(keysProblem('too-short', `${length}`))
    : success(passphrase);
}

function readFrom(fd: number): Result<string, KeysProblem> {
  try {
    return success(readFileSync(fd, 'utf8').replace(/\r?\n$/u, ''));
  } catch {
    return failure(keysProblem('no-passphrase'));
  }
}

async function askTwice(): Promise<Result<string, KeysProblem>> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return failure(keysProblem('no-terminal'));
  // Before the first question: from here on the terminal shows nothing of what is typed.
  const lines = createInterface({
    input: process.stdin,
    output: nowhere(),
    terminal: true,
    historySize: 0,
  });
  const typed = lines[Symbol.asyncIterator]();
  const ask = async (question: string): Promise<string | null> => {
    process.stderr.write(question);
    const line = await typed.next();
    process.stderr.write('\n');
    return line.done === true ? null : line.value;
  };
  const first = await ask('Passphrase (nothing is shown while you type): ');
  const second = first === null ? null : await ask('The same once more: ');
  lines.close();
  // Somebody who breaks off ends the lines.
  if (first === null || second === null) return failure(keysProblem('no-passphrase'));
  return first === second ? success(first) : failure(keysProblem('not-the-same'));
}

const nowhere = (): Writable =>
  new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
