import { basename, join } from 'node:path';
import type { Result } from '../i18n/result.ts';
import { failure, success } from '../i18n/result.ts';
import { swedishTime } from '../referral/swedish-time.ts';
import { readAreaKeys, sealedAt, type AreaKeys, type Environment } from './area-keys.ts';
import { changed, tidied } from './changes.ts';
import type { Changing, Command } from './command.ts';
import { keysProblem, type KeysProblem } from './keys-problem.ts';
import { isRecovery, newKey, type NewKey } from './new-certificate.ts';
import { planOf, type Plan } from './plan.ts';
import { statusOf, type Told } from './status.ts';
import { toldOfKey, toldOfPlan } from './told-of-change.ts';
import { writeChange } from './write-files.ts';

/** Where and when a command is carried out. */
export interface Setting {
  readonly environment: Environment;
  readonly now: Date;
  /** Gives a profile the form that the project keeps its files in. */
  readonly format: (json: string) => Promise<string>;
  /** Whether what is printed is seen on a terminal. */
  readonly coloured: boolean;
}

/** Carries out a command about keys: all of it, or nothing. */
export async function carryOut(
  command: Command,
  setting: Setting,
): Promise<Result<Told, KeysProblem>> {
  const { environment, now } = setting;
  const area = await readAreaKeys(environment);
  if (!area.ok) return area;
  if (command.kind === 'status') return success(await statusOf(area.value, now));
  // Nothing is signed where a certificate is only taken away.
  const behind = command.kind === 'remove' ? null : await clockBehind(area.value, now);
  if (behind !== null) return failure(behind);
  if (command.kind !== 'tidy') return change(area.value, command, setting);
  const tidy = tidied(area.value, now);
  const written = await write({ before: area.value, after: tidy, key: null }, setting);
  return written.ok ? success(await statusOf(tidy, now)) : written;
}

async function change(
  before: AreaKeys,
  command: Changing,
  setting: Setting,
): Promise<Result<Told, KeysProblem>> {
  const { now, coloured } = setting;
  const plan = planOf(before, command);
  if (!plan.ok) return plan;
  const key = await keyOf(before, command, { plan: plan.value, now });
  if (!key.ok) return key;
  const taken = key.value?.certificate ?? null;
  const after = await changed(before, { plan: plan.value, taken }, now);
  if (!after.ok) return after;
  const written = await write({ before, after: after.value, key: key.value }, setting);
  if (!written.ok) return written;
  const made = { before, after: after.value, command };
  const said = [
    ...(key.value === null ? [] : await toldOfKey(made, key.value, coloured)),
    ...toldOfPlan(made, plan.value, now),
  ];
  return success({ text: said.join('\n'), toDo: false });
}

const keyOf = (
  area: AreaKeys,
  command: Changing,
  { plan, now }: { readonly plan: Plan; readonly now: Date },
): Promise<Result<NewKey | null, KeysProblem>> => {
  if (command.kind === 'remove') return Promise.resolve(success(null));
  const recovery = command.kind === 'add' ? command.recovery : isRecovery(command.file);
  return newKey(area, command.key, { inbox: plan.inbox, recovery, now });
};

interface Written {
  readonly before: AreaKeys;
  readonly after: AreaKeys;
  readonly key: NewKey | null;
}

async function write(
  { before, after, key }: Written,
  { format }: Setting,
): Promise<Result<void, KeysProblem>> {
  const { profilePath, profileText, folder } = before;
  const inFolder = ({ file, armored }: NewKey['certificate']) =>
    ({ path: join(folder, file), text: armored, mode: 0o644 }) as const;
  // Whatever else stands in the profile stays as it is written.
  const json = JSON.stringify(JSON.parse(profileText), (name, value: unknown) =>
    name === 'inboxes' ? after.profile.inboxes : value,
  );
  return writeChange({
    profile: { path: profilePath, before: profileText, after: await format(json) },
    added: [
      ...(key?.secret == null ? [] : [key.secret]),
      ...(key === null ? [] : [inFolder(key.certificate)]),
    ],
    removed: [...before.certificates.keys()]
      .filter((file) => !after.certificates.has(file))
      .map((file) => join(folder, file)),
  });
}

/** A key made with a wrong clock is refused everywhere else, so it is not made. */
async function clockBehind(area: AreaKeys, now: Date): Promise<KeysProblem | null> {
  const newest = Math.max(Date.parse(area.profile.status.date), (await sealedAt(area)).getTime());
  if (now.getTime() >= newest) return null;
  const [today, known] = [swedishTime(now), swedishTime(new Date(newest))];
  const file = basename(area.profilePath);
  return keysProblem(
    'clock-behind',
    `${today}, but ${file} or a certificate is of ${known}, both in Swedish time`,
  );
}
