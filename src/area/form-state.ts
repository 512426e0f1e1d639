import type { InboxId, Profile } from './profile.ts';

/** Whether the form is offered, and the authorities it can be sent to. */
export type FormState =
  { readonly open: true; readonly inboxes: readonly InboxId[] } | { readonly open: false };

/** True without confirmed facts or without real certificates: every page says that nobody reads. */
export const isDemonstration = (profile: Profile): boolean =>
  profile.status.confirmedBy === null ||
  profile.inboxes.some(({ open, certificates }) => open && certificates.length === 0);

/**
 * The state of the form that follows from the profile.
 * It opens only where people stand behind it (reply days and a deputy); a demonstration needs no
 * people, but never opens on a public address.
 */
export function formState(profile: Profile, isPublic: boolean): FormState {
  const inboxes = profile.inboxes.filter(({ open }) => open).map(({ id }) => id);
  const staffed = profile.replyDays !== null && profile.deputy !== null;
  const allowed = isDemonstration(profile) ? !isPublic : staffed;
  // The letter of somebody who writes for advice goes to social services: without them, no form.
  const open = profile.status.value === 'active' && allowed && inboxes.includes('social');
  return open ? { open, inboxes } : { open: false };
}
