import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PacketList, PrivateKey, readKey, readPrivateKey, reformatKey } from 'openpgp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeDemoCertificate } from '../../../src/referral/pgp/certificate.ts';
import { NOW, after, namedIn, newTeam, type Team } from './team.ts';

let first: Team;
let file: string;
let fingerprint: string;

beforeAll(async () => {
  first = newTeam();
  file = await first.give(['add', 'social']);
  fingerprint = namedIn(first, 'social').certificates[0]!.fingerprint;
  await first.give(['add', 'police']);
  await first.give(['add', 'social'], after(1));
});

afterAll(() => {
  first.discard();
});

/** A team that replaced the first key the day after; pages of two days were locked for it. */
const replacing = async () => {
  const team = first.copy();
  await team.give(['replace', file], after(2));
  return team;
};

const inGroups = (digits: string): string =>
  (digits.match(/.{4}/gu) ?? []).join(' ').replace(/^(.{24})/u, '$1 ');

const said = async (team: Team, words: string[], now = after(3)): Promise<string> => {
  const told = await team.keys(words, now);
  return told.ok ? told.value.text : told.problem.sentence;
};

const refusal = async (team: Team, words: string[]): Promise<string> => {
  const before = [team.profileText(), team.certificates()];
  const sentence = await said(team, words);
  expect([team.profileText(), team.certificates()]).toEqual(before);
  return sentence;
};

const given = (team: Team, { certificate, fingerprint: theirs }: Given) => [
  ...['--from', team.file('theirs.asc', certificate)],
  ...['--fingerprint', theirs],
];

type Given = Pick<Awaited<ReturnType<typeof makeDemoCertificate>>, 'certificate' | 'fingerprint'>;

describe('a key that is found stolen after it was replaced', () => {
  test('is listed for as long as letters for it are taken', async () => {
    expect(await said(await replacing(), [])).toContain(
      `Letters from earlier pages are taken until the end of 2026-12-25.\n    also for ${inGroups(fingerprint)}`,
    );
  });

  test.each([
    ['its file', () => file],
    ['the file it had when extended', () => file.replace('.asc', '-extended.asc')],
    ['its fingerprint', () => fingerprint],
    ['its fingerprint as it is listed', () => inGroups(fingerprint).toLowerCase()],
  ])('takes every set with it that it opens, named by %s', async (_, name) => {
    const team = await replacing();
    const { certificates } = namedIn(team, 'social');
    expect(team.profileText()).toContain(fingerprint);
    expect(await said(team, ['remove', name(), '--lost'])).toBe(
      'Taken out of area/profile.json: inboxes.social.earlier until 2026-12-24, inboxes.social.earlier until 2026-12-25.\n' +
        `Letters from pages that lock for ${inGroups(fingerprint)} are refused from now on: they say "not sent".\n` +
        'Publish the site at once: until then letters that the lost key opens are still taken.',
    );
    expect(team.profileText()).not.toContain(fingerprint);
    expect(namedIn(team, 'social').certificates).toEqual(certificates);
  });

  test('leaves the sets that it does not open', async () => {
    const team = await replacing();
    await team.give(['add', 'social'], after(4));
    await said(team, ['remove', file, '--lost'], after(5));
    expect(namedIn(team, 'social').earlier?.map(({ until }) => until)).toEqual(['2026-12-27']);
  });

  test('goes whole when it stands for the other authority by now', async () => {
    const team = await replacing();
    const certificate = readFileSync(join(first.content, 'area/certificates', file), 'utf8');
    await said(team, ['add', 'police', ...given(team, { certificate, fingerprint })]);
    expect(namedIn(team, 'police').certificates).toHaveLength(2);
    await said(team, ['remove', file, '--lost']);
    expect(namedIn(team, 'police').certificates).toHaveLength(1);
    expect(team.profileText()).not.toContain(fingerprint);
  });

  test('cannot be replaced again', async () => {
    const team = await replacing();
    const anew = given(team, await makeDemoCertificate('Ny', NOW));
    expect(await refusal(team, ['replace', file, '--lost', ...anew])).toBe(
      `No page of now locks letters for ${fingerprint}, so there is nothing to replace. To refuse those of earlier pages: npm run keys -- remove ${fingerprint} --lost.`,
    );
  });

  test('is not taken for another', async () => {
    const team = await replacing();
    expect(await refusal(team, ['remove', 'social-1a2b3c4d.asc', '--lost'])).toBe(
      'area/profile.json names no certificate "social-1a2b3c4d.asc", neither for pages of now nor for earlier ones. ' +
        'Write its fingerprint, all 40 digits: when that is not named either, no letter for it is taken any more.',
    );
    expect(await refusal(team, ['remove', file])).toContain('names no certificate');
  });
});

describe('a key that is lost while pages lock for it', () => {
  test('goes when it is named by its fingerprint too', async () => {
    const team = first.copy();
    await said(team, ['remove', fingerprint, '--lost']);
    expect(team.profileText()).not.toContain(fingerprint);
    expect(team.certificates()).not.toContain(file);
  });

  test('cannot come again in its own place', async () => {
    const team = first.copy();
    const certificate = readFileSync(join(team.content, 'area/certificates', file), 'utf8');
    const again = given(team, { certificate, fingerprint });
    expect(await refusal(team, ['replace', file, '--lost', ...again])).toBe(
      `The new certificate has the key that is lost: whoever holds its secret would open what is locked from now on. Make a new key: npm run keys -- replace ${file} --lost --secrets <folder>.`,
    );
  });

  test('cannot come again as the encryption key of another certificate', async () => {
    const team = first.copy();
    const secret = join(team.medium, file.replace('.asc', '.secret.asc'));
    const stolen = await readPrivateKey({ armoredKey: readFileSync(secret, 'utf8') });
    const other = await makeDemoCertificate('Ny', NOW);
    const anew = await readPrivateKey({ armoredKey: other.privateKey });
    const subkey = anew.toPacketList().findIndex((packet) => packet === anew.subkeys[0]!.keyPacket);
    const packets = new PacketList();
    packets.push(...anew.toPacketList().slice(0, subkey));
    packets.push(...stolen.toPacketList().slice(subkey));
    const { publicKey: certificate } = await reformatKey({
      privateKey: new PrivateKey(packets),
      userIDs: { name: 'Ny' },
      date: after(1),
    });
    const key = await readKey({ armoredKey: certificate });
    expect(key.subkeys[0]?.getKeyID().toHex()).toBe(stolen.subkeys[0]!.getKeyID().toHex());
    const from = given(team, { certificate, fingerprint: other.fingerprint });
    expect(await refusal(team, ['replace', file, '--lost', ...from])).toContain(
      'The new certificate has the key that is lost',
    );
    expect(await said(team, ['replace', file, ...from])).toContain('Publish the site today');
  });
});
