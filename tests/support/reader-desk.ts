import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readerPage } from '../../src/build/reader-page.ts';
import { writeMail } from '../../src/intake/mail.ts';
import type { OutgoingLetter } from '../../src/intake/mail.ts';
import type { Answers } from '../unit/referral/fixtures.ts';
import { makeDemoArea } from '../unit/referral/fixtures.ts';
import { sealedLetters, withPassphrase } from './sealed-letters.ts';
import type { Posted } from './sealed-letters.ts';

/** The reader on disk, with a key made for this run, as somebody in an office has it. */
export interface ReaderDesk {
  /** `file:` address of the page. */
  readonly address: string;
  /** Path of the key file of the social inbox, shut with `passphrase`. */
  readonly key: string;
  readonly passphrase: string;
  /** Path of another inbox's key file, without a passphrase. */
  readonly otherKey: string;
  /** A new letter to the social inbox. */
  letter(answers: Answers, posted?: Posted): Promise<OutgoingLetter>;
  /** Saves a text under a name; gives its path. */
  save(name: string, text: string): string;
  discard(): void;
}

/** Lays the reader and its keys into a folder of their own. */
export async function readerDesk(): Promise<ReaderDesk> {
  const folder = mkdtempSync(join(tmpdir(), 'reader-'));
  const save = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const area = await makeDemoArea();
  const passphrase = 'blåbär 7 stolar';
  return {
    address: pathToFileURL(save('reader.html', await readerPage())).href,
    key: save('social.asc', await withPassphrase(area.keys.social[0]!.privateKey, passphrase)),
    passphrase,
    otherKey: save('police.asc', area.keys.police[0]!.privateKey),
    letter: async (answers, posted = { writtenAt: new Date() }) => {
      const [letter] = await sealedLetters(area, answers, posted);
      return letter!;
    },
    save,
    discard: () => {
      rmSync(folder, { recursive: true });
    },
  };
}

/** The name under which a mail program would save it, and the mail. */
export const asMail = (letter: OutgoingLetter): [name: string, text: string] => [
  `Post ${letter.mark}.eml`,
  writeMail(letter),
];
