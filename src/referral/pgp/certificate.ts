import type { Key, Subkey } from 'openpgp';
import { SignaturePacket, readKey, readKeys } from 'openpgp';
import type { Result } from '../../i18n/result.ts';
import { failure, success } from '../../i18n/result.ts';
import { daysLeft, endNotice } from '../certificate-end.ts';
import { swedishTime } from '../swedish-time.ts';
import type { CertificateProblem, CertificateProblemKind } from './certificate-problems.ts';
import { certificateProblem, endsSoonSentence } from './certificate-problems.ts';
import { isCurve } from './letter-layout.ts';
import { makeKeyPair } from './make-certificate.ts';
import type { KeyPair } from './make-certificate.ts';

/** What a certificate is compared with; `file` is its name for the sentences, with its folder. */
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

const FEATURE_ENCRYPTION_V2 = 0x08;

/** Checks a certificate at build: it must be one that every mail program in use can open letters with. */
export const inspectCertificate = async (
  armored: string,
  expectations: CertificateExpectations,
): Promise<Result<CertificateReport, CertificateProblem[]>> => {
  const { file, fingerprint, now, sealedAt } = expectations;
  const facts = { file, expected: fingerprint.toUpperCase(), found: '', detail: '' };
  const keys = await keysIn(armored);
  if (!keys.ok) return failure([certificateProblem(keys.problem, facts)]);
  const [key, ...more] = keys.value;
  if (!key) return failure([certificateProblem('unreadable', facts)]);
  if (more.length > 0) return failure([certificateProblem('several-certificates', facts)]);
  const validity = await validityOf(key, now, sealedAt);
  const found = key.getFingerprint().toUpperCase();
  const kinds = [...problemsOfForm(key, facts.expected), ...problemsOfValidity(validity, now)];
  if (kinds.length > 0) {
    return failure(
      kinds.map((kind) =>
        certificateProblem(kind, {
          ...facts,
          found,
          detail: detailOf(kind, validity, { now, sealedAt }),
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

/** A key pair for a demonstration: as a real one, but without a passphrase. */
export const makeDemoCertificate = (name: string, now: Date = new Date()): Promise<KeyPair> =>
  makeKeyPair({ name, now });

/** What openpgp says of whole packets with no key among them that it can read, as those of version 5. */
const NO_KEY_PACKET = 'No key packet found';

const keysIn = async (armoredKeys: string): Promise<Result<Key[], 'unreadable' | 'not-v4'>> => {
  try {
    return success(await readKeys({ armoredKeys }));
  } catch (error) {
    const isOtherVersion = error instanceof Error && error.message === NO_KEY_PACKET;
    return failure(isOtherVersion ? 'not-v4' : 'unreadable');
  }
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

const detailOf = (
  kind: CertificateProblemKind,
  validity: Validity,
  { now, sealedAt }: Pick<CertificateExpectations, 'now' | 'sealedAt'>,
): string => {
  switch (kind) {
    case 'expired':
      return isoDay(validity.expiresAt);
    case 'from-the-future':
      return `${swedishTime(validity.signedAt)}, and here it is ${swedishTime(now)} (both in Swedish time)`;
    case 'not-at-sealing-date':
      return isoDay(sealedAt);
    case 'not-ecdh':
      return validity.algorithm ?? '';
    default:
      return '';
  }
};

const reportOf = (
  { keyIdNow, expiresAt }: Validity,
  file: string,
  now: Date,
): CertificateReport => {
  const days = daysLeft(expiresAt, now.getTime());
  const notice = endNotice(days);
  return {
    keyId: keyIdNow ?? '',
    expiresAt,
    daysLeft: days,
    warning: days === null || notice === null ? null : endsSoonSentence(file, days, notice),
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
