/** Why a certificate cannot stand behind an inbox. */
export type CertificateProblemKind =
  | 'unreadable'
  | 'several-certificates'
  | 'private-key'
  | 'wrong-fingerprint'
  | 'not-v4'
  | 'feature-bit-08'
  | 'revoked'
  | 'expired'
  | 'no-encryption-key'
  | 'not-ecdh'
  | 'from-the-future'
  | 'not-at-sealing-date';

/** A problem with the sentence that a build prints: the file, what is wrong, what to do. */
export type CertificateProblem = {
  readonly kind: CertificateProblemKind;
  readonly sentence: string;
};

/** What the sentences name; texts are ready to print. */
export type CertificateFacts = {
  readonly file: string;
  readonly expected: string;
  readonly found: string;
  readonly date: string;
};

const MAKE_ANEW =
  'Ask the owner for a version 4 certificate with an ECDH encryption key (Curve25519 or P-256).';

const SENTENCES: Readonly<Record<CertificateProblemKind, (facts: CertificateFacts) => string>> = {
  unreadable: () => 'is not an armored OpenPGP certificate. Export it again: gpg --armor --export.',
  'several-certificates': () => 'holds more than one certificate. Put each into a file of its own.',
  'private-key': () =>
    'holds a PRIVATE key. Remove it from the repository and its history, regard the key as disclosed, and make a new one.',
  'wrong-fingerprint': ({ expected, found }) =>
    `has the fingerprint ${found}, the profile says ${expected}. Compare it with the owner by telephone, then correct the profile or the file.`,
  'not-v4': () => `is not version 4, which gpg 2.2 and mail programs need. ${MAKE_ANEW}`,
  'feature-bit-08': () =>
    'announces feature 08 (version 2 encryption), which makes programs send what gpg and Thunderbird cannot read. Ask the owner to remove the feature and to export with --export-options export-minimal.',
  revoked: () => `is revoked. ${MAKE_ANEW}`,
  expired: ({ date }) =>
    `expired on ${date}. Ask the owner to extend it (gpg --quick-set-expire, for the subkey too) and to export it again.`,
  'no-encryption-key': () => `has no valid encryption key. ${MAKE_ANEW}`,
  'not-ecdh': ({ found }) =>
    `encrypts with ${found}, which not every mail program can read. ${MAKE_ANEW}`,
  'from-the-future': ({ date }) =>
    `was signed on ${date}, which has not come yet. Set the clock of this machine, or ask the owner to sign it again with a right clock.`,
  'not-at-sealing-date': ({ date }) =>
    `does not have the same encryption key on ${date}, the date letters are sealed at, as today. Ask the owner to extend or sign it again today and to export it again.`,
};

/** The problem with its sentence. */
export const certificateProblem = (
  kind: CertificateProblemKind,
  facts: CertificateFacts,
): CertificateProblem => ({
  kind,
  sentence: `area/certificates/${facts.file} ${SENTENCES[kind](facts)}`,
});

/** The warning of a build when a certificate expires soon; the number of days is whole. */
export const expiresSoonSentence = (file: string, daysLeft: number): string =>
  `area/certificates/${file} expires in ${daysLeft} days. Ask the owner to extend it (gpg --quick-set-expire, for the subkey too) and to export it again.`;
