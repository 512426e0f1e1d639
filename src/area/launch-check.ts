import type { Profile } from './profile.ts';

/** A help line as far as the launch check asks. */
interface LaunchFact {
  readonly id: string;
  readonly freshness: 'fresh' | 'old' | 'stale' | 'undated';
}

/** What stands between the site and the public. */
export interface LaunchState {
  readonly profile: Profile;
  readonly facts: readonly LaunchFact[];
  /** Languages with texts that no native speaker has read. */
  readonly unread: readonly string[];
  /** What is wrong with the certificates, or ends within 90 days: as the build says it. */
  readonly certificates: readonly string[];
}

/** Everything that must be settled before a launch: one sentence each, with file and field. */
export function launchProblems({ profile, facts, unread, certificates }: LaunchState): string[] {
  const file = 'area/profile.json';
  const named = (wanted: LaunchFact['freshness']): string =>
    facts
      .filter(({ freshness }) => freshness === wanted)
      .map(({ id }) => id)
      .join(', ');
  const stale = named('stale');
  const undated = named('undated');
  return [
    ...(profile.status.confirmedBy === null
      ? [
          `${file}: status.confirmedBy: write who confirmed that the work is "${profile.status.value}"`,
        ]
      : []),
    ...(profile.publisher === null
      ? [`${file}: publisher: write who publishes the site, with e-mail and telephone`]
      : []),
    ...profile.inboxes.filter(({ open }) => open).flatMap((inbox) => inboxProblems(inbox, file)),
    ...certificates,
    ...(profile.replyDays === null
      ? [`${file}: replyDays: write the days on which somebody reads`]
      : []),
    ...(profile.deputy === null ? [`${file}: deputy: write who reads when the first is away`] : []),
    ...(stale === '' ? [] : [`facts: checked more than 180 days ago; check again: ${stale}`]),
    ...(undated === '' ? [] : [`facts: never checked by us; check and write the day: ${undated}`]),
    ...(unread.length === 0
      ? []
      : [
          `locales: texts not read by a native speaker: ${unread.join(', ')}; write "reviewed" where it is done`,
        ]),
    ...(profile.legalReview === null
      ? [`${file}: legalReview: the texts on duties, secrecy and records need the owner’s lawyer`]
      : []),
  ];
}

const inboxProblems = ({ id, address, certificates }: Profile['inboxes'][number], file: string) => [
  ...(address === null
    ? [`${file}: inboxes.${id}.address: write the mailbox of the authority`]
    : []),
  ...(certificates.length === 0
    ? [`${file}: inboxes.${id}.certificates: add the certificate of the authority`]
    : []),
];
