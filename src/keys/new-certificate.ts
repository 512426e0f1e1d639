import { readFile, realpath } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Inbox } from '../area/profile.ts';
import type { Result } from '../i18n/result.ts';
import { failure, success } from '../i18n/result.ts';
import { inspectCertificate, sealedAtOf } from '../referral/pgp/certificate.ts';
import { makeKeyPair } from '../referral/pgp/make-certificate.ts';
import { readPublic } from '../referral/pgp/read-public.ts';
import type { AreaKeys } from './area-keys.ts';
import type { NewCertificate } from './changes.ts';
import type { KeySource } from './command.ts';
import { keysProblem, type KeysProblem } from './keys-problem.ts';
import { readPassphrase } from './passphrase.ts';
import { secretFolder } from './secret-folder.ts';
import type { NewFile } from './write-files.ts';

/** A certificate to take up, the names in it, and its secret where it was made here. */
export interface NewKey {
  readonly certificate: NewCertificate;
  readonly names: readonly string[];
  readonly secret: NewFile | null;
}

/** For which inbox, by which clock. `recovery`: the secret is for a safe. */
export interface KeyPlace {
  readonly inbox: Inbox;
  readonly recovery: boolean;
  readonly now: Date;
}

/** Whether a certificate of this name is the one whose secret lies in a safe. */
export const isRecovery = (file: string): boolean => file.includes('-recovery-');

/** Makes a key or reads the given one; writes nothing. */
export const newKey = (
  area: AreaKeys,
  source: KeySource,
  place: KeyPlace,
): Promise<Result<NewKey, KeysProblem>> =>
  source.kind === 'made' ? makeKey(area, source, place) : givenKey(area, source, place);

async function makeKey(
  area: AreaKeys,
  { folder, passphraseFd }: Extract<KeySource, { kind: 'made' }>,
  { inbox, recovery, now }: KeyPlace,
): Promise<Result<NewKey, KeysProblem>> {
  // Before anybody thinks of a passphrase.
  const { profile, profilePath } = area;
  const secrets = await secretFolder(folder, [resolve('.'), resolve(profilePath, '../..')]);
  if (!secrets.ok) return secrets;
  const passphrase = await readPassphrase(passphraseFd);
  if (!passphrase.ok) return passphrase;
  // Public, so nobody's own name.
  const name = `${inbox.name}, ${profile.name}${recovery ? ', återställning' : ''}`;
  const pair = await makeKeyPair({ name, now, passphrase: passphrase.value });
  const file = fileName(area, { inbox, recovery }, pair.fingerprint);
  return success({
    certificate: { file, fingerprint: pair.fingerprint, armored: pair.certificate },
    names: [name],
    secret: {
      path: join(secrets.value, file.replace(/asc$/u, 'secret.asc')),
      text: pair.privateKey,
      mode: 0o600,
    },
  });
}

async function givenKey(
  area: AreaKeys,
  { file, fingerprint }: Extract<KeySource, { kind: 'given' }>,
  { inbox, recovery, now }: KeyPlace,
): Promise<Result<NewKey, KeysProblem>> {
  const armored = await readFile(file, 'utf8').catch(() => null);
  if (armored === null) return failure(keysProblem('unreadable-file', file));
  const report = await inspectCertificate(armored, {
    file: basename(await realpath(file)),
    fingerprint,
    now,
    sealedAt: await sealedAtOf([armored]),
  });
  if (!report.ok) {
    const sentences = report.problem.map(({ sentence }) => sentence).join('\n');
    return failure(keysProblem('bad-certificate', sentences));
  }
  const read = await readPublic(armored);
  return success({
    certificate: {
      file: fileName(area, { inbox, recovery }, fingerprint),
      fingerprint,
      armored: read.armored,
    },
    names: read.names,
    secret: null,
  });
}

/** Named by the end of its fingerprint; one that comes again, extended, has another name while the old one stands. */
function fileName(
  { certificates }: AreaKeys,
  { inbox, recovery }: Omit<KeyPlace, 'now'>,
  fingerprint: string,
): string {
  const name = `${inbox.id}-${recovery ? 'recovery-' : ''}${fingerprint.slice(-8).toLowerCase()}`;
  return certificates.has(`${name}.asc`) ? `${name}-extended.asc` : `${name}.asc`;
}
