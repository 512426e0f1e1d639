import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { armor, enums, generateKey, readKey, readPrivateKey, revokeKey } from 'openpgp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inspectCertificate, sealedAtOf } from '../../../src/referral/pgp/certificate.ts';
import { sealLetter } from '../../../src/referral/pgp/seal.ts';
import { openKeyring, type Gpg } from '../referral/pgp/gpg.ts';
import { NOW, after, namedIn, newTeam, type Team } from './team.ts';

const OLD_DAYS = -60;
const MAKE_ANEW =
  'Make a new one: npm run keys -- add <inbox> --secrets <folder>, or gpg --quick-generate-key "<name>" future-default default 2y.';
const IN_THUNDERBIRD =
  'In Thunderbird make a new one: Account Settings, End-to-End Encryption, Add Key, key type ECC (Elliptic Curve). ';

/** gpg on a day, with keys that have no passphrase. */
const gpgOn = (gpg: Gpg, days: number) => {
  const clock = ['--faked-system-time', String(after(days).getTime() / 1000)];
  const open = ['--pinentry-mode', 'loopback', '--passphrase', ''];
  return (...options: string[]): string =>
    gpg('', ...clock, ...open, '--yes', ...options).toString();
};

const fingerprintOf = async (armoredKey: string): Promise<string> =>
  (await readKey({ armoredKey })).getFingerprint().toUpperCase();

/** The commands of gpg that a sentence names, as their words. */
const commandsIn = (sentence: string): string[][] =>
  [...sentence.matchAll(/gpg (--[^,.:]+)/gu)].map(([, words = '']) =>
    words.replaceAll(/["']/gu, '').split(' '),
  );

let template: Team;
beforeAll(() => {
  template = newTeam();
});
afterAll(() => {
  template.discard();
});

/** What is said to the certificate; nothing when it is taken up. */
const taking = async (
  team: Team,
  armored: string | Buffer,
  fingerprint?: string,
): Promise<string> => {
  const before = team.profileText();
  const given =
    fingerprint ?? (await fingerprintOf(armored.toString()).catch(() => 'A'.repeat(40)));
  const from = ['--from', team.file('theirs.asc', armored), '--fingerprint', given];
  const said = await team.keys(['add', 'police', ...from]);
  if (said.ok) return '';
  expect(team.profileText()).toBe(before);
  expect(team.certificates()).toEqual([]);
  return said.problem.sentence;
};

describe('a certificate made by gpg is taken up when', () => {
  test.each([
    ['as gpg makes them by default', 'future-default', 'default'],
    ['of the kinds of a Thunderbird key with ECC', 'ed25519', 'sign'],
    ['with P-256', 'nistp256', 'sign'],
  ])('it was made %s', async (_, algorithm, usage) => {
    await withKeyringOn(async (gpg) => {
      gpg('--quick-generate-key', 'Polisen', algorithm, usage, '2y');
      const armored = gpg('--armor', '--export', 'Polisen');
      const fingerprint = await fingerprintOf(armored);
      if (usage === 'sign') {
        const curve = algorithm === 'nistp256' ? algorithm : 'cv25519';
        gpg('--quick-add-key', fingerprint, curve, 'encr', '2y');
      }
      const team = template.copy();
      expect(await taking(team, gpg('--armor', '--export', fingerprint))).toBe('');
      const [named] = namedIn(team, 'police').certificates;
      expect(named).toEqual({
        file: `police-${fingerprint.slice(-8).toLowerCase()}.asc`,
        fingerprint,
      });
      const taken = readFileSync(join(team.content, 'area/certificates', named!.file), 'utf8');
      const letter = await sealLetter(Buffer.from('Ring mig.'), [taken], NOW);
      expect(gpg('--decrypt', team.file('letter', letter))).toBe('Ring mig.');
    });
  });

  test('something else stands round it in the file, which is left out', async () => {
    const { publicKey } = await made({});
    const team = template.copy();
    const mail = `Hej! Här är nyckeln till Anna.\n\n${publicKey}\nHälsningar\n`;
    expect(await taking(team, mail)).toBe('');
    const [named] = namedIn(team, 'police').certificates;
    const taken = readFileSync(join(team.content, 'area/certificates', named!.file), 'utf8');
    expect(taken).not.toMatch(/Hej|Anna|Hälsningar/u);
  });

  test('its fingerprint is written with spaces and in small letters', async () => {
    const { publicKey } = await made({});
    const spaced = (await fingerprintOf(publicKey)).toLowerCase().replaceAll(/(.{4})/gu, '$1 ');
    expect(await taking(template.copy(), publicKey, spaced)).toBe('');
  });

  test('it comes again in place of itself, extended', async () => {
    await withKeyringOn(async (gpg, ring) => {
      const team = template.copy();
      gpgOn(ring, OLD_DAYS)('--quick-generate-key', 'Polisen', 'future-default', 'default', '70d');
      const first = gpg('--armor', '--export', 'Polisen');
      const fingerprint = await fingerprintOf(first);
      expect(await taking(team, first)).toBe('');
      for (const [years, ending] of [
        ['2y', '-extended'],
        ['3y', ''],
      ]) {
        gpg('--quick-set-expire', fingerprint, years!);
        gpg('--quick-set-expire', fingerprint, years!, '*');
        const [named] = namedIn(team, 'police').certificates;
        const extended = team.file('theirs.asc', gpg('--armor', '--export', fingerprint));
        const said = await team.keys([
          ...['replace', named!.file, '--from', extended],
          ...['--fingerprint', fingerprint],
        ]);
        expect(said.ok ? '' : said.problem.sentence).toBe('');
        const name = `police-${fingerprint.slice(-8).toLowerCase()}${ending}.asc`;
        expect(namedIn(team, 'police').certificates).toEqual([{ file: name, fingerprint }]);
        expect(team.certificates()).toEqual([name]);
      }
    });
  });

  test('its names become public, and that is said', async () => {
    const { publicKey } = await made({ userIDs: { name: 'Anna', email: 'anna@example.org' } });
    const team = template.copy();
    const from = ['--from', team.file('a.asc', publicKey), '--fingerprint'];
    const said = await team.keys(['add', 'police', ...from, await fingerprintOf(publicKey)]);
    expect(said.ok && said.value.text).toContain(
      'These names stand in it and become public: Anna <anna@example.org>',
    );
  });
});

describe('a certificate is refused, and the command in the sentence helps, when', () => {
  test('it is RSA, the kind that Thunderbird makes when nothing else is chosen', async () => {
    await withKeyringOn(async (gpg, ring) => {
      const before = gpgOn(ring, -2);
      before('--quick-generate-key', 'Polisen', 'rsa3072', 'sign', '2y');
      const fingerprint = await fingerprintOf(before('--armor', '--export', 'Polisen'));
      before('--quick-add-key', fingerprint, 'rsa3072', 'encr', '2y');
      await refusedThenHelped(gpg, () => [
        'theirs.asc encrypts with rsaEncryptSign, which not every mail program can read. ',
        `Add one that they can: gpg --quick-add-key ${fingerprint} cv25519 encr 2y, `,
        `and export it again: gpg --armor --export ${fingerprint}. `,
        IN_THUNDERBIRD,
        'Or make a new certificate: npm run keys -- add <inbox> --secrets <folder>.',
      ]);
    });
  });

  test('it has no encryption key', async () => {
    await withKeyringOn(async (gpg) => {
      gpg('--quick-generate-key', 'Polisen', 'ed25519', 'sign', '2y');
      await refusedThenHelped(gpg, (fingerprint) => [
        'theirs.asc has no valid encryption key. ',
        `Add one that they can: gpg --quick-add-key ${fingerprint} cv25519 encr 2y, `,
        `and export it again: gpg --armor --export ${fingerprint}. `,
        IN_THUNDERBIRD,
        'Or make a new certificate: npm run keys -- add <inbox> --secrets <folder>.',
      ]);
    });
  });

  test('it has expired', async () => {
    await withKeyringOn(async (gpg, ring) => {
      gpgOn(ring, OLD_DAYS)('--quick-generate-key', 'Polisen', 'future-default', 'default', '30d');
      const ended = after(OLD_DAYS + 30)
        .toISOString()
        .slice(0, 10);
      await refusedThenHelped(gpg, (fingerprint) => [
        `theirs.asc expired on ${ended}. Ask the owner to extend it: `,
        `gpg --quick-set-expire ${fingerprint} 2y, then gpg --quick-set-expire ${fingerprint} 2y '*', `,
        `and export it again: gpg --armor --export ${fingerprint}. `,
        'Or replace it: npm run keys -- replace <certificate> --secrets <folder>.',
      ]);
    });
  });

  test('it is the private key', async () => {
    await withKeyringOn(async (gpg) => {
      gpg('--quick-generate-key', 'Polisen', 'future-default', 'default', '2y');
      const secret = gpg('--armor', '--export-secret-keys', 'Polisen');
      const fingerprint = await fingerprintOf(secret);
      const sentence = await taking(template.copy(), secret);
      expect(sentence).toBe(
        'theirs.asc holds a PRIVATE key. If it was ever in the repository, take it out of its history too, regard the key as ' +
          `disclosed and make a new one. Otherwise export the public part: gpg --armor --export ${fingerprint}.`,
      );
      const [command = []] = commandsIn(sentence);
      expect(await taking(template.copy(), gpg(...command))).toBe('');
    });
  });

  test.each([
    [
      'it announces feature 08',
      { config: { aeadProtect: true } },
      'announces feature 08 (version 2 encryption), which makes programs send what gpg and Thunderbird cannot read.',
    ],
    ['it was revoked', { revoked: true }, 'is revoked.'],
  ])(
    '%s',
    async (
      _,
      { revoked = false, ...options }: Partial<KeyOptions> & { revoked?: boolean },
      reason,
    ) => {
      const { publicKey, privateKey } = await made(options);
      const key = await readPrivateKey({ armoredKey: privateKey });
      const armored = revoked ? (await revokeKey({ key, date: after(-1) })).publicKey : publicKey;
      expect(await taking(template.copy(), armored)).toBe(`theirs.asc ${reason} ${MAKE_ANEW}`);
      await withKeyringOn(async (gpg) => {
        const [command = []] = commandsIn(MAKE_ANEW);
        gpg(...command);
        expect(await taking(template.copy(), gpg('--armor', '--export', '<name>'))).toBe('');
      });
    },
  );

  test('it is version 6', async () => {
    const { publicKey } = await made({ type: 'curve25519', config: { v6Keys: true } });
    const inspected = await inspectCertificate(publicKey, {
      file: 'theirs.asc',
      fingerprint: await fingerprintOf(publicKey),
      now: NOW,
      sealedAt: await sealedAtOf([publicKey]),
    });
    const [first] = inspected.ok ? [] : inspected.problem;
    expect(first?.sentence).toBe(
      `theirs.asc is not version 4, which gpg 2.2 and mail programs need. ${MAKE_ANEW}`,
    );
    // Its fingerprint has 64 digits, so the command stops at that.
    expect(await taking(template.copy(), publicKey)).toMatch(
      /^--fingerprint: "[0-9A-F]{64}" is not a fingerprint\. Write the 40 digits .+ One with more digits is not of version 4/u,
    );
    expect(await taking(template.copy(), publicKey, 'A'.repeat(40))).toContain('is not version 4');
  });

  test('it is of version 5, as gpg 2.3 makes with Ed448', async () => {
    const key = Buffer.concat([
      Buffer.from([5, ...[0x65, 0, 0, 0], 22, ...[0, 0, 0, 63], ...[3, 0x2b, 0x65, 0x71]]),
      ...[Buffer.from([0x01, 0xc7, 0x40]), Buffer.alloc(56, 7)],
    ]);
    const name = Buffer.from('Polisen');
    const packets = [Buffer.from([0x98, key.length]), key, Buffer.from([0xb4, name.length]), name];
    const armored = armor(enums.armor.publicKey, Buffer.concat(packets));
    expect(await taking(template.copy(), armored)).toBe(
      `theirs.asc is not version 4, which gpg 2.2 and mail programs need. ${MAKE_ANEW}`,
    );
  });

  test('it was signed by a clock that is ahead, the hours named', async () => {
    const { publicKey } = await made({ date: new Date(NOW.getTime() + 2 * 3_600_000) });
    expect(await taking(template.copy(), publicKey)).toBe(
      'theirs.asc was signed in the future: on 2026-11-23 15:00, and here it is 2026-11-23 13:00 (both in Swedish time). ' +
        'Set the clock of this machine (date); if it is right, begin again after that hour, or ask the owner to sign it again with a right clock.',
    );
  });

  test('it is another certificate than the one that was read by telephone', async () => {
    const { publicKey } = await made({});
    expect(await taking(template.copy(), publicKey, 'A'.repeat(40))).toBe(
      `theirs.asc has the fingerprint ${await fingerprintOf(publicKey)}, not ${'A'.repeat(40)} as expected. ` +
        'Let the owner read it to you by telephone (gpg --fingerprint), then correct what was expected, or get the right file.',
    );
  });

  test('it is no certificate, or not armored', async () => {
    const { publicKey } = await made({});
    const binary = Buffer.from((await readKey({ armoredKey: publicKey })).write());
    for (const text of ['', 'Hej!', binary]) {
      expect(await taking(template.copy(), text)).toBe(
        'theirs.asc is not an armored OpenPGP certificate. Export it again: gpg --armor --export <fingerprint>.',
      );
    }
  });

  test('it stands there already, with the other authority too', async () => {
    const team = template.copy();
    const { publicKey } = await made({});
    const from = [
      '--from',
      team.file('theirs.asc', publicKey),
      '--fingerprint',
      await fingerprintOf(publicKey),
    ];
    expect((await team.keys(['add', 'police', ...from])).ok).toBe(true);
    for (const id of ['police', 'social']) {
      const said = await team.keys(['add', id, ...from]);
      expect(said.ok ? '' : said.problem.sentence).toBe(
        'This certificate stands in inboxes.police already. Each authority and each reader needs one of its own: make another.',
      );
    }
  });
});

type KeyOptions = Parameters<typeof generateKey>[0];

const made = (options: Partial<KeyOptions>) =>
  generateKey({
    type: 'ecc',
    curve: 'curve25519Legacy',
    userIDs: { name: 'Polisen' },
    date: after(-1),
    ...options,
    format: 'armored',
  });

/** A key ring whose gpg lives shortly before NOW. */
async function withKeyringOn(
  use: (gpg: (...options: string[]) => string, ring: Gpg) => Promise<void>,
): Promise<void> {
  const { gpg, close } = openKeyring();
  try {
    await use(gpgOn(gpg, -1), gpg);
  } finally {
    close();
  }
}

/** Refused with this sentence; taken up when the owner has done what the sentence says. */
async function refusedThenHelped(
  gpg: (...options: string[]) => string,
  sentence: (fingerprint: string) => string[],
): Promise<void> {
  const armored = gpg('--armor', '--export', 'Polisen');
  const fingerprint = await fingerprintOf(armored);
  const said = await taking(template.copy(), armored);
  expect(said).toBe(sentence(fingerprint).join(''));
  const results = commandsIn(said).map((command) => gpg(...command));
  expect(await taking(template.copy(), results.at(-1) ?? '')).toBe('');
}
