/** Why a command about keys does nothing. */
export type KeysProblemKind =
  | 'usage'
  | 'bad-profile'
  | 'no-certificate-file'
  | 'unknown-inbox'
  | 'unknown-certificate'
  | 'unknown-lost'
  | 'replaced-already'
  | 'lost-again'
  | 'last-certificate'
  | 'full'
  | 'already-there'
  | 'unreadable-file'
  | 'not-a-fingerprint'
  | 'bad-certificate'
  | 'clock-behind'
  | 'no-folder'
  | 'in-repository'
  | 'file-exists'
  | 'not-written'
  | 'profile-changed'
  | 'no-terminal'
  | 'no-passphrase'
  | 'too-short'
  | 'not-the-same';

/** A problem with the sentence that is printed: what is wrong, and what to do. */
export interface KeysProblem {
  readonly kind: KeysProblemKind;
  readonly sentence: string;
}

/** The shortest passphrase in characters. */
export const SHORTEST_PASSPHRASE = 20;

/** How the command is written. */
const USAGE = `npm run keys                                      what there is, and what must be done
npm run keys -- add <inbox> <key> [--recovery]    one more reader, or the recovery certificate
npm run keys -- replace <certificate> <key>       a new certificate in place of an old one
npm run keys -- remove <certificate>              one reader less
npm run keys -- tidy                              takes out what has ended

<inbox>        social or police
<certificate>  its file, as social-1a2b3c4d.asc; with --lost its fingerprint too, and one that was replaced before
<key>          --secrets <folder>                          makes one; the secret goes into this folder
               --from <file> --fingerprint "<40 digits>"   takes a certificate made by gpg or Thunderbird
--lost         with replace and remove: the secret is lost or in wrong hands, so nothing locked for it is taken any more
--passphrase-fd <number>   reads the passphrase from this file descriptor instead of the terminal`;

const SENTENCES: Readonly<Record<KeysProblemKind, (detail: string) => string>> = {
  usage: (what) => `${what}\n\n${USAGE}`,
  'bad-profile': (what) => what,
  'no-certificate-file': (file) =>
    `area/certificates/${file} cannot be read, but area/profile.json names it. Put it back (git checkout), then begin again.`,
  'unknown-inbox': (given) => `There is no inbox "${given}". Write social or police.`,
  'unknown-certificate': (given) =>
    `area/profile.json names no certificate "${given}". npm run keys lists those there are.`,
  'unknown-lost': (given) =>
    `area/profile.json names no certificate "${given}", neither for pages of now nor for earlier ones. Write its fingerprint, all 40 digits: when that is not named either, no letter for it is taken any more.`,
  'replaced-already': (fingerprint) =>
    `No page of now locks letters for ${fingerprint}, so there is nothing to replace. To refuse those of earlier pages: npm run keys -- remove ${fingerprint} --lost.`,
  'lost-again': (file) =>
    `The new certificate has the key that is lost: whoever holds its secret would open what is locked from now on. Make a new key: npm run keys -- replace ${file} --lost --secrets <folder>.`,
  'last-certificate': (file) =>
    `${file} is the only certificate of its inbox, and without one nobody can write to it. Use replace, or add another first.`,
  full: (id) =>
    `inboxes.${id}.certificates holds four certificates already, the most there can be. Remove one first, or use replace.`,
  'already-there': (place) =>
    `This certificate stands in inboxes.${place} already. Each authority and each reader needs one of its own: make another.`,
  'unreadable-file': (file) =>
    `${file} cannot be read. Write the path of the file that holds the public certificate.`,
  'not-a-fingerprint': (given) =>
    `--fingerprint: "${given}" is not a fingerprint. Write the 40 digits (0-9, A-F) that the owner reads to you; spaces do not matter. ` +
    'One with more digits is not of version 4, which gpg 2.2 and mail programs need: let the owner make a new one (gpg --quick-generate-key "<name>" future-default default 2y).',
  'bad-certificate': (sentences) => sentences,
  'clock-behind': (dates) =>
    `The clock of this machine says ${dates}. Set it (date), then begin again: a key made with a wrong clock cannot be used.`,
  'no-folder': (folder) =>
    `--secrets: ${folder} is not a folder that can be opened. Put the medium in, and write the path of a folder on it.`,
  'in-repository': (folder) =>
    `--secrets: ${folder} is inside a repository, where a secret would be published with it. Write a folder on a medium of its own.`,
  'file-exists': (file) => `${file} is there already, and nothing is ever overwritten. Move it.`,
  'not-written': (what) =>
    `${what}. Nothing was changed. Check that the disk is not full and that you may write there.`,
  'profile-changed': () =>
    'area/profile.json was changed by somebody else in the meantime. Nothing was changed. Begin again.',
  'no-terminal': () =>
    'The passphrase is asked for at the keyboard, and there is none here. Run the command in a terminal (a test gives --passphrase-fd).',
  'no-passphrase': () => 'No passphrase was given. Nothing was written. Begin again.',
  'too-short': (length) =>
    `The passphrase has ${length} characters and needs ${SHORTEST_PASSPHRASE}: who copies the file can guess as often as they like. ` +
    'Write five ordinary words that do not belong together. Nothing was written.',
  'not-the-same': () => 'The two were not the same. Nothing was written. Begin again.',
};

/** The problem with its sentence; what `detail` is depends on the kind. */
export const keysProblem = (kind: KeysProblemKind, detail = ''): KeysProblem => ({
  kind,
  sentence: SENTENCES[kind](detail),
});
