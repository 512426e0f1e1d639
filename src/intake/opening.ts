import type { EncryptionKey } from '../referral/pgp/inspect.ts';
import type { InboxId } from '../referral/sealing-set.ts';
import { isLoopback } from './config.ts';
import type { IntakeConfig } from './config.ts';
import type { IntakeFacts } from './facts.ts';

/** The inboxes that letters are taken for. */
export const openInboxes = (facts: IntakeFacts): InboxId[] =>
  facts.inboxes.filter(({ open }) => open).map(({ id }) => id);

/**
 * For each earlier set of an inbox that is still taken, the keys that letters from its pages are locked with.
 * @param now milliseconds since 1970.
 */
export const earlierKeys = (facts: IntakeFacts, id: InboxId, now: number): EncryptionKey[][] =>
  (facts.inboxes.find((inbox) => inbox.id === id)?.earlier ?? [])
    .filter(({ until }) => now < Date.parse(until))
    .map(({ keys }) => keys);

/** Whether a certificate of an inbox that letters are taken for has stopped, by the server's clock. */
export const hasExpired = (facts: IntakeFacts, now: number): boolean =>
  facts.inboxes
    .filter(({ open }) => open)
    .flatMap(({ certificates }) => certificates)
    .some(({ expires }) => expires !== null && Date.parse(expires) <= now);

/**
 * Whether letters are taken at all: somebody can open them, and somebody stands behind the form. A
 * demonstration takes them on loopback only, so that nobody in need ever writes to it.
 * @param now milliseconds since 1970.
 */
export function takesLetters(config: IntakeConfig, facts: IntakeFacts, now: number): boolean {
  if (facts.status !== 'active' || openInboxes(facts).length === 0) return false;
  if (!canBeSealed(facts) || hasExpired(facts, now)) return false;
  return facts.set.demonstration
    ? isLoopback(config.host) && config.siteUrl === null
    : hasPeopleBehind(facts);
}

const canBeSealed = (facts: IntakeFacts): boolean =>
  facts.inboxes
    .filter(({ open }) => open)
    .every(
      ({ id, certificates }) =>
        certificates.length > 0 && facts.set.inboxes.some((inbox) => inbox.id === id),
    );

const hasPeopleBehind = (facts: IntakeFacts): boolean =>
  facts.replyDays !== null &&
  facts.replyDays.length > 0 &&
  facts.deputy !== null &&
  facts.inboxes.every(({ open, address }) => !open || address !== null);
