import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMessage, encrypt, readKey, readKeys, readPrivateKey } from 'openpgp';
import { beforeAll, describe, expect, test } from 'vitest';
import { writeMail } from '../../../src/intake/mail.ts';
import type { OutgoingLetter } from '../../../src/intake/mail.ts';
import { failure, success } from '../../../src/i18n/result.ts';
import { padBlock } from '../../../src/referral/block.ts';
import { Desk } from '../../../src/reader/desk.ts';
import type { Dropped } from '../../../src/reader/desk.ts';
import { SENTENCES } from '../../../src/reader/problems.ts';
import { sealedLetters, withPassphrase } from '../../support/sealed-letters.ts';
import { makeDemoArea } from '../referral/fixtures.ts';
import type { DemoArea } from '../referral/fixtures.ts';

const WRITTEN = new Date('2026-11-22T20:14:00Z');
const PASSPHRASE = 'blåbär 7 stolar';

let area: DemoArea;
let social: OutgoingLetter;
let police: OutgoingLetter;
let socialKey: string;

beforeAll(async () => {
  area = await makeDemoArea();
  const answers = { recipients: 'both', ownWords: 'kvarnsten' };
  const letters = await sealedLetters(area, answers, { writtenAt: WRITTEN });
  [social, police] = [letters[0]!, letters[1]!];
  socialKey = await withPassphrase(area.keys.social[0]!.privateKey, PASSPHRASE);
});

const file = (text: string, name = 'brev.asc') => ({
  name,
  content: success(new TextEncoder().encode(text)),
});

async function opened(letters: readonly string[], key: string, passphrase = PASSPHRASE) {
  const desk = new Desk();
  await desk.add(letters.map((letter) => file(letter)));
  await desk.chooseKey(file(key, 'nyckel.asc'));
  return desk.open(passphrase);
}

const textsOf = (reads: Awaited<ReturnType<typeof opened>>): string[] =>
  reads.ok
    ? reads.value.map(({ letter }) => (letter.ok ? letter.value.text : letter.problem))
    : [reads.problem];

/** A letter that somebody else made, for the same key. */
async function lockedBy(text: string | Uint8Array): Promise<string> {
  const message =
    typeof text === 'string'
      ? await createMessage({ text })
      : await createMessage({ binary: text });
  const key = await readKey({ armoredKey: area.keys.social[0]!.certificate });
  const encryptionKeys = key.toPublic();
  return String(await encrypt({ message, encryptionKeys }));
}

describe('a letter opens', () => {
  test('with a key that has a passphrase, and names that key', async () => {
    const reads = await opened([social.armored], socialKey);
    expect(textsOf(reads)[0]).toContain('| kvarnsten');
    const letter = reads.ok && reads.value[0]!.letter;
    const { fingerprint } = area.keys.social[0]!;
    expect(letter && letter.ok && letter.value.keyName).toBe('Demo social 1');
    expect(letter && letter.ok && letter.value.fingerprint.replaceAll(' ', '')).toBe(fingerprint);
  });

  test('with a key that has none, without asking for one', async () => {
    const desk = new Desk();
    await desk.add([file(police.armored)]);
    await desk.chooseKey(file(area.keys.police[0]!.privateKey));
    expect(desk.asksPassphrase).toBe(false);
    expect(textsOf(await desk.open(''))[0]).toContain('Till: Polisen.');
  });

  test('with one of several keys in the file', async () => {
    const keys = area.keys.police[0]!.privateKey + socialKey;
    expect(textsOf(await opened([social.armored, police.armored], keys))).toEqual([
      expect.stringContaining('Till: Socialtjänsten.'),
      expect.stringContaining('Till: Polisen.'),
    ]);
  });

  test('with a key that was dropped beside it', async () => {
    const desk = new Desk();
    await desk.add([file(socialKey, 'nyckel.asc'), file(social.armored)]);
    expect(desk.key?.name).toBe('nyckel.asc');
    expect((await desk.open(PASSPHRASE)).ok).toBe(true);
  });

  test('with such a key in binary', async () => {
    const content = success((await readPrivateKey({ armoredKey: socialKey })).write());
    const desk = new Desk();
    await desk.add([{ name: 'nyckel.gpg', content }, file(social.armored)]);
    expect(desk.key?.name).toBe('nyckel.gpg');
    expect((await desk.open(PASSPHRASE)).ok).toBe(true);
  });

  test('when it comes after the key was opened, without the passphrase again', async () => {
    const desk = new Desk();
    await desk.add([file(social.armored)]);
    await desk.chooseKey(file(socialKey));
    await desk.open(PASSPHRASE);
    await desk.add([file(social.armored)]);
    expect(textsOf(await desk.open(''))).toHaveLength(2);
    desk.clear();
    await desk.add([file(social.armored)]);
    expect(textsOf(await desk.open(''))).toEqual(['no-key-chosen']);
  });

  test('with an Å typed as two characters, whichever way the key was made', async () => {
    const composed = PASSPHRASE.normalize('NFC');
    const decomposed = PASSPHRASE.normalize('NFD');
    const { privateKey } = area.keys.social[0]!;
    for (const [made, typed] of [
      [composed, decomposed],
      [decomposed, decomposed],
    ] as const) {
      const key = await withPassphrase(privateKey, made);
      expect(textsOf(await opened([social.armored], key, typed))[0]).toContain('| kvarnsten');
    }
  });

  test('with a key that gpg made and exported, its main key left at home', async () => {
    const home = mkdtempSync(join(tmpdir(), 'gpg-'));
    const gpg = (...args: string[]): string => {
      const lock = ['--batch', '--pinentry-mode', 'loopback', '--passphrase', PASSPHRASE];
      const done = spawnSync('gpg', ['--homedir', home, ...lock, ...args]);
      if (done.status !== 0) throw new Error(done.stderr.toString());
      return done.stdout.toString();
    };
    gpg('--quick-gen-key', 'Gruppen <grupp@example.org>', 'future-default', 'default', '1d');
    const [key] = await readKeys({ armoredKeys: gpg('--armor', '--export') });
    const message = await createMessage({ text: 'kvarnsten' });
    const letter = String(await encrypt({ message, encryptionKeys: key!.toPublic() }));
    for (const way of ['--export-secret-keys', '--export-secret-subkeys']) {
      expect(textsOf(await opened([letter], gpg('--armor', way)))).toEqual(['kvarnsten']);
    }
    spawnSync('gpgconf', ['--homedir', home, '--kill', 'all']);
    rmSync(home, { recursive: true, force: true });
  });
});

describe('what keeps a letter shut is told:', () => {
  const damaged = (armor: string, at: number): string => {
    const other = armor[at] === 'A' ? 'B' : 'A';
    return armor.slice(0, at) + other + armor.slice(at + 1);
  };

  test.each([
    ['wrong-passphrase', () => opened([social.armored], socialKey, 'fel')],
    ['no-passphrase', () => opened([social.armored], socialKey, '')],
    ['other-key', () => opened([police.armored], socialKey)],
    ['damaged', () => opened([damaged(social.armored, 2000)], socialKey)],
    ['damaged', () => opened([damaged(social.armored, 11_000)], socialKey)],
    ['damaged', () => opened([social.armored.split('\n').toSpliced(20, 1).join('\n')], socialKey)],
    ['truncated', () => opened([social.armored.slice(0, 9000)], socialKey)],
    ['not-a-key', () => opened([social.armored], 'Hej!')],
    ['not-a-key', () => opened([social.armored], social.armored)],
    ['public-only', () => opened([social.armored], area.keys.social[0]!.certificate)],
    ['damaged-key', () => opened([social.armored], socialKey.slice(0, 400))],
    ['no-letter-chosen', () => opened([], socialKey)],
  ] as const)('%s', async (problem, read) => {
    expect(textsOf(await read())).toEqual([problem]);
  });

  test('no-key-chosen', async () => {
    const desk = new Desk();
    await desk.add([file(social.armored)]);
    expect(textsOf(await desk.open(PASSPHRASE))).toEqual(['no-key-chosen']);
  });

  test('unreadable-file: a letter and a key, beside a letter that is read', async () => {
    const unreadable: Dropped = { name: 'mapp', content: failure('unreadable-file') };
    const desk = new Desk();
    await desk.add([unreadable, file(social.armored)]);
    await desk.chooseKey(unreadable);
    expect(textsOf(await desk.open(PASSPHRASE))).toEqual(['unreadable-file']);
    await desk.chooseKey(file(socialKey));
    expect(textsOf(await desk.open(PASSPHRASE))).toEqual([
      'unreadable-file',
      expect.stringContaining('kvarnsten'),
    ]);
  });

  test('not-locked: armor around a text that anybody can read', async () => {
    const message = await createMessage({ text: 'SÅ FÅR VI KONTAKTA\nSMS: JA' });
    expect(textsOf(await opened([message.armor()], socialKey))).toEqual(['not-locked']);
  });

  test('other-passphrase: the letter is for another key of the file than the open one', async () => {
    const policeKey = await withPassphrase(area.keys.police[0]!.privateKey, 'en annan');
    const reads = await opened([police.armored], socialKey + policeKey);
    expect(textsOf(reads)).toEqual(['other-passphrase']);
  });

  test('beside letters that open, each at its place', async () => {
    const cut = social.armored.slice(0, 9000);
    const letters = [social.armored, cut, police.armored];
    expect(textsOf(await opened(letters, socialKey))).toEqual([
      expect.stringContaining('kvarnsten'),
      'truncated',
      'other-key',
    ]);
  });

  test('each with a whole sentence', () => {
    for (const sentence of Object.values(SENTENCES)) expect(sentence).toMatch(/^\p{Lu}.+\.$/u);
  });

  test('for Outlook with the name that the attachment has', () => {
    const name = /filename="([^"]+)"/u.exec(writeMail(social))?.[1];
    expect(SENTENCES['outlook-file']).toContain(`spara bilagan ${name}`);
    expect(readFileSync('docs/READER.md', 'utf8')).toContain(`Spara bilagan \`${name}\``);
  });

  test('as TEAM.md has it: a letter for another inbox is not passed on', () => {
    expect(SENTENCES['other-key']).toContain('Skicka det inte vidare.');
    expect(readFileSync('docs/TEAM.md', 'utf8')).toContain('Skicka det inte vidare');
  });
});

test('a text that somebody locked by hand is shown whole, with its controls made visible', async () => {
  const letter = await lockedBy('Ring <b>nu</b>\u001b[2J\u202e12\n--del--\n');
  expect(textsOf(await opened([letter], socialKey))).toEqual([
    'Ring <b>nu</b>␛[2J⟨U+202E⟩12\n--del--\n',
  ]);
});

test('a letter with more than one part is shown whole, so that nothing is kept from the reader', async () => {
  const parts = new TextDecoder()
    .decode(padBlock('brev', { inner: 'Meddelande', outer: 'Post' }))
    .replace('--del--', '--del\r\nContent-Type: text/html\r\n\r\n<p>mer</p>\r\n--del--');
  const [text] = textsOf(
    await opened([await lockedBy(new TextEncoder().encode(parts))], socialKey),
  );
  expect(text).toContain('<p>mer</p>');
});

test('a letter sent twice is shown twice, for each may have come another way', async () => {
  expect(textsOf(await opened([social.armored, social.armored], socialKey))).toHaveLength(2);
});
