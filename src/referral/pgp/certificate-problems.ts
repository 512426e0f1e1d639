import type { NoticeDays } from '../certificate-end.ts';

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

/** A problem with the sentence that is printed: the file, what is wrong, what to do, with the command that helps. */
export type CertificateProblem = {
  readonly kind: CertificateProblemKind;
  readonly sentence: string;
};

/** What the sentences name; texts are ready to print. `detail` is a date or an algorithm where the kind has one. */
export type CertificateFacts = {
  readonly file: string;
  readonly expected: string;
  readonly found: string;
  readonly detail: string;
};

const MAKE_ANEW =
  'Make a new one: npm run keys -- add <inbox> --secrets <folder>, or gpg --quick-generate-key "<name>" future-default default 2y.';
const exported = (fingerprint: string): string =>
  `export it again: gpg --armor --export ${fingerprint}`;
const addKey = (fingerprint: string): string =>
  `Add one that they can: gpg --quick-add-key ${fingerprint} cv25519 encr 2y, and ${exported(fingerprint)}. In Thunderbird make a new one: Account Settings, End-to-End Encryption, Add Key, key type ECC (Elliptic Curve). Or make a new certificate: npm run keys -- add <inbox> --secrets <folder>.`;
const extend = (fingerprint: string): string =>
  `gpg --quick-set-expire ${fingerprint} 2y, then gpg --quick-set-expire ${fingerprint} 2y '*', and ${exported(fingerprint)}`;

const SENTENCES: Readonly<Record<CertificateProblemKind, (facts: CertificateFacts) => string>> = {
  unreadable: () =>
    'is not an armored OpenPGP certificate. Export it again: gpg --armor --export <fingerprint>.',
  'several-certificates': () =>
    'holds more than one certificate. Export each into a file of its own: gpg --armor --export <fingerprint>.',
  'private-key': ({ found }) =>
    `holds a PRIVATE key. If it was ever in the repository, take it out of its history too, regard the key as disclosed and make a new one. Otherwise export the public part: gpg --armor --export ${found}.`,
  'wrong-fingerprint': ({ expected, found }) =>
    `has the fingerprint ${found}, not ${expected} as expected. Let the owner read it to you by telephone (gpg --fingerprint), then correct what was expected, or get the right file.`,
  'not-v4': () => `is not version 4, which gpg 2.2 and mail programs need. ${MAKE_ANEW}`,
  'feature-bit-08': () =>
    `announces feature 08 (version 2 encryption), which makes programs send what gpg and Thunderbird cannot read. ${MAKE_ANEW}`,
  revoked: () => `is revoked. ${MAKE_ANEW}`,
  expired: ({ detail, found }) =>
    `expired on ${detail}. Ask the owner to extend it: ${extend(found)}. Or replace it: npm run keys -- replace <certificate> --secrets <folder>.`,
  'no-encryption-key': ({ found }) => `has no valid encryption key. ${addKey(found)}`,
  'not-ecdh': ({ detail, found }) =>
    `encrypts with ${detail}, which not every mail program can read. ${addKey(found)}`,
  'from-the-future': ({ detail }) =>
    `was signed in the future: on ${detail}. Set the clock of this machine (date); if it is right, begin again after that hour, or ask the owner to sign it again with a right clock.`,
  'not-at-sealing-date': ({ detail, found }) =>
    `does not have the same encryption key on ${detail}, the date letters are sealed at, as today. Ask the owner to extend it today: ${extend(found)}.`,
};

/** The problem with its sentence. */
export const certificateProblem = (
  kind: CertificateProblemKind,
  facts: CertificateFacts,
): CertificateProblem => ({ kind, sentence: `${facts.file} ${SENTENCES[kind](facts)}` });

const ENDS: Readonly<Record<NoticeDays, string>> = {
  90: 'Plan to replace it',
  30: 'Replace it now, so that there is time if something fails',
  7: 'Replace it TODAY: when it ends, the form closes and shows telephone numbers',
};

/** What is printed when a certificate ends soon; the number of days is whole. */
export const endsSoonSentence = (file: string, days: number, notice: NoticeDays): string =>
  `${file} ends in ${days} ${days === 1 ? 'day' : 'days'}. ${ENDS[notice]}: npm run keys -- replace ${file.replace(/^.*\//u, '')} --secrets <folder>.`;
