import { basename, join } from 'node:path';
import { endOf } from '../area/earlier-sets.ts';
import type { Inbox } from '../area/profile.ts';
import type { AreaKeys } from './area-keys.ts';
import { isOpenedBy } from './changes.ts';
import type { Changing } from './command.ts';
import type { NewKey } from './new-certificate.ts';
import type { Plan } from './plan.ts';
import { fingerprintQr, grouped } from './show.ts';
import { onlyRecovery } from './status.ts';
import { isOpenToOthers } from './write-files.ts';

/** A change that was made. */
interface Change {
  readonly before: AreaKeys;
  readonly after: AreaKeys;
  readonly command: Changing;
}

/** What is printed of a certificate that was taken up; of one made here also how it comes to the site. */
export async function toldOfKey(
  { after: { folder }, command }: Change,
  { certificate, names, secret }: NewKey,
  coloured: boolean,
): Promise<string[]> {
  return [
    `Certificate: ${join(folder, certificate.file)}`,
    `These names stand in it and become public: ${names.join(', ')}`,
    ...(secret === null ? [] : [`Secret key: ${secret.path}`]),
    ...(secret !== null && (await isOpenToOthers(secret.path))
      ? [
          'This medium keeps no rights of files: only the passphrase protects the secret key from who can read the medium.',
        ]
      : []),
    `\nFingerprint, to compare and to write down:\n\n  ${grouped(certificate.fingerprint)}\n`,
    `${fingerprintQr(certificate.fingerprint, coloured)}\n`,
    ...(secret === null
      ? []
      : [
          'If the site is published from another machine: carry this certificate there, nothing else, and type',
          `  ${takingUp(command, certificate)}\n`,
        ]),
  ];
}

/** The command that takes up the certificate where the secret is not. */
function takingUp(command: Changing, { file, fingerprint }: NewKey['certificate']): string {
  const words =
    command.kind === 'add'
      ? ['add', command.inbox, ...(command.recovery ? ['--recovery'] : [])]
      : [command.kind, command.file, ...(command.lost ? ['--lost'] : [])];
  const from = ['--from', basename(file), '--fingerprint', `"${grouped(fingerprint)}"`];
  return ['npm run keys --', ...words, ...from].join(' ');
}

/** What becomes of letters, and by when the site must be published. */
export function toldOfPlan(change: Change, plan: Plan, now: Date): string[] {
  const { inbox, lost } = plan;
  const after = change.after.profile.inboxes.find(({ id }) => id === inbox.id) ?? inbox;
  return [
    ...(lost === null ? toldOfEarlier(change, plan, after) : toldOfLost(change, lost, now)),
    ...onlyRecovery(after),
    lost === null
      ? 'Publish the site today: until then pages lock for the old certificates.'
      : 'Publish the site at once: until then letters that the lost key opens are still taken.',
  ];
}

function toldOfEarlier({ command }: Change, { dropped }: Plan, after: Inbox): string[] {
  const { earlier = [], certificates } = after;
  const last = earlier.at(-1);
  if (last === undefined || !after.open) return [];
  // Letters for a reader who is gone open with the keys of the others, but for those of pages without the others.
  const isNeeded =
    command.kind === 'replace' ||
    earlier.some((set) => !certificates.some(({ fingerprint }) => isOpenedBy(set, fingerprint)));
  const keep =
    dropped !== null && isNeeded ? ` Keep the secret key of ${dropped.file} until then.` : '';
  return [
    `If pages were published before, letters from them are taken until the end of ${last.until}.${keep}`,
  ];
}

function toldOfLost({ before }: Change, lost: string, now: Date): string[] {
  const taken = before.profile.inboxes.flatMap(({ id, earlier = [] }) =>
    earlier
      .filter((set) => endOf(set) > now && isOpenedBy(set, lost))
      .map(({ until }) => `inboxes.${id}.earlier until ${until}`),
  );
  return [
    ...(taken.length === 0 ? [] : [`Taken out of area/profile.json: ${taken.join(', ')}.`]),
    `Letters from pages that lock for ${grouped(lost)} are refused from now on: they say "not sent".`,
  ];
}
