import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ownAddresses, readProfile, type Inbox, type Profile } from '../area/profile.ts';
import { sentenceOf } from '../i18n/error-sentence.ts';
import type { Result } from '../i18n/result.ts';
import { failure, success } from '../i18n/result.ts';
import {
  inspectCertificate,
  sealedAtOf,
  type CertificateReport,
} from '../referral/pgp/certificate.ts';
import type { CertificateProblem } from '../referral/pgp/certificate-problems.ts';
import { keysProblem, type KeysProblem } from './keys-problem.ts';

/** The keys of an area as they stand on disk. */
export interface AreaKeys {
  readonly profilePath: string;
  readonly profileText: string;
  readonly profile: Profile;
  /** The folder of the certificates. */
  readonly folder: string;
  /** The armored text of each certificate, by its file name. */
  readonly certificates: ReadonlyMap<string, string>;
  /** Files in the folder that the profile does not name. */
  readonly unnamed: readonly string[];
}

/** A certificate as the profile names it. */
export type NamedCertificate = Inbox['certificates'][number];

/** Environment variables, as `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the profile below `CONTENT_DIR` with every certificate that it names. */
export async function readAreaKeys(
  environment: Environment,
): Promise<Result<AreaKeys, KeysProblem>> {
  const area = join(environment.CONTENT_DIR ?? 'content', 'area');
  const profilePath = join(area, 'profile.json');
  const folder = join(area, 'certificates');
  const profileText = await readFile(profilePath, 'utf8').catch(() => null);
  if (profileText === null) {
    const sentence = `${profilePath} cannot be read. Run the command in the folder of the project.`;
    return failure(keysProblem('bad-profile', sentence));
  }
  let profile: Profile;
  try {
    profile = readProfile(profileText, profilePath, ownAddresses(environment));
  } catch (error) {
    const sentence = sentenceOf(error);
    return failure(keysProblem('bad-profile', `${sentence}\n(${profilePath})`));
  }
  const certificates = new Map<string, string>();
  for (const { file } of profile.inboxes.flatMap((inbox) => inbox.certificates)) {
    const armored = await readFile(join(folder, file), 'utf8').catch(() => null);
    if (armored === null) return failure(keysProblem('no-certificate-file', file));
    certificates.set(file, armored);
  }
  const files = await readdir(folder).catch(() => []);
  const unnamed = files.filter((file) => file.endsWith('.asc') && !certificates.has(file));
  return success({ profilePath, profileText, profile, folder, certificates, unnamed });
}

/** The date that the pages of this area lock letters at. */
export const sealedAt = (area: AreaKeys): Promise<Date> => sealedAtOf(armoredInPages(area));

/** What a build will say of a certificate of the area; of one in a closed inbox, if that were opened. */
export async function inspected(
  area: AreaKeys,
  { file, fingerprint }: NamedCertificate,
  now: Date,
): Promise<Result<CertificateReport, CertificateProblem[]>> {
  const armored = area.certificates.get(file) ?? '';
  return inspectCertificate(armored, {
    file: `area/certificates/${file}`,
    fingerprint,
    now,
    sealedAt: await sealedAtOf([...armoredInPages(area), armored]),
  });
}

const armoredInPages = ({ profile, certificates }: AreaKeys): string[] =>
  profile.inboxes
    .filter(({ open }) => open)
    .flatMap((inbox) => inbox.certificates)
    .flatMap(({ file }) => certificates.get(file) ?? []);
