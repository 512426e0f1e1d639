import { randomBytes } from 'node:crypto';
import { makeDemoCertificate, sealedAtOf } from '../../../src/referral/pgp/certificate.ts';
import type { FieldName, SenderKind } from '../../../src/referral/fields.ts';
import type { Referral } from '../../../src/referral/referral.ts';
import { readReferral } from '../../../src/referral/referral.ts';
import type { SealingSet } from '../../../src/referral/sealing-set.ts';

export type DemoKey = Awaited<ReturnType<typeof makeDemoCertificate>>;

export type DemoArea = {
  readonly set: SealingSet;
  readonly keys: { readonly social: DemoKey[]; readonly police: DemoKey[] };
};

/** Real keys, made for this run: the social inbox has two, the police one. */
export const makeDemoArea = async (): Promise<DemoArea> => {
  const social = [
    await makeDemoCertificate('Demo social 1'),
    await makeDemoCertificate('Demo social 2'),
  ];
  const police = [await makeDemoCertificate('Demo police')];
  const certificates = [...social, ...police].map(({ certificate }) => certificate);
  return {
    keys: { social, police },
    set: {
      sealedAt: (await sealedAtOf(certificates)).toISOString(),
      demonstration: false,
      inboxes: [
        {
          id: 'social',
          name: 'Socialtjänsten',
          certificates: social.map((key) => key.certificate),
        },
        { id: 'police', name: 'Polisen', certificates: police.map((key) => key.certificate) },
      ],
    },
  };
};

export type Answers = Partial<Record<FieldName, string>>;

/** The entries of a form as a page posts them. */
export const entriesOf = (kind: SenderKind, answers: Answers = {}): [string, string][] =>
  Object.entries({ kind, locale: 'sv', textVersion: '1a2b3c4d', website: '', ...answers });

/** A referral that has passed the checks. */
export const referralOf = (kind: SenderKind, answers: Answers = {}): Referral => {
  const read = readReferral(entriesOf(kind, { reach: '070-123 45 67', ...answers }));
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  return read.value;
};

export const makeSubmissionId = (): Uint8Array => new Uint8Array(randomBytes(16));

/** Texts of exactly 300 code points (or as many as 2,000 bytes allow) that stress sizes and shaping. */
export const LONG_TEXTS = {
  Swedish: 'Åsa är på väg. '.repeat(20),
  Arabic: 'أريد أن أتحدث '.repeat(22).slice(0, 300),
  'joined emoji': '👨‍👩‍👧‍👦'.repeat(42) + '👍🏽👍🏽👍🏽',
  Ethiopic: 'ክሰርሕ እደሊ '.repeat(34).slice(0, 300),
} as const;
