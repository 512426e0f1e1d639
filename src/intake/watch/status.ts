import { z } from 'zod';
import { daysLeft } from '../../referral/certificate-end.ts';
import { INBOX_IDS, type InboxId } from '../../referral/sealing-set.ts';
import { ALARMS } from '../alarm.ts';
import type { IntakeFacts } from '../facts.ts';

/** How the last attempt went. */
const condition = z.enum(['working', 'failing']);

/** How the server is: numbers and codes, no address and no size. */
export const statusSchema = z.strictObject({
  form: z.enum(['open', 'closed']),
  /** Why the form is closed, in the codes of docs/PROBLEMS.md; empty where the build has no form. */
  why: z.array(z.enum(ALARMS)),
  /** How many submissions; accepted is the sum of delivered, waiting and set aside. */
  accepted: z.int(),
  delivered: z.int(),
  waiting: z.int(),
  oldestWaitingMinutes: z.int(),
  setAside: z.int(),
  /** Whether the last letter could be stored; while it is failing senders are told "not sent". */
  storing: condition,
  couriers: z.strictObject({ first: condition, second: condition.nullable() }),
  inboxes: z.array(
    z.strictObject({
      inbox: z.enum(INBOX_IDS),
      /** Whether somebody answered in time; null in a demonstration. */
      answered: z.boolean().nullable(),
      /** Whole days until the first of its certificates stops; null: never. */
      keyDaysLeft: z.int().nullable(),
    }),
  ),
});

/** How the server is. */
export type Status = z.infer<typeof statusSchema>;

/** Whether a person must act: a code closes the form, or the last letter could not be stored. */
export const needsSomebody = ({ why, storing }: Status): boolean =>
  why.length > 0 || storing === 'failing';

/** Whole days until the first certificate of an inbox stops; negative afterwards, null: never. */
export function keyDaysLeft(facts: IntakeFacts, id: InboxId, now: number): number | null {
  const all = facts.inboxes
    .filter((inbox) => inbox.id === id)
    .flatMap(({ certificates }) => certificates)
    .map(({ expires }) => daysLeft(expires, now))
    .filter((days) => days !== null);
  return all.length === 0 ? null : Math.min(...all);
}

/** The status in Swedish, one line each, for the heartbeat and for `npm run status`. */
export const statusLines = (status: Status): string[] => [
  `Formuläret: ${status.form === 'open' ? 'öppet' : 'stängt'}`,
  ...(status.form === 'closed' && status.why.length === 0 ? ['  bygget har inget formulär'] : []),
  ...status.why.map((reason) => `  ${reason}`),
  `Mottagna: ${status.accepted}`,
  `Levererade: ${status.delivered}`,
  `Väntar: ${status.waiting}, den äldsta i ${status.oldestWaitingMinutes} minuter`,
  `Undanlagda: ${status.setAside}`,
  `Lagringen: ${CONDITION_WORDS[status.storing]}`,
  `Vägen ut: ${CONDITION_WORDS[status.couriers.first]}`,
  ...(status.couriers.second === null
    ? []
    : [`Andra vägen ut: ${CONDITION_WORDS[status.couriers.second]}`]),
  ...status.inboxes.map(
    (inbox) => `${inbox.inbox}: ${answerWords(inbox.answered)}, ${keyWords(inbox.keyDaysLeft)}`,
  ),
];

const CONDITION_WORDS: Readonly<Record<z.infer<typeof condition>, string>> = {
  working: 'fungerar',
  failing: 'senaste försöket misslyckades',
};

const answerWords = (answered: boolean | null): string =>
  answered === null ? 'provsida' : answered ? 'någon har svarat' : 'ingen har svarat';

const keyWords = (days: number | null): string =>
  days === null ? 'certifikat utan slutdatum' : `certifikatet gäller ${days} dagar till`;
