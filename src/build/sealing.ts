import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { endOf, endedSets } from '../area/earlier-sets.ts';
import { isDemonstration } from '../area/form-state.ts';
import { ownAddresses, readProfile, type Inbox, type Profile } from '../area/profile.ts';
import { officeHolidays } from '../helplines/holidays.ts';
import { sentenceOf } from '../i18n/error-sentence.ts';
import type { IntakeFacts } from '../intake/facts.ts';
import {
  inspectCertificate,
  makeDemoCertificate,
  sealedAtOf,
} from '../referral/pgp/certificate.ts';

/** What locks letters, as the pages and the server need it, and what the owner should know. */
export interface Sealing {
  readonly facts: IntakeFacts;
  readonly warnings: readonly string[];
}

interface Certificate {
  readonly file: string;
  readonly fingerprint: string;
  readonly armored: string;
}

/** Longer than a certificate should last; what comes after counts as working days, which closes the form. */
const YEARS_OF_HOLIDAYS = 6;
const DAY_MS = 86_400_000;

const FORM_PATHS = {
  self: 'skriv',
  concerned: 'skriv/rad',
  professional: 'skriv/arbete',
  'using-violence': 'sluta/skriv',
};

/**
 * Reads and checks the certificates of the area profile; makes demo certificates where it has none.
 * Environment: `CONTENT_DIR` (content), `DATA_DIR` (.local; demo keys stand in `keys/` below it),
 * `SITE_URL` and `SITE_ALIASES` (where no exit may lead).
 * @param now the clock that certificates are judged by; without it the hour at which all of them are there, since
 * one that is made here is younger than the call.
 * @throws Error naming the file, what is wrong and what to do.
 */
export async function sealing(
  environment: Record<string, string | undefined>,
  now?: Date,
): Promise<Sealing> {
  const { profile, folder } = await areaOf(environment);
  const keys = join(environment.DATA_DIR ?? '.local', 'keys');
  const certificates = new Map<string, Certificate[]>();
  for (const inbox of profile.inboxes.filter(({ open }) => open)) {
    certificates.set(
      inbox.id,
      inbox.certificates.length > 0
        ? await ownCertificates(inbox, folder)
        : [await demoCertificate(inbox, keys)],
    );
  }
  return inspected(profile, certificates, now ?? new Date());
}

/**
 * What is wrong with the certificates, or ends within 90 days, a sentence each; nothing of an area that has none yet.
 * @param now the clock that certificates are judged by.
 */
export async function certificateNotes(
  environment: Record<string, string | undefined>,
  now: Date,
): Promise<readonly string[]> {
  const { profile, folder } = await areaOf(environment);
  const open = profile.inboxes.filter((inbox) => inbox.open && inbox.certificates.length > 0);
  const read = open.map(async (inbox) => [inbox.id, await ownCertificates(inbox, folder)] as const);
  try {
    return (await inspected(profile, new Map(await Promise.all(read)), now)).warnings;
  } catch (error) {
    return [sentenceOf(error)];
  }
}

/** The profile of the area, and where its certificates stand. */
async function areaOf(environment: Record<string, string | undefined>) {
  const area = join(environment.CONTENT_DIR ?? 'content', 'area');
  const file = join(area, 'profile.json');
  return {
    profile: readProfile(await readFile(file, 'utf8'), file, ownAddresses(environment)),
    folder: join(area, 'certificates'),
  };
}

async function inspected(
  profile: Profile,
  certificates: ReadonlyMap<string, readonly Certificate[]>,
  now: Date,
): Promise<Sealing> {
  const open = profile.inboxes.filter((inbox) => inbox.open);
  const all = [...certificates.values()].flat();
  const sealedAt = await sealedAtOf(all.map(({ armored }) => armored));
  const warnings = endedSets(profile, now);
  const expiries = new Map<string, { expires: string | null }>();
  for (const { file, fingerprint, armored } of all) {
    const report = await inspectCertificate(armored, { file, fingerprint, now, sealedAt });
    if (!report.ok) throw new Error(report.problem.map(({ sentence }) => sentence).join('\n'));
    if (report.value.warning !== null) warnings.push(report.value.warning);
    expiries.set(file, { expires: report.value.expiresAt?.toISOString() ?? null });
  }
  const of = (inbox: Inbox): readonly Certificate[] => certificates.get(inbox.id) ?? [];
  return {
    warnings,
    facts: {
      area: profile.name,
      status: profile.status.value,
      locales: profile.locales,
      formPaths: FORM_PATHS,
      set: {
        sealedAt: sealedAt.toISOString(),
        demonstration: isDemonstration(profile),
        inboxes: open.map((inbox) => ({
          id: inbox.id,
          name: inbox.name,
          certificates: of(inbox).map(({ armored }) => armored),
        })),
      },
      inboxes: profile.inboxes.map((inbox) => ({
        id: inbox.id,
        open: inbox.open,
        address: inbox.address,
        certificates: of(inbox).map(({ file }) => expiries.get(file) ?? { expires: null }),
        earlier: (inbox.earlier ?? []).map((set) => ({
          until: endOf(set).toISOString(),
          keys: set.keys.map(({ keyId, curve }) => ({ keyId, curve })),
        })),
      })),
      replyDays: profile.replyDays,
      closedDays: closedDaysFrom(sealedAt.getUTCFullYear()),
      deputy: profile.deputy,
    },
  };
}

/** From the year in which the newest certificate was made, so that the same content gives the same file. */
const closedDaysFrom = (year: number): string[] =>
  Array.from({ length: YEARS_OF_HOLIDAYS }, (_, index) => officeHolidays(year + index))
    .flat()
    .map((day) => new Date(day * DAY_MS).toISOString().slice(0, 10));

const ownCertificates = (inbox: Inbox, folder: string): Promise<Certificate[]> =>
  Promise.all(
    inbox.certificates.map(async ({ file, fingerprint }) => {
      try {
        const armored = await readFile(join(folder, file), 'utf8');
        return { file: `area/certificates/${file}`, fingerprint, armored };
      } catch {
        throw new Error(
          `area/profile.json: the inbox "${inbox.id}" names ${file}, which is not in area/certificates/. ` +
            'Put the certificate there or take the name out.',
        );
      }
    }),
  );

/** The demo certificate of an inbox; made once, with its private key beside it for `npm run inbox`. */
async function demoCertificate(inbox: Inbox, folder: string): Promise<Certificate> {
  const file = join(folder, `${inbox.id}.public.asc`);
  const read = async () => {
    const armored = await readFile(file, 'utf8');
    const fingerprint = await readFile(join(folder, `${inbox.id}.fingerprint`), 'utf8');
    return { file, fingerprint, armored };
  };
  return read().catch(async () => {
    const made = await makeDemoCertificate(`${inbox.name} (prov)`);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const write = (path: string, text: string) => writeFile(path, text, { mode: 0o600 });
    await write(join(folder, `${inbox.id}.private.asc`), made.privateKey);
    await write(join(folder, `${inbox.id}.fingerprint`), made.fingerprint);
    await write(file, made.certificate);
    return { file, fingerprint: made.fingerprint, armored: made.certificate };
  });
}
