import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives a program a terminal of its own and waits until it has ended; neomutt runs in nothing less. */
const IN_A_TERMINAL = `
import fcntl, os, pty, struct, sys, termios
pid, fd = pty.fork()
if pid == 0:
    os.execvp(sys.argv[1], sys.argv[1:])
fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack('HHHH', 40, 100, 0, 0))
try:
    while os.read(fd, 65536):
        pass
except OSError:
    pass
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
`;
const SETTINGS = [
  'set crypt_use_gpgme = yes',
  // A pipe gets what the reader of the letter sees.
  'set pipe_decode = yes',
  'set wait_key = no',
];
const PATIENCE_MS = 60_000;

/**
 * What somebody with this private key reads of a mail in neomutt, which opens letters with gpgme: what it shows of the
 * mail, and what it says of it in its last line.
 */
export function readInNeomutt(mail: string, privateKey: string): { shown: string; said: string } {
  const home = mkdtempSync(join(tmpdir(), 'neomutt-'));
  const env = { PATH: process.env['PATH'], HOME: home, GNUPGHOME: home };
  const at = (name: string) => join(home, name);
  try {
    spawnSync('gpg', ['--batch', '--quiet', '--import'], { env, input: privateKey });
    writeFileSync(
      at('mbox'),
      `From - Sun Nov 22 20:00:00 2026\n${mail.replaceAll('\r\n', '\n')}\n`,
    );
    writeFileSync(at('rc'), [...SETTINGS, `set folder = ${home}`, ''].join('\n'));
    const keys = `<check-traditional-pgp><pipe-message>cat > ${at('shown')}<enter><exit>`;
    const neomutt = [
      'neomutt',
      '-n',
      '-R',
      '-d',
      '1',
      '-l',
      at('log'),
      '-F',
      at('rc'),
      '-f',
      at('mbox'),
      '-e',
      `push '${keys}'`,
    ];
    spawnSync('python3', ['-c', IN_A_TERMINAL, ...neomutt], {
      env: { ...env, TERM: 'xterm', LC_ALL: 'C.UTF-8' },
      timeout: PATIENCE_MS,
    });
    const log = readFileSync(at('log0'), 'utf8');
    return {
      shown: readFileSync(at('shown'), 'utf8'),
      // Errors and messages; the rest of the log is for those who mend the program.
      said: [...log.matchAll(/<[EM]> \w+\(\) (.*)$/gmu)].map(([, line]) => line).join('\n'),
    };
  } finally {
    spawnSync('gpgconf', ['--kill', 'all'], { env });
    rmSync(home, { recursive: true, force: true });
  }
}

/** The defects that Python's parser of mail finds in a mail and its parts, and the kinds of the parts. */
export function parsedByPython(mail: string): { defects: string[]; parts: string[] } {
  const script = `
import email, email.policy, json, sys
mail = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
parts = list(mail.walk())
defects = [str(d) for p in parts for d in p.defects]
defects += [str(d) for p in parts for h in p.values() for d in h.defects]
print(json.dumps({'defects': defects, 'parts': [p.get_content_type() for p in parts]}))
`;
  const { stdout, stderr } = spawnSync('python3', ['-c', script], { input: mail });
  if (stdout.length === 0) throw new Error(stderr.toString());
  return JSON.parse(stdout.toString()) as { defects: string[]; parts: string[] };
}
