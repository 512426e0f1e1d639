import { endOf } from '../area/earlier-sets.ts';
import type { EarlierSet, Inbox } from '../area/profile.ts';
import type { Result } from '../i18n/result.ts';
import { failure, success } from '../i18n/result.ts';
import { sealedAtOf } from '../referral/pgp/certificate.ts';
import { encryptionKeys } from '../referral/pgp/inspect.ts';
import { inspected, sealedAt, type AreaKeys, type NamedCertificate } from './area-keys.ts';
import { keysProblem, type KeysProblem } from './keys-problem.ts';
import type { Plan } from './plan.ts';

/** A certificate to take up. */
export interface NewCertificate extends NamedCertificate {
  readonly armored: string;
}

/** Pages made before a change may stand open in a browser; letters from them are taken for so long. */
const OVERLAP_DAYS = 30;

const DAY_MS = 86_400_000;

/** The area after a change, checked as a build checks it; nothing is written. */
export async function changed(
  area: AreaKeys,
  { plan, taken }: { readonly plan: Plan; readonly taken: NewCertificate | null },
  now: Date,
): Promise<Result<AreaKeys, KeysProblem>> {
  const { inbox, dropped, lost } = plan;
  // In place of itself it may come again: extended, or with a new encryption key.
  const place = area.profile.inboxes.find(({ certificates }) =>
    certificates.some((one) => one !== dropped && one.fingerprint === taken?.fingerprint),
  );
  if (place !== undefined) return failure(keysProblem('already-there', place.id));
  if (lost !== null && dropped !== null && taken !== null) {
    const old = { ...dropped, armored: area.certificates.get(dropped.file) ?? '' };
    if (await isSameKey(old, taken)) return failure(keysProblem('lost-again', dropped.file));
  }
  const kept = inbox.certificates.filter(({ file }) => file !== dropped?.file);
  const named = taken === null ? [] : [{ file: taken.file, fingerprint: taken.fingerprint }];
  const { earlier = [], ...rest } = inbox;
  const after = withEarlier({ ...rest, certificates: [...kept, ...named] }, [
    ...earlier,
    ...(await setOfPages(area, plan, now)),
  ]);
  const certificates = new Map(area.certificates);
  if (dropped !== null) certificates.delete(dropped.file);
  if (taken !== null) certificates.set(taken.file, taken.armored);
  const result = tidied({ ...withInbox(area, after), certificates }, now, lost);
  const before = await unusable(area, now);
  // What was wrong before must not stand in the way of setting things right one by one.
  const sentences = [...(await unusable(result, now))]
    .filter(([file]) => !before.has(file))
    .map(([, sentence]) => sentence);
  return sentences.length === 0
    ? success(result)
    : failure(keysProblem('bad-certificate', sentences.join('\n')));
}

/** The area without the earlier sets that have ended, and without those whose letters a lost key opens. */
export function tidied(area: AreaKeys, now: Date, lost: string | null = null): AreaKeys {
  return area.profile.inboxes.reduce((tidy, { earlier = [], ...rest }) => {
    const stillTaken = earlier.filter((set) => endOf(set) > now && !isOpenedBy(set, lost));
    return withInbox(tidy, withEarlier(rest, stillTaken));
  }, area);
}

/** What the pages of now lock letters with, to be taken for a while after a change; none or one. */
async function setOfPages(
  area: AreaKeys,
  { inbox, lost }: Plan,
  now: Date,
): Promise<readonly EarlierSet[]> {
  // What no page offers, no page has locked a letter for.
  if (lost !== null || !inbox.open || inbox.certificates.length === 0) return [];
  const armored = inbox.certificates.map(({ file }) => area.certificates.get(file) ?? '');
  // With certificates that have no such keys no page was ever built.
  const date = await sealedAt(area);
  const keys = await encryptionKeys(armored, date).catch(() => []);
  // A clock that is behind must not end it before it begins.
  const from = Math.max(now.getTime(), date.getTime());
  const until = new Date(from + OVERLAP_DAYS * DAY_MS).toISOString().slice(0, 10);
  const named = inbox.certificates.flatMap(({ fingerprint }, index) => {
    const key = keys[index];
    return key === undefined ? [] : [{ fingerprint, ...key }];
  });
  return named.length === 0 ? [] : [{ until, keys: named }];
}

/** Whether a key of this fingerprint opens letters for this set. */
export const isOpenedBy = ({ keys }: EarlierSet, lost: string | null): boolean =>
  keys.some(({ fingerprint }) => fingerprint === lost);

/** Whether letters for both are opened with one secret: the same certificate, or its encryption key in another. */
async function isSameKey(one: NewCertificate, other: NewCertificate): Promise<boolean> {
  const keyId = async ({ armored }: NewCertificate): Promise<string | undefined> =>
    encryptionKeys([armored], await sealedAtOf([armored])).then(
      ([key]) => key?.keyId,
      () => undefined,
    );
  const [first, second] = [await keyId(one), await keyId(other)];
  return one.fingerprint === other.fingerprint || (first !== undefined && first === second);
}

const withEarlier = (inbox: Omit<Inbox, 'earlier'>, earlier: readonly EarlierSet[]): Inbox => ({
  ...inbox,
  ...(earlier.length === 0 ? {} : { earlier: [...earlier] }),
});

const withInbox = (area: AreaKeys, after: Inbox): AreaKeys => ({
  ...area,
  profile: {
    ...area.profile,
    inboxes: area.profile.inboxes.map((inbox) => (inbox.id === after.id ? after : inbox)),
  },
});

/** What is wrong by file, with all together: each newer certificate moves the date that letters for all are locked at. */
async function unusable(area: AreaKeys, now: Date): Promise<ReadonlyMap<string, string>> {
  const wrong = new Map<string, string>();
  for (const certificate of area.profile.inboxes.flatMap(({ certificates }) => certificates)) {
    const report = await inspected(area, certificate, now);
    if (report.ok) continue;
    wrong.set(certificate.file, report.problem.map(({ sentence }) => sentence).join('\n'));
  }
  return wrong;
}
