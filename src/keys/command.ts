import { parseArgs } from 'node:util';
import type { InboxId } from '../area/profile.ts';
import type { Result } from '../i18n/result.ts';
import { failure, success } from '../i18n/result.ts';
import { keysProblem, type KeysProblem } from './keys-problem.ts';

/** Where a certificate comes from: made here, its secret put into a folder, or made by its owner. */
export type KeySource =
  | { readonly kind: 'made'; readonly folder: string; readonly passphraseFd: number | null }
  | { readonly kind: 'given'; readonly file: string; readonly fingerprint: string };

/** What is asked for. `lost`: the secret is lost or in wrong hands. */
export type Command =
  | { readonly kind: 'status' }
  | { readonly kind: 'tidy' }
  | {
      readonly kind: 'add';
      readonly inbox: InboxId;
      readonly key: KeySource;
      readonly recovery: boolean;
    }
  | {
      readonly kind: 'replace';
      readonly file: string;
      readonly key: KeySource;
      readonly lost: boolean;
    }
  | { readonly kind: 'remove'; readonly file: string; readonly lost: boolean };

/** A command that changes the certificates of an inbox. */
export type Changing = Extract<Command, { kind: 'add' | 'replace' | 'remove' }>;

const OPTIONS = {
  secrets: { type: 'string' },
  from: { type: 'string' },
  fingerprint: { type: 'string' },
  'passphrase-fd': { type: 'string' },
  recovery: { type: 'boolean' },
  lost: { type: 'boolean' },
} as const;

/** Which options go with which command. */
const KEY_OPTIONS = ['secrets', 'from', 'fingerprint', 'passphrase-fd'];
const ALLOWED: Readonly<Record<Command['kind'], readonly string[]>> = {
  status: [],
  tidy: [],
  add: [...KEY_OPTIONS, 'recovery'],
  replace: [...KEY_OPTIONS, 'lost'],
  remove: ['lost'],
};

type Given = ReturnType<typeof parse>;

/** The command in the words after `npm run keys --`. */
export function readCommand(words: readonly string[]): Result<Command, KeysProblem> {
  let given: Given;
  try {
    given = parse(words);
  } catch (error) {
    return usage(error instanceof Error ? error.message : 'This cannot be understood.');
  }
  const [kind = 'status', name, ...more] = given.positionals;
  if (!isKind(kind)) return usage(`There is no command "${kind}".`);
  const wrong = Object.keys(given.values).find((option) => !ALLOWED[kind].includes(option));
  if (wrong !== undefined) return usage(`--${wrong} does not go with ${kind}.`);
  const needsName = kind !== 'status' && kind !== 'tidy';
  if (more.length > 0 || (name !== undefined) !== needsName) {
    return usage(needsName ? `Write one name after ${kind}.` : `Write nothing after ${kind}.`);
  }
  return named(kind, name ?? '', given.values);
}

function named(
  kind: Command['kind'],
  name: string,
  values: Given['values'],
): Result<Command, KeysProblem> {
  const { lost = false, recovery = false } = values;
  // The path of a certificate is as good as its name.
  const file = name.replace(/^.*[/\\]/u, '');
  if (kind === 'status' || kind === 'tidy') return success({ kind });
  if (kind === 'remove') return success({ kind, file, lost });
  const key = keySource(values);
  if (!key.ok) return key;
  if (kind === 'replace') return success({ kind, file, key: key.value, lost });
  if (name !== 'social' && name !== 'police') return failure(keysProblem('unknown-inbox', name));
  return success({ kind, inbox: name, key: key.value, recovery });
}

function keySource(values: Given['values']): Result<KeySource, KeysProblem> {
  const { secrets, from, fingerprint, 'passphrase-fd': fd } = values;
  if ((secrets === undefined) === (from === undefined)) {
    return usage('Write either --secrets, to make a key, or --from, to take a certificate.');
  }
  if (from !== undefined) {
    if (fd !== undefined) return usage('--passphrase-fd goes with --secrets only.');
    const digits = (fingerprint ?? '').replaceAll(/\s/gu, '').toUpperCase();
    if (!/^[0-9A-F]{40}$/u.test(digits)) {
      return failure(keysProblem('not-a-fingerprint', fingerprint ?? ''));
    }
    return success({ kind: 'given', file: from, fingerprint: digits });
  }
  if (fingerprint !== undefined) return usage('--fingerprint goes with --from only.');
  if (fd !== undefined && !/^\d{1,4}$/u.test(fd)) return usage('--passphrase-fd takes a number.');
  return success({
    kind: 'made',
    folder: secrets ?? '',
    passphraseFd: fd === undefined ? null : Number(fd),
  });
}

const parse = (words: readonly string[]) =>
  parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true, strict: true });

const isKind = (word: string): word is Command['kind'] => Object.hasOwn(ALLOWED, word);

const usage = (sentence: string) => failure(keysProblem('usage', sentence));
