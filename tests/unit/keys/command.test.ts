import { spawn, spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeDemoCertificate } from '../../../src/referral/pgp/certificate.ts';
import { NOW, PASSPHRASE, namedIn, newTeam, type Team } from './team.ts';

const SCRIPT = 'scripts/keys.ts';
const SHORT = 'nitton tecken, inte';

let first: Team;
let file: string;

beforeAll(async () => {
  first = newTeam();
  const { certificate, fingerprint } = await makeDemoCertificate('Socialtjänsten', NOW);
  const from = ['--from', first.file('theirs.asc', certificate), '--fingerprint', fingerprint];
  await first.keys(['add', 'social', ...from]);
  file = namedIn(first, 'social').certificates[0]!.file;
});

afterAll(() => {
  first.discard();
});

const environmentOf = ({ content }: Team) => ({
  PATH: process.env.PATH,
  CONTENT_DIR: content,
  TODAY: NOW.toISOString(),
});

/** The command at a terminal; each answer is typed when its question stands there. */
async function typed(team: Team, words: string[], answers: readonly string[]) {
  const command = [process.execPath, SCRIPT, ...words].join(' ');
  const terminal = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
    env: environmentOf(team),
  });
  let seen = '';
  let asked = 0;
  terminal.stdout.on('data', (chunk: Buffer) => {
    seen += chunk.toString();
    const questions = seen.match(/Passphrase \(|once more:/gu)?.length ?? 0;
    while (asked < Math.min(questions, answers.length)) {
      terminal.stdin.write(answers[asked] ?? '');
      asked += 1;
    }
  });
  const status = await new Promise((resolve) => terminal.once('exit', resolve));
  return { status, seen };
}

describe('at a terminal the passphrase is asked for', () => {
  const words = (team: Team) => ['add', 'police', '--secrets', team.medium];

  test('twice, and never shown', async () => {
    const team = first.copy();
    const answers = [`${PASSPHRASE}\r`, `${PASSPHRASE}\r`];
    const { status, seen } = await typed(team, words(team), answers);
    expect(status, seen).toBe(0);
    expect(seen).not.toContain('fem');
    expect(seen).toContain('\u001b[97;40m');
    const { file: made } = namedIn(team, 'police').certificates[0]!;
    expect(team.secrets()).toEqual([made.replace('.asc', '.secret.asc')]);
  });

  test.each([
    ['the two differ', [`${PASSPHRASE}\r`, `${PASSPHRASE}!\r`], 'The two were not the same.'],
    ['it is short', [`${SHORT}\r`, `${SHORT}\r`], 'The passphrase has 19 characters and needs 20'],
    ['it is empty', ['\r', '\r'], 'No passphrase was given.'],
    ['somebody breaks off', ['fem ord\u0003'], 'No passphrase was given.'],
  ])('and nothing is written when %s', async (_, answers, sentence) => {
    const team = first.copy();
    const { status, seen } = await typed(team, words(team), answers);
    expect(seen).toContain(sentence);
    expect(status).toBe(1);
    expect([team.secrets(), namedIn(team, 'police').certificates]).toEqual([[], []]);
  });
});

describe('the command', () => {
  test('says in one sentence that it needs a terminal where it has none, and ends with 1', () => {
    const team = first.copy();
    const words = ['add', 'police', '--secrets', team.medium];
    const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, ...words], {
      env: { ...environmentOf(team), PASSPHRASE },
      input: `${PASSPHRASE}\n${PASSPHRASE}\n`,
      encoding: 'utf8',
    });
    expect({ status, stdout, stderr }).toEqual({
      status: 1,
      stdout: '',
      stderr:
        'The passphrase is asked for at the keyboard, and there is none here. Run the command in a terminal (a test gives --passphrase-fd).\n',
    });
  });

  test('alone ends with 1 while something is to do', () => {
    const { status, stdout } = spawnSync(process.execPath, [SCRIPT], {
      env: environmentOf(first.copy()),
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stdout).toContain('- inboxes.police.certificates: there is none');
  });
});

describe('a machine that dies in the middle', () => {
  test.each([
    ['before the profile is put in its place', 'rename'],
    ['before the old certificate is taken away', 'unlink'],
  ])(
    '%s leaves a profile that names only what is there',
    async (_, call) => {
      const team = first.copy();
      const before = team.profileText();
      const { certificate, fingerprint } = await makeDemoCertificate('Ny', NOW);
      const from = ['--from', team.file('theirs.asc', certificate), '--fingerprint', fingerprint];
      const strace = ['-f', '--seccomp-bpf', '-qq', '-o', '/dev/null', '-e', `trace=${call}`];
      const kill = ['-e', `inject=${call}:signal=SIGKILL:when=1`];
      const node = [process.execPath, SCRIPT, 'replace', file, ...from];
      const { signal } = spawnSync('strace', [...strace, ...kill, ...node], {
        env: environmentOf(team),
      });
      expect(signal).toBe('SIGKILL');
      const named = namedIn(team, 'social').certificates;
      expect(named).toHaveLength(1);
      expect(team.certificates()).toContain(named[0]!.file);
      if (call === 'unlink') expect(team.profileText()).not.toBe(before);
    },
    180_000,
  );
});
