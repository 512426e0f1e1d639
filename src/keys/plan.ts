import type { Inbox } from '../area/profile.ts';
import type { Result } from '../i18n/result.ts';
import { failure, success } from '../i18n/result.ts';
import { MAX_CERTIFICATES } from '../referral/sealing-set.ts';
import type { AreaKeys, NamedCertificate } from './area-keys.ts';
import type { Changing } from './command.ts';
import { keysProblem, type KeysProblem } from './keys-problem.ts';

/** Which inbox changes, and what it loses. `lost`: letters from pages made before are refused at once. */
export interface Plan {
  readonly inbox: Inbox;
  readonly dropped: NamedCertificate | null;
  readonly lost: boolean;
}

/** What a command means for this area, or why it cannot be; nobody has been asked for anything yet. */
export function planOf({ profile }: AreaKeys, command: Changing): Result<Plan, KeysProblem> {
  const isMeant = ({ id, certificates }: Inbox): boolean =>
    command.kind === 'add'
      ? id === command.inbox
      : certificates.some(({ file }) => file === command.file);
  const inbox = profile.inboxes.find(isMeant);
  if (command.kind === 'add') {
    if (inbox === undefined) return failure(keysProblem('unknown-inbox', command.inbox));
    return inbox.certificates.length < MAX_CERTIFICATES
      ? success({ inbox, dropped: null, lost: false })
      : failure(keysProblem('full', inbox.id));
  }
  const dropped = inbox?.certificates.find(({ file }) => file === command.file);
  if (inbox === undefined || dropped === undefined) {
    return failure(keysProblem('unknown-certificate', command.file));
  }
  return command.kind === 'remove' && inbox.certificates.length === 1
    ? failure(keysProblem('last-certificate', command.file))
    : success({ inbox, dropped, lost: command.lost });
}
