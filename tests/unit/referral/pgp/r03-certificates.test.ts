import { generateKey, readKey, readPrivateKey, revokeKey } from 'openpgp';
import { beforeAll, describe, expect, test } from 'vitest';
import type { CertificateExpectations } from '../../../../src/referral/pgp/certificate.ts';
import {
  inspectCertificate,
  makeDemoCertificate,
  sealedAtOf,
} from '../../../../src/referral/pgp/certificate.ts';
import { gpgCertificate } from './gpg.ts';

const DAY_MS = 86_400_000;
const MADE = new Date('2026-10-01T12:00:00Z');
const NOW = new Date('2026-11-22T12:00:00Z');
const file = 'area/certificates/social-1.asc';

type KeyOptions = Parameters<typeof generateKey>[0];

const make = async (options: Partial<KeyOptions>) => {
  const { publicKey, privateKey } = await generateKey({
    type: 'ecc',
    curve: 'nistP256',
    userIDs: { name: 'Test' },
    date: MADE,
    ...options,
    format: 'armored',
  });
  return { publicKey, privateKey };
};

const fingerprintOf = async (armoredKey: string) =>
  (await readKey({ armoredKey })).getFingerprint().toUpperCase();

const inspect = async (armored: string, expected: Partial<CertificateExpectations> = {}) =>
  inspectCertificate(armored, {
    file,
    fingerprint: await fingerprintOf(armored).catch(() => ''),
    now: NOW,
    sealedAt: await sealedAtOf([armored]),
    ...expected,
  });

const problemsOf = async (armored: string, expected: Partial<CertificateExpectations> = {}) => {
  const inspected = await inspect(armored, expected);
  return inspected.ok ? [] : inspected.problem;
};

const kindsOf = async (armored: string, expected: Partial<CertificateExpectations> = {}) =>
  (await problemsOf(armored, expected)).map(({ kind }) => kind);

describe('a certificate stands behind an inbox when', () => {
  test('it is a demonstration one: version 4, Curve25519 (legacy), for two years, no passphrase', async () => {
    const demo = await makeDemoCertificate('Demo', MADE);
    const key = await readKey({ armoredKey: demo.certificate });
    const encryption = await key.getEncryptionKey(undefined, NOW);
    const privateKey = await readPrivateKey({ armoredKey: demo.privateKey });
    const features = key.users[0]?.selfCertifications[0]?.features;
    expect(encryption.getAlgorithmInfo()).toEqual({ algorithm: 'ecdh', curve: 'curve25519Legacy' });
    expect([key, ...key.subkeys].map(({ keyPacket }) => keyPacket.version)).toEqual([4, 4]);
    expect((features?.[0] ?? 0) & 0x08).toBe(0);
    expect(privateKey.isDecrypted()).toBe(true);
    expect(demo.fingerprint).toBe(await fingerprintOf(demo.certificate));
    expect(await inspect(demo.certificate)).toEqual({
      ok: true,
      value: {
        keyId: encryption.getKeyID().toHex(),
        expiresAt: new Date(MADE.getTime() + 730 * DAY_MS),
        daysLeft: 678,
        warning: null,
      },
    });
  });

  test('it is P-256 and never expires', async () => {
    const { publicKey } = await make({});
    expect(await inspect(publicKey)).toMatchObject({
      ok: true,
      value: { expiresAt: null, daysLeft: null, warning: null },
    });
  });

  test('gpg has made it', async () => {
    const armored = gpgCertificate();
    expect(await kindsOf(armored, { now: new Date(Date.now() + DAY_MS) })).toEqual([]);
  });

  test('it has fewer than 90 days left, with a warning, since a wrong number must still be correctable', async () => {
    const { publicKey } = await make({ keyExpirationTime: (52 + 89) * 86_400 });
    const inspected = await inspect(publicKey);
    expect(inspected).toMatchObject({ ok: true, value: { daysLeft: 89 } });
    expect(inspected.ok && inspected.value.warning).toMatch(
      /^area\/certificates\/social-1\.asc ends in 89 days\. Plan to replace it: npm run keys -- replace/,
    );
    const longer = await make({ keyExpirationTime: (52 + 90) * 86_400 });
    expect(await inspect(longer.publicKey)).toMatchObject({ ok: true, value: { warning: null } });
  });

  test('it was extended after it was made, since the newest self-signature counts', async () => {
    const extended = gpgCertificate('extended');
    const now = new Date(Date.now() + 30 * DAY_MS);
    expect(await kindsOf(extended, { now })).toEqual([]);
  });
});

describe('a build stops (R3) at a certificate that', () => {
  test('has another fingerprint than the profile', async () => {
    const demo = await makeDemoCertificate('Demo', MADE);
    const [problem] = await problemsOf(demo.certificate, { fingerprint: 'A'.repeat(40) });
    expect(problem?.kind).toBe('wrong-fingerprint');
    expect(problem?.sentence).toBe(
      `area/certificates/social-1.asc has the fingerprint ${demo.fingerprint}, not ${'A'.repeat(40)} as expected. ` +
        'Let the owner read it to you by telephone (gpg --fingerprint), then correct what was expected, or get the right file.',
    );
  });

  test('announces feature 08, which makes programs send what gpg cannot read', async () => {
    const { publicKey } = await make({ config: { aeadProtect: true } });
    expect(await kindsOf(publicKey)).toEqual(['feature-bit-08']);
  });

  test('is version 6', async () => {
    const { publicKey } = await make({ type: 'curve25519', config: { v6Keys: true } });
    expect(await kindsOf(publicKey)).toContain('not-v4');
  });

  test.each([
    ['RSA', { type: 'rsa', rsaBits: 2048 }],
    ['X25519 of RFC 9580', { type: 'curve25519' }],
    ['a curve that some programs lack', { type: 'ecc', curve: 'nistP384' }],
  ] as const)('encrypts with %s', async (_, options) => {
    const { publicKey } = await make(options);
    expect(await kindsOf(publicKey)).toEqual(['not-ecdh']);
  });

  test('has expired', async () => {
    const { publicKey } = await make({ keyExpirationTime: 30 * 86_400 });
    const [problem] = await problemsOf(publicKey);
    expect(problem?.kind).toBe('expired');
    expect(problem?.sentence).toMatch(
      /social-1\.asc expired on 2026-10-31\. Ask the owner to extend it/,
    );
  });

  test('has an encryption key that has expired before the rest', async () => {
    const { publicKey } = await make({ subkeys: [{ keyExpirationTime: 30 * 86_400 }] });
    expect(await kindsOf(publicKey)).toEqual(['expired']);
  });

  test('is revoked', async () => {
    const { privateKey } = await make({});
    const key = await readPrivateKey({ armoredKey: privateKey });
    const { publicKey } = await revokeKey({ key, date: MADE });
    expect(await kindsOf(publicKey)).toEqual(['revoked']);
  });

  test('cannot encrypt', async () => {
    const { publicKey } = await make({ subkeys: [{ sign: true }] });
    expect(await kindsOf(publicKey)).toEqual(['no-encryption-key']);
  });

  test('was signed with a clock that was ahead, since letters would be sealed in the future', async () => {
    const { publicKey } = await make({ date: new Date(NOW.getTime() + DAY_MS) });
    expect(await kindsOf(publicKey)).toEqual(['from-the-future']);
  });

  test('was not yet valid when letters are sealed', async () => {
    const { publicKey } = await make({});
    expect(await kindsOf(publicKey, { sealedAt: new Date('2026-09-01') })).toEqual([
      'not-at-sealing-date',
    ]);
  });

  test('holds the private key', async () => {
    const { privateKey } = await make({});
    expect(await kindsOf(privateKey)).toEqual(['private-key']);
  });

  test('is two certificates in one file', async () => {
    const [first, second] = [await make({}), await make({})];
    const { armor, enums } = await import('openpgp');
    const both = await Promise.all(
      [first, second].map(async ({ publicKey }) =>
        (await readKey({ armoredKey: publicKey })).write(),
      ),
    );
    expect(await kindsOf(armor(enums.armor.publicKey, Buffer.concat(both)))).toEqual([
      'several-certificates',
    ]);
  });

  test.each([
    '',
    'not a certificate',
    '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nAAAA\n-----END PGP PUBLIC KEY BLOCK-----',
  ])('is none: %j', async (armored) => {
    expect(await kindsOf(armored)).toEqual(['unreadable']);
  });
});

describe('the date letters are sealed at', () => {
  let older: string;
  let newer: string;
  beforeAll(async () => {
    older = (await makeDemoCertificate('Older', new Date('2026-01-01T00:00:00Z'))).certificate;
    newer = (await makeDemoCertificate('Newer', new Date('2026-06-01T00:00:00Z'))).certificate;
  });

  test('is the newest self-signature among all certificates', async () => {
    expect(await sealedAtOf([newer, older])).toEqual(new Date('2026-06-01T00:00:00Z'));
  });

  test('leaves what cannot be read to the inspection', async () => {
    expect(await sealedAtOf(['rubbish', older])).toEqual(new Date('2026-01-01T00:00:00Z'));
  });
});
