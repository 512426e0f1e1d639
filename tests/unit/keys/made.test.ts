import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SignaturePacket, readKey, readPrivateKey } from 'openpgp';
import { check, resolveConfig } from 'prettier';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { readProfile } from '../../../src/area/profile.ts';
import { success } from '../../../src/i18n/result.ts';
import { Desk } from '../../../src/reader/desk.ts';
import { inspectCertificate, sealedAtOf } from '../../../src/referral/pgp/certificate.ts';
import { withKeyring } from '../referral/pgp/gpg.ts';
import { PASSPHRASE, after, namedIn, newTeam, type Team } from './team.ts';

let team: Team;
let file: string;
let told: string;
let certificate: string;
let secretPath: string;
let secret: string;

beforeAll(async () => {
  team = newTeam();
  // As careless as a machine can be.
  const usual = process.umask(0);
  const words = ['add', 'social', '--secrets', team.medium, '--passphrase-fd'];
  const said = await team.keys([...words, `${team.typed(PASSPHRASE)}`]);
  process.umask(usual);
  told = said.ok ? said.value.text : said.problem.sentence;
  file = namedIn(team, 'social').certificates[0]!.file;
  certificate = readFileSync(join(team.content, 'area/certificates', file), 'utf8');
  secretPath = join(team.medium, file.replace('.asc', '.secret.asc'));
  secret = readFileSync(secretPath, 'utf8');
});

afterAll(() => {
  team.discard();
});

describe('a certificate that is made here', () => {
  test('stands in the profile with its fingerprint, and passes the check of the build', async () => {
    const { fingerprint } = namedIn(team, 'social').certificates[0]!;
    expect(file).toBe(`social-${fingerprint.slice(-8).toLowerCase()}.asc`);
    const inspected = await inspectCertificate(certificate, {
      file,
      fingerprint,
      now: after(1),
      sealedAt: await sealedAtOf([certificate]),
    });
    expect(inspected).toMatchObject({ ok: true, value: { daysLeft: 729, warning: null } });
  });

  test('is version 4 with ECDH, features 01 and two years, and names no person', async () => {
    const key = await readKey({ armoredKey: certificate });
    const encryption = await key.getEncryptionKey(undefined, after(1));
    expect([key, ...key.subkeys].map(({ keyPacket }) => keyPacket.version)).toEqual([4, 4]);
    expect(encryption.getAlgorithmInfo()).toEqual({ algorithm: 'ecdh', curve: 'curve25519Legacy' });
    expect(await key.getExpirationTime()).toEqual(after(730));
    expect(key.getUserIDs()).toEqual(['Socialtjänsten, IGOR Södermalm']);
    const features = key
      .toPacketList()
      .filter((packet) => packet instanceof SignaturePacket)
      .flatMap((packet) => (packet.features === null ? [] : [[...packet.features]]));
    expect(features).toEqual([[1]]);
  });

  test('changes nothing else in the profile, and leaves it in the form of the project', async () => {
    const shipped = readFileSync('content/area/profile.json', 'utf8');
    const { certificates } = namedIn(team, 'social');
    const [social, police] = readProfile(shipped, 'profile.json').inboxes;
    expect(JSON.parse(team.profileText())).toEqual({
      ...readProfile(shipped, 'profile.json'),
      inboxes: [{ ...social, certificates }, police],
    });
    const form = { ...(await resolveConfig('content/area/profile.json')), parser: 'json' };
    expect(await check(team.profileText(), form)).toBe(true);
    expect(team.certificates()).toEqual([file]);
  });

  test('has a secret that is its owner’s alone, and lies on the medium only', () => {
    expect(statSync(secretPath).mode & 0o777).toBe(0o600);
    expect(team.secrets()).toEqual([file.replace('.asc', '.secret.asc')]);
    expect(certificate).not.toContain('PRIVATE');
    expect(told).not.toContain('PRIVATE');
  });

  test('has a secret that its passphrase alone opens', async () => {
    const key = await readPrivateKey({ armoredKey: secret });
    expect(key.isDecrypted()).toBe(false);
    const seen = withKeyring((gpg) => {
      const today = ['--faked-system-time', String(after(1).getTime() / 1000)];
      const open = (passphrase: string) => [
        ...today,
        ...['--pinentry-mode', 'loopback', '--passphrase', passphrase, '--decrypt'],
      ];
      gpg(secret, ...today, '--import');
      const to = ['--trust-model', 'always', '--recipient', 'Socialtjänsten, IGOR Södermalm'];
      const letter = gpg('Ring mig.', ...today, ...to, '--encrypt');
      expect(() => gpg(letter, ...open('fem andra ord som inte hör ihop'))).toThrow();
      return gpg(letter, ...open(PASSPHRASE)).toString();
    });
    expect(seen).toBe('Ring mig.');
  });

  test('opens the test letter of docs/KEYS.md', async () => {
    const [, command = ''] =
      /`(echo prov \| gpg [^`]+) > prov\.asc`/u.exec(readFileSync('docs/KEYS.md', 'utf8')) ?? [];
    const path = join(team.content, 'area/certificates', file);
    const letter = withKeyring((gpg) => {
      const [text = '', options = ''] = command.replace('echo ', '').split(' | gpg ');
      const words = options.split(' ').map((word) => (word === '<certificate>' ? path : word));
      return gpg(text, '--faked-system-time', String(after(1).getTime() / 1000), ...words);
    });
    const desk = new Desk();
    await desk.add([{ name: 'prov.asc', content: success(letter) }]);
    await desk.chooseKey({ name: file, content: success(Buffer.from(secret)) });
    const opened = await desk.open(PASSPHRASE);
    expect(opened.ok && opened.value[0]?.letter).toMatchObject({
      ok: true,
      value: { text: 'prov' },
    });
  });

  test('is armored as old programs need it, with a checksum', () => {
    for (const armored of [certificate, secret])
      expect(armored).toMatch(/\n=[A-Za-z0-9+/]{4}\r?\n-----END/u);
  });

  test('is told by its fingerprint in groups, and as a code that a phone reads', () => {
    const { fingerprint } = namedIn(team, 'social').certificates[0]!;
    expect(/(?:[0-9A-F]{4} {1,2}){9}[0-9A-F]{4}/u.exec(told)?.[0].replaceAll(' ', '')).toBe(
      fingerprint,
    );
    expect(scanned(told)).toBe(`OPENPGP4FPR:${fingerprint}`);
  });
});

describe('the command that is printed with a key', () => {
  /** Typed where the site is published, with the file that was carried there. */
  const takenUp = async (text: string, from: Team, to: Team) => {
    const line = /npm run keys -- (.+--from .+)/u.exec(text)?.[1] ?? '';
    const words = [...line.matchAll(/"([^"]+)"|(\S+)/gu)].map(([, quoted, word]) => quoted ?? word);
    const carried = words.map((word) =>
      words[words.indexOf(word) - 1] === '--from'
        ? join(from.content, 'area/certificates', word!)
        : word!,
    );
    const said = await to.keys(carried, after(1));
    if (!said.ok) throw new Error(said.problem.sentence);
    return said.value.text;
  };

  test('takes up its certificate on another machine, the certificates of the other authority kept', async () => {
    const site = newTeam();
    onTestFinished(site.discard);
    const police = await site.give(['add', 'police']);
    expect(await takenUp(told, team, site)).not.toContain('--from');
    const offline = team.copy();
    for (const words of [
      ['add', 'social', '--recovery'],
      ['replace', file],
    ]) {
      const fd = `${offline.typed(PASSPHRASE)}`;
      const said = await offline.keys(
        [...words, '--secrets', offline.medium, '--passphrase-fd', fd],
        after(1),
      );
      await takenUp(said.ok ? said.value.text : '', offline, site);
    }
    expect(namedIn(site, 'social').certificates).toEqual(namedIn(offline, 'social').certificates);
    expect(namedIn(site, 'police').certificates.map((named) => named.file)).toEqual([police]);
  });

  test('says that the key it replaces is lost', async () => {
    const offline = team.copy();
    const site = team.copy();
    const fd = `${offline.typed(PASSPHRASE)}`;
    const said = await offline.keys(
      ['replace', file, '--lost', '--secrets', offline.medium, '--passphrase-fd', fd],
      after(1),
    );
    const text = await takenUp(said.ok ? said.value.text : '', offline, site);
    expect(text).toContain('refused from now on');
    expect(namedIn(site, 'social')).toEqual(namedIn(offline, 'social'));
  });
});

describe('a recovery certificate', () => {
  test('is one more reader, named as such', async () => {
    const other = team.copy();
    const recovery = await other.make(['add', 'social', '--recovery'], after(1));
    expect(recovery).toMatch(/^social-recovery-[0-9a-f]{8}\.asc$/u);
    expect(namedIn(other, 'social').certificates.map((named) => named.file)).toEqual([
      file,
      recovery,
    ]);
    const replaced = await other.make(['replace', recovery], after(2));
    expect(replaced).toMatch(/^social-recovery-/u);
    expect(other.certificates()).toEqual([file, replaced].sort());
    expect(other.secrets()).toHaveLength(3);
  });
});

describe('a secret is not written', () => {
  const refused = async (folder: string) => {
    const before = team.profileText();
    // No passphrase is given: the folder is judged before anybody is asked.
    const said = await team.keys(['add', 'police', '--secrets', folder, '--passphrase-fd', '999']);
    expect(team.profileText()).toBe(before);
    return said.ok ? '' : said.problem.sentence;
  };

  test('inside the project, its content or any other repository, not through a link either', async () => {
    const other = join(team.medium, '..', 'other');
    mkdirSync(join(other, '.git'), { recursive: true });
    mkdirSync(join(other, 'deep/er'), { recursive: true });
    symlinkSync(process.cwd(), join(other, '..', 'link'));
    for (const folder of [
      '.',
      'src',
      '.local',
      team.content,
      join(other, 'deep/er'),
      join(other, '../link/docs'),
    ]) {
      expect(await refused(folder), folder).toMatch(
        /^--secrets: \/\S+ is inside a repository, where a secret would be published with it\. Write a folder/u,
      );
    }
  });

  test('into a folder that is not there', async () => {
    expect(await refused(join(team.medium, 'none'))).toMatch(
      /is not a folder that can be opened\. Put the medium in/u,
    );
    expect(await refused(secretPath)).toMatch(/is not a folder that can be opened/u);
  });

  test('with a passphrase that can be guessed, or none', async () => {
    const give = async (passphrase: string) => {
      const fd = `${team.typed(passphrase)}`;
      const said = await team.keys([
        'add',
        'police',
        '--secrets',
        team.medium,
        '--passphrase-fd',
        fd,
      ]);
      return said.ok ? '' : said.problem.sentence;
    };
    expect(await give('å'.repeat(19))).toMatch(
      /^The passphrase has 19 characters and needs 20: who copies the file can guess as often as they like\. Write five ordinary words/u,
    );
    expect(await give('')).toBe('No passphrase was given. Nothing was written. Begin again.');
    expect(team.secrets()).toHaveLength(1);
  });

  test('by a clock that is behind, since the key could not be used', async () => {
    const said = await team.keys(
      ['add', 'police', '--secrets', team.medium],
      new Date('2015-01-01'),
    );
    expect(said.ok ? '' : said.problem.sentence).toBe(
      'The clock of this machine says 2015-01-01 01:00, but profile.json or a certificate is of ' +
        `2026-11-23 13:00, both in Swedish time. Set it (date), then begin again: a key made with a wrong clock cannot be used.`,
    );
  });
});

/** What zbarimg reads in the blocks of a terminal: light blocks on a dark ground. */
function scanned(text: string): string {
  const rows = text.split('\n').filter((line) => /^[█▀▄ ]{20,}$/u.test(line));
  const light = rows.flatMap((row) => [
    Array.from(row, (block) => '█▀'.includes(block)),
    Array.from(row, (block) => '█▄'.includes(block)),
  ]);
  const side = light[0]!.length;
  const scale = 8;
  const lines = light.map((row) =>
    Buffer.concat(row.map((isLight) => Buffer.alloc(scale, isLight ? 255 : 0))),
  );
  const header = Buffer.from(`P5 ${side * scale} ${light.length * scale} 255\n`);
  const image = team.file('code.pgm', '');
  writeFileSync(
    image,
    Buffer.concat([header, ...lines.flatMap((line) => Array<Buffer>(scale).fill(line))]),
  );
  const options = ['-q', '--raw', '--nodbus', image];
  return spawnSync('zbarimg', options, { encoding: 'utf8' }).stdout.trim();
}
