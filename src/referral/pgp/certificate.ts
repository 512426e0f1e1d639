import type { Key, Subkey } from 'openpgp';
import { SignaturePacket, generateKey, readKey, readKeys } from 'openpgp';
import type { Result } from '../../i18n/result.ts';
import { failure, success } from '../../i18n/result.ts';
import type { CertificateProblem, CertificateProblemKind } from './certificate-problems.ts';
import { certificateProblem, expiresSoonSentence } from './certificate-problems.ts';
import { isCurve } from './letter-layout.ts';

/** What a certificate is compared with; `file` is its name for the sentences. */
export type CertificateExpectations = {
  readonly file: string;
  readonly fingerprint: string;
  readonly now: Date;
  readonly sealedAt: Date;
};

/** A usable certificate. `expiresAt` and `daysLeft` are null when it never expires; `warning` is a sentence or null. */
export type CertificateReport = {
  readonly keyId: string;
  readonly expiresAt: Date | null;
  readonly daysLeft: number | null;
  readonly warning: string | null;
};

/** Fewer days than this before the expiry: the build warns and the launch check fails. */
const WARNING_DAYS = 90;

const DAY_MS = 86_400_000;
const DEMO_LIFETIME_SECONDS = 2 * 365 * 86_400;
const FEATURE_ENCRYPTION_V2 = 0x08;

/** Checks a certificate at build: it must be one that every mail program in use can open letters with. */
export const inspectCertificate = async (
  armored: string,
  expectations: CertificateExpectations,
): Promise<Result<CertificateReport, CertificateProblem[]>> => {
  const { file, fingerprint, now, sealedAt } = expectations;
  const facts = { file, expected: fingerprint.toUpperCase(), found: '', date: isoDay(sealedAt) };
  const keys = await readKeys({ armoredKeys: armored }).catch(() => []);
  const [key] = keys;
  if (!key) return failure([certificateProblem('unreadable', facts)]);
  if (keys.length > 1) return failure([certificateProblem('several-certificates', facts)]);
  const validity = await validityOf(key, now, sealedAt);
  const found = key.getFingerprint().toUpperCase();
  const algorithm = validity.algorithm ?? '';
  const kinds = [...problemsOfForm(key, facts.expected), ...problemsOfValidity(validity, now)];
  if (kinds.length > 0) {
    return failure(
      kinds.map((kind) =>
        certificateProblem(kind, {
          ...facts,
          found: kind === 'not-ecdh' ? algorithm : found,
          date: isoDay(
            kind === 'expired'
              ? validity.expiresAt
              : kind === 'from-the-future'
                ? validity.signedAt
                : sealedAt,
          ),
        }),
      ),
    );
  }
  return success(reportOf(validity, file, now));
};

/**
 * The newest self-signature among certificates: the date that letters are sealed at, at which the latest extension of
 * every certificate counts. Unreadable ones are left to `inspectCertificate`; with none readable, 1970-01-01.
 */
export const sealedAtOf = async (certificates: readonly string[]): Promise<Date> => {
  const dates = await Promise.all(
    certificates.map((armoredKey) =>
      readKey({ armoredKey }).then(newestSelfSignature, () => new Date(0)),
    ),
  );
  return newest(dates);
};

/** A key pair for a demonstration: version 4, Curve25519 (legacy), valid for two years from `now`, no passphrase. */
export const makeDemoCertificate = async (
  name: string,
  now: Date = new Date(),
): Promise<{ certificate: string; privateKey: string; fingerprint: string }> => {
  const pair = await generateKey({
    type: 'ecc',
    curve: 'curve25519Legacy',
    userIDs: { name },
    keyExpirationTime: DEMO_LIFETIME_SECONDS,
    date: now,
    format: 'armored',
    config: { v6Keys: false, aeadProtect: false },
  });
  const key = await readKey({ armoredKey: pair.publicKey });
  return {
    certificate: pair.publicKey,
    privateKey: pair.privateKey,
    fingerprint: key.getFingerprint().toUpperCase(),
  };
};

type Validity = {
  readonly revoked: boolean;
  readonly signedAt: Date;
  readonly expiresAt: Date | null;
  readonly keyIdNow: string | null;
  readonly keyIdAtSealing: string | null;
  readonly algorithm: string | null;
};

const validityOf = async (key: Key, now: Date, sealedAt: Date): Promise<Validity> => {
  const today = await key.getEncryptionKey(undefined, now).catch(() => null);
  const atSealing = await key.getEncryptionKey(undefined, sealedAt).catch(() => null);
  const encryption = today ?? atSealing;
  return {
    revoked: await key.isRevoked(undefined, undefined, now),
    signedAt: newestSelfSignature(key),
    expiresAt: earliest([await key.getExpirationTime(), await expiryOf(encryption, now)]),
    keyIdNow: today?.getKeyID().toHex() ?? null,
    keyIdAtSealing: atSealing?.getKeyID().toHex() ?? null,
    algorithm: encryption ? unreadableAlgorithm(encryption) : null,
  };
};

const problemsOfForm = (key: Key, fingerprint: string): CertificateProblemKind[] => {
  const versions = [key, ...key.subkeys].map(({ keyPacket }) => keyPacket.version);
  const kinds: CertificateProblemKind[] = [];
  if (key.isPrivate()) kinds.push('private-key');
  if (key.getFingerprint().toUpperCase() !== fingerprint) kinds.push('wrong-fingerprint');
  if (versions.some((version) => version !== 4)) kinds.push('not-v4');
  const announces = ({ features }: SignaturePacket): boolean =>
    ((features?.[0] ?? 0) & FEATURE_ENCRYPTION_V2) !== 0;
  if (selfSignatures(key).some(announces)) kinds.push('feature-bit-08');
  return kinds;
};

const problemsOfValidity = (validity: Validity, now: Date): CertificateProblemKind[] => {
  const { revoked, expiresAt, keyIdNow, keyIdAtSealing } = validity;
  if (revoked) return ['revoked'];
  if (validity.signedAt > now) return ['from-the-future'];
  if (expiresAt && expiresAt <= now) return ['expired'];
  if (keyIdNow === null && keyIdAtSealing === null) return ['no-encryption-key'];
  if (validity.algorithm !== null) return ['not-ecdh'];
  return keyIdNow === keyIdAtSealing ? [] : ['not-at-sealing-date'];
};

const reportOf = (
  { keyIdNow, expiresAt }: Validity,
  file: string,
  now: Date,
): CertificateReport => {
  const daysLeft = expiresAt && Math.floor((expiresAt.getTime() - now.getTime()) / DAY_MS);
  const expiresSoon = daysLeft !== null && daysLeft < WARNING_DAYS;
  return {
    keyId: keyIdNow ?? '',
    expiresAt,
    daysLeft,
    warning: expiresSoon ? expiresSoonSentence(file, daysLeft) : null,
  };
};

const unreadableAlgorithm = (key: Key | Subkey): string | null => {
  const { algorithm, curve } = key.getAlgorithmInfo();
  if (algorithm === 'ecdh' && curve !== undefined && isCurve(curve)) return null;
  return [algorithm, curve].filter((part) => part !== undefined).join(' ');
};

const expiryOf = async (key: Key | Subkey | null, now: Date): Promise<Date | number | null> =>
  key && 'mainKey' in key ? key.getExpirationTime(now) : null;

const selfSignatures = (key: Key): SignaturePacket[] =>
  key
    .toPacketList()
    .filter((packet) => packet instanceof SignaturePacket)
    .filter(({ issuerKeyID }) => issuerKeyID.equals(key.getKeyID()));

const newestSelfSignature = (key: Key): Date =>
  newest(selfSignatures(key).flatMap(({ created }) => created ?? []));

const newest = (dates: readonly Date[]): Date =>
  new Date(Math.max(0, ...dates.map((date) => date.getTime())));

const earliest = (dates: readonly (Date | number | null)[]): Date | null => {
  const times = dates.filter((date) => date instanceof Date).map((date) => date.getTime());
  return times.length > 0 ? new Date(Math.min(...times)) : null;
};

const isoDay = (date: Date | null): string => date?.toISOString().slice(0, 10) ?? '';
