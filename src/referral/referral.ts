import * as z from 'zod/mini';
import type { Locale } from '../i18n/locales.ts';
import type { Result } from '../i18n/result.ts';
import { failure, success } from '../i18n/result.ts';
import type { FieldName } from './fields.ts';
import {
  CHOICES,
  FIELDS_OF,
  MAX_OWN_WORDS_BYTES,
  MAX_OWN_WORDS_CODE_POINTS,
  MAX_TEXT_BYTES,
  SENDER_KINDS,
} from './fields.ts';
import { cleanLine, cleanLines, utf8Bytes } from './free-text.ts';
import { isLocale } from './letter-labels.ts';
import type { InboxId } from './sealing-set.ts';
import { INBOX_IDS } from './sealing-set.ts';

const text = z.optional(z.string().check(z.refine(fitsField, 'too-long')));
const yes = z.optional(z.enum(CHOICES.noReply));
const yesOrNo = z.optional(z.enum(CHOICES.sms));

/** What a sender has answered. A question that was not answered is absent, never an empty text. */
const referralSchema = z.strictObject({
  kind: z.enum(SENDER_KINDS),
  locale: z.custom<Locale>(isLocale),
  textVersion: z.string().check(z.regex(/^[0-9a-f]{8}$/)),
  recipients: z._default(z.enum(CHOICES.recipients), 'social'),
  reach: text,
  noReply: yes,
  reachSeenBy: text,
  bestTimes: text,
  neverTimes: text,
  voicemail: yesOrNo,
  sms: yesOrNo,
  sayWho: yesOrNo,
  hiddenNumber: yesOrNo,
  firstWord: text,
  silentWord: text,
  ifSomeoneElse: text,
  callMe: text,
  language: text,
  interpreter: yesOrNo,
  interpreterGender: z.optional(z.enum(CHOICES.interpreterGender)),
  mode: z.optional(z.enum(CHOICES.mode)),
  needTalk: yes,
  needShelter: yes,
  needReport: yes,
  needPets: yes,
  childrenInfo: yes,
  protectedIdentity: yes,
  district: z.optional(z.enum(CHOICES.district)),
  workplace: text,
  wantMaterial: yes,
  wantAdvice: yes,
  wantReferral: yes,
  ownWords: z.optional(z.string().check(z.refine(fitsOwnWords, 'too-long'))),
});

/** A contact request that has passed every check. */
export type Referral = z.infer<typeof referralSchema>;

/** What is wrong with one field; the page holds a sentence for each pair. */
export type FieldProblem = {
  readonly field: FieldName;
  readonly problem: 'missing-reach' | 'too-long' | 'not-a-choice';
};

/**
 * Reads the entries of the form (`FormData` or a parsed body). Blank answers count as not given; a field that this
 * kind of sender is not asked, or that comes twice, is refused as `not-a-choice`. A filled honeypot and a name
 * that no form of ours has are both reported on `website`, so that no foreign name travels on.
 * `offered` are the inboxes that are open; choosing another is `not-a-choice`.
 */
export const readReferral = (
  entries: Iterable<readonly [string, string]>,
  offered: readonly InboxId[] = INBOX_IDS,
): Result<Referral, FieldProblem[]> => {
  const { answers, problems } = collectAnswers(entries);
  const parsed = referralSchema.safeParse(answers);
  const all = [
    ...problems,
    ...fieldsNotAsked(answers),
    ...(parsed.success ? [] : parsed.error.issues.map(problemOf)),
    ...(parsed.success ? closedInbox(parsed.data, offered) : []),
    ...missingReach(answers),
  ];
  return parsed.success && all.length === 0 ? success(parsed.data) : failure(withoutRepeats(all));
};

/** The inboxes that the sender has chosen, in the order of the frame. */
export const chosenInboxes = ({ recipients }: Pick<Referral, 'recipients'>): InboxId[] =>
  recipients === 'both' ? [...INBOX_IDS] : [recipients];

type Answers = Partial<Record<FieldName, string>>;

const collectAnswers = (
  entries: Iterable<readonly [string, string]>,
): { answers: Answers; problems: FieldProblem[] } => {
  const answers: Answers = {};
  const problems: FieldProblem[] = [];
  for (const [name, raw] of entries) {
    const answer = name === 'ownWords' ? cleanLines(raw) : cleanLine(raw);
    const field = isFieldName(name) ? name : 'website';
    if (field !== name || (field === 'website' && answer !== '') || answers[field] !== undefined) {
      problems.push({ field, problem: 'not-a-choice' });
    } else if (answer !== '') {
      answers[field] = answer;
    }
  }
  return { answers, problems };
};

const fieldsNotAsked = (answers: Answers): FieldProblem[] => {
  const kind = SENDER_KINDS.find((known) => known === answers.kind);
  if (kind === undefined) return [];
  return Object.keys(answers)
    .filter(isFieldName)
    .filter((field) => !FIELDS_OF[kind].includes(field))
    .map((field) => ({ field, problem: 'not-a-choice' }));
};

const missingReach = ({ reach, noReply }: Answers): FieldProblem[] =>
  reach === undefined && noReply === undefined
    ? [{ field: 'reach', problem: 'missing-reach' }]
    : [];

const closedInbox = (referral: Referral, offered: readonly InboxId[]): FieldProblem[] =>
  chosenInboxes(referral).every((inbox) => offered.includes(inbox))
    ? []
    : [{ field: 'recipients', problem: 'not-a-choice' }];

const problemOf = (issue: z.core.$ZodIssue): FieldProblem => {
  const [name] = issue.path;
  const field = typeof name === 'string' && isFieldName(name) ? name : 'website';
  return { field, problem: issue.message === 'too-long' ? 'too-long' : 'not-a-choice' };
};

const withoutRepeats = (problems: readonly FieldProblem[]): FieldProblem[] =>
  problems.filter(
    ({ field }, index) => problems.findIndex((earlier) => earlier.field === field) === index,
  );

const isFieldName = (name: string): name is FieldName =>
  name === 'website' || Object.keys(referralSchema.shape).includes(name);

function fitsField(answer: string): boolean {
  return utf8Bytes(answer) <= MAX_TEXT_BYTES;
}

function fitsOwnWords(answer: string): boolean {
  return (
    Array.from(answer).length <= MAX_OWN_WORDS_CODE_POINTS &&
    utf8Bytes(answer) <= MAX_OWN_WORDS_BYTES
  );
}
