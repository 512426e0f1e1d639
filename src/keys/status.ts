import { endOf, endedSets } from '../area/earlier-sets.ts';
import type { Inbox } from '../area/profile.ts';
import { inspected, type AreaKeys } from './area-keys.ts';
import { isRecovery } from './new-certificate.ts';
import { grouped } from './show.ts';

/** What is printed, and whether it names something to do. */
export interface Told {
  readonly text: string;
  readonly toDo: boolean;
}

interface Lines {
  readonly facts: readonly string[];
  readonly toDo: readonly string[];
}

/** The keys of an area: what there is, and what must be done. */
export async function statusOf(area: AreaKeys, now: Date): Promise<Told> {
  const inboxes = await Promise.all(
    area.profile.inboxes.map((inbox) => inboxLines(area, inbox, now)),
  );
  const toDo = [
    ...inboxes.flatMap((lines) => lines.toDo),
    ...endedSets(area.profile, now),
    ...area.unnamed.map(
      (file) =>
        `area/certificates/${file} is not named in area/profile.json. Delete it: no page locks letters for it.`,
    ),
  ];
  const facts = inboxes.flatMap((lines) => lines.facts);
  const last = toDo.length === 0 ? ['Nothing to do.'] : toDo.map((line) => `- ${line}`);
  return { text: [...facts, '', ...last].join('\n'), toDo: toDo.length > 0 };
}

async function inboxLines(area: AreaKeys, inbox: Inbox, now: Date): Promise<Lines> {
  const { id, name, open, certificates, earlier = [] } = inbox;
  const facts = [`${name} (${id})${open ? '' : ', closed'}`];
  const toDo = missing(inbox);
  for (const certificate of certificates) {
    const { file, fingerprint } = certificate;
    const report = await inspected(area, certificate, now);
    if (!report.ok) toDo.push(...report.problem.map(({ sentence }) => sentence));
    else if (report.value.warning !== null) toDo.push(report.value.warning);
    const { expiresAt = null, daysLeft = null } = report.ok ? report.value : {};
    const end = `ends ${expiresAt?.toISOString().slice(0, 10) ?? 'never'}, ${daysLeft ?? '∞'} days left`;
    facts.push(`  ${file}  ${report.ok ? end : 'CANNOT BE USED'}`, `    ${grouped(fingerprint)}`);
  }
  for (const set of earlier.filter((one) => endOf(one) > now)) {
    facts.push(`  Letters from earlier pages are taken until the end of ${set.until}.`);
    const replaced = set.keys.filter(
      (key) => !certificates.some(({ fingerprint }) => fingerprint === key.fingerprint),
    );
    facts.push(...replaced.map((key) => `    also for ${grouped(key.fingerprint)}`));
  }
  return { facts, toDo };
}

/** What an open inbox lacks. */
function missing(inbox: Inbox): string[] {
  const { id, open, certificates } = inbox;
  if (!open) return [];
  if (certificates.length === 0) {
    return [
      `inboxes.${id}.certificates: there is none, so the site is a demonstration. npm run keys -- add ${id} --secrets <folder>`,
    ];
  }
  return certificates.some(({ file }) => isRecovery(file))
    ? onlyRecovery(inbox)
    : [
        `inboxes.${id}.certificates: there is no recovery certificate; when the secret keys are lost, nobody opens what was sent. npm run keys -- add ${id} --recovery --secrets <folder>`,
      ];
}

/** A sentence where the only keys that open letters lie in a safe. */
export const onlyRecovery = ({ id, open, certificates }: Inbox): string[] =>
  open && certificates.length > 0 && certificates.every(({ file }) => isRecovery(file))
    ? [
        `inboxes.${id}.certificates: only the recovery key, which lies in a safe, opens new letters. Add a reader today: npm run keys -- add ${id} --secrets <folder>. Until then: npm run inboxes -- close ${id}.`,
      ]
    : [];
