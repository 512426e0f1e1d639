import type { Inbox, Profile } from '../area/profile.ts';
import type { Result } from '../i18n/result.ts';
import { failure, success } from '../i18n/result.ts';
import { MAX_CERTIFICATES } from '../referral/sealing-set.ts';
import type { AreaKeys, NamedCertificate } from './area-keys.ts';
import type { Changing } from './command.ts';
import { keysProblem, type KeysProblem } from './keys-problem.ts';

/**
 * Which inbox changes, and what it loses. `lost`: the fingerprint of a certificate whose secret is lost or in wrong
 * hands; letters that it opens are refused at once.
 */
export interface Plan {
  readonly inbox: Inbox;
  readonly dropped: NamedCertificate | null;
  readonly lost: string | null;
}

/** What a command means for this area, or why it cannot be; nobody has been asked for anything yet. */
export function planOf({ profile }: AreaKeys, command: Changing): Result<Plan, KeysProblem> {
  if (command.kind === 'add') {
    const inbox = profile.inboxes.find(({ id }) => id === command.inbox);
    if (inbox === undefined) return failure(keysProblem('unknown-inbox', command.inbox));
    return inbox.certificates.length < MAX_CERTIFICATES
      ? success({ inbox, dropped: null, lost: null })
      : failure(keysProblem('full', inbox.id));
  }
  if (command.lost) return planOfLost(profile, command);
  const inbox = profile.inboxes.find(({ certificates }) =>
    certificates.some(({ file }) => file === command.file),
  );
  const dropped = inbox?.certificates.find(({ file }) => file === command.file);
  if (inbox === undefined || dropped === undefined) {
    return failure(keysProblem('unknown-certificate', command.file));
  }
  return planWithout(dropped, inbox, command);
}

/** A lost key is also looked for among those of earlier pages, and by its fingerprint. */
function planOfLost(
  { inboxes }: Profile,
  command: Exclude<Changing, { kind: 'add' }>,
): Result<Plan, KeysProblem> {
  const inUse = inboxes.flatMap((inbox) => inbox.certificates.map((key) => ({ inbox, key })));
  const earlier = inboxes.flatMap((inbox) =>
    (inbox.earlier ?? []).flatMap(({ keys }) => keys.map((key) => ({ inbox, key }))),
  );
  const meant =
    inUse.find(({ key }) => key.file === command.file) ??
    [...inUse, ...earlier].find(({ inbox, key }) => isNameOf(command.file, inbox, key));
  if (meant === undefined) return failure(keysProblem('unknown-lost', command.file));
  const { fingerprint } = meant.key;
  const current = inUse.find(({ key }) => key.fingerprint === fingerprint);
  if (current !== undefined) return planWithout(current.key, current.inbox, command);
  return command.kind === 'replace'
    ? failure(keysProblem('replaced-already', fingerprint))
    : success({ inbox: meant.inbox, dropped: null, lost: fingerprint });
}

function planWithout(
  dropped: NamedCertificate,
  inbox: Inbox,
  command: Exclude<Changing, { kind: 'add' }>,
): Result<Plan, KeysProblem> {
  return command.kind === 'remove' && inbox.certificates.length === 1
    ? failure(keysProblem('last-certificate', dropped.file))
    : success({ inbox, dropped, lost: command.lost ? dropped.fingerprint : null });
}

/** Whether this is the fingerprint, or a file that `npm run keys` named by its end. */
function isNameOf(
  given: string,
  { id }: Inbox,
  { fingerprint }: Pick<NamedCertificate, 'fingerprint'>,
): boolean {
  const end = fingerprint.slice(-8).toLowerCase();
  return (
    given.replaceAll(/\s/gu, '').toUpperCase() === fingerprint ||
    new RegExp(`^${id}-(?:recovery-)?${end}(?:-extended)?\\.asc$`, 'u').test(given)
  );
}
