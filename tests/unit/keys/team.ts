import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { onTestFinished } from 'vitest';
import { readProfile, type InboxId, type Profile } from '../../../src/area/profile.ts';
import { carryOut } from '../../../src/keys/carry-out.ts';
import { readCommand } from '../../../src/keys/command.ts';
import { makeDemoCertificate } from '../../../src/referral/pgp/certificate.ts';

/** When a team makes its keys; every clock of these tests starts here. */
export const NOW = new Date('2026-11-23T12:00:00Z');

export const PASSPHRASE = 'fem ord som inte hör ihop';

const DAY_MS = 86_400_000;

export const after = (days: number): Date => new Date(NOW.getTime() + days * DAY_MS);

/** A team with an area of its own, and a medium for its secrets. */
export interface Team {
  readonly content: string;
  readonly medium: string;
  readonly profile: () => Profile;
  readonly profileText: () => string;
  readonly certificates: () => string[];
  readonly secrets: () => string[];
  /** The same team once more, in a folder that is gone after the test. */
  readonly copy: () => Team;
  readonly discard: () => void;
  /** Writes a file beside the medium and says its path. */
  readonly file: (name: string, text: string | Uint8Array) => string;
  /** A file descriptor that gives a line, as typed. */
  readonly typed: (text: string) => number;
  /** Carries out the words after `npm run keys --`, and says what is printed. */
  readonly keys: (words: string[], now?: Date) => ReturnType<typeof carryOut>;
  /** The same for a key made elsewhere, its secret put on the medium without a passphrase, which is quicker. */
  readonly give: (words: string[], now?: Date) => Promise<string>;
  /** The same for a key made here, its passphrase given; says the file name of its certificate. */
  readonly make: (words: string[], now?: Date) => Promise<string>;
}

/** A team whose profile is the project's, without keys. */
export function newTeam(): Team {
  const folder = mkdtempSync(join(tmpdir(), 'keys-'));
  mkdirSync(join(folder, 'content/area/certificates'), { recursive: true });
  mkdirSync(join(folder, 'medium'));
  cpSync('content/area/profile.json', join(folder, 'content/area/profile.json'));
  return teamIn(folder);
}

function teamIn(folder: string): Team {
  const content = join(folder, 'content');
  const medium = join(folder, 'medium');
  const profilePath = join(content, 'area/profile.json');
  const profileText = () => readFileSync(profilePath, 'utf8');
  const profile = () => readProfile(profileText(), profilePath);
  const certificates = () => readdirSync(join(content, 'area/certificates')).sort();
  const file = (name: string, text: string | Uint8Array) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const keys = async (words: string[], now = NOW) => {
    const command = readCommand(words);
    if (!command.ok) return command;
    return carryOut(command.value, {
      environment: { CONTENT_DIR: content },
      now,
      format: async (json) =>
        format(json, { ...(await resolveConfig('content/area/profile.json')), parser: 'json' }),
      coloured: false,
    });
  };
  const typed = (text: string) => openSync(file('typed', `${text}\n`), 'r');
  const make = async (words: string[], now = NOW) => {
    const told = await keys(
      [...words, '--secrets', medium, '--passphrase-fd', `${typed(PASSPHRASE)}`],
      now,
    );
    return takenUp(told);
  };
  const give = async (words: string[], now = NOW) => {
    const { certificate, fingerprint, privateKey } = await makeDemoCertificate('Läsare', now);
    const from = ['--from', file('given.asc', certificate), '--fingerprint', fingerprint];
    const name = takenUp(await keys([...words, ...from], now));
    writeFileSync(join(medium, name.replace('.asc', '.secret.asc')), privateKey);
    return name;
  };
  return {
    content,
    medium,
    profile,
    profileText,
    certificates,
    secrets: () => readdirSync(medium).sort(),
    copy: () => {
      const other = mkdtempSync(join(tmpdir(), 'keys-'));
      cpSync(folder, other, { recursive: true });
      const team = teamIn(other);
      onTestFinished(team.discard);
      return team;
    },
    discard: () => {
      rmSync(folder, { recursive: true, force: true });
    },
    file,
    typed,
    keys,
    give,
    make,
  };
}

function takenUp(told: Awaited<ReturnType<typeof carryOut>>): string {
  if (!told.ok) throw new Error(told.problem.sentence);
  return /certificates\/(\S+\.asc)/u.exec(told.value.text)?.[1] ?? '';
}

/** The certificates of an inbox as the profile names them. */
export const namedIn = (team: Team, id: InboxId) =>
  team.profile().inboxes.find((inbox) => inbox.id === id)!;
