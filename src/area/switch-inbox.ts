import type { InboxId } from './profile.ts';

/**
 * The text of `area/profile.json` with one inbox opened or closed and everything else, spaces too, as it
 * was; null where the field cannot be found.
 */
export function withInboxOpen(text: string, id: InboxId, open: boolean): string | null {
  const field = new RegExp(`("id":\\s*"${id}"[^{}\\[\\]]*?"open":\\s*)(?:true|false)`, 'u');
  return field.test(text) ? text.replace(field, `$1${open}`) : null;
}
