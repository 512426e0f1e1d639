import type { FieldName, TextField } from './fields.ts';
import { FIELDS_OF } from './fields.ts';
import { numbersToDial, quotedLines } from './free-text.ts';
import {
  CHOICE_ANSWERS,
  CHOICE_LABELS,
  INBOX_NAMES,
  KIND_LINES,
  LANGUAGE_NAMES,
  TEXT_LABELS,
  TICKED_LINES,
  TOLD,
} from './letter-labels.ts';
import { teamRule } from './letter-rule.ts';
import type { Referral } from './referral.ts';
import type { InboxId } from './sealing-set.ts';
import { swedishTime } from './swedish-time.ts';

/** What a letter says besides the answers. */
export type LetterFacts = {
  readonly inbox: InboxId;
  readonly mark: string;
  /** Whether the form let the sender choose who may read. */
  readonly choice: boolean;
  /** What stood under the choice that was made, as the sender read it (see `choiceNote`); absent: not known. */
  readonly note?: string | undefined;
  readonly writtenAt: Date;
  readonly withoutJavaScript: boolean;
  readonly demonstration: boolean;
};

const UNANSWERED = 'EJ BESVARAT';

/**
 * The letter to one inbox: Swedish plain text, lines end with `\n`. It begins with how the sender may be contacted;
 * a permission that was not given prints as `EJ BESVARAT = NEJ`. Every line of free text begins with `| `.
 */
export const writeLetter = (referral: Referral, facts: LetterFacts): string =>
  [
    ...(facts.demonstration ? ['PROVMEDDELANDE. Ingen läser det.', ''] : []),
    ...(referral.kind === 'self' ? [] : [KIND_LINES[referral.kind], '']),
    ...contactBlock(referral, facts),
    '',
    ...writtenBlock(referral, facts),
    '',
    ...answersBlock(referral),
    '',
    ...ownWordsBlock(referral),
    ...teamRule(referral),
    '',
  ].join('\n');

const contactBlock = (referral: Referral, facts: LetterFacts): string[] => [
  'SÅ FÅR VI KONTAKTA',
  ...(referral.noReply ? ['AVSÄNDAREN VILL INTE BLI KONTAKTAD. Ring inte och skriv inte.'] : []),
  ...bothLines(referral, facts),
  ...asked(referral, 'reach', 'reachSeenBy', 'neverTimes', 'bestTimes').flatMap((field) =>
    textAnswer(referral, field),
  ),
  ...asked(referral, 'voicemail', 'sms', 'sayWho', 'hiddenNumber').map(
    (field) => choiceAnswer(referral, field) ?? `${CHOICE_LABELS[field]}: ${UNANSWERED} = NEJ`,
  ),
  ...asked(referral, 'firstWord', 'silentWord', 'ifSomeoneElse').flatMap((field) =>
    textAnswer(referral, field),
  ),
  ...asked(referral, 'interpreter', 'interpreterGender', 'mode').map(
    (field) => choiceAnswer(referral, field) ?? `${CHOICE_LABELS[field]}: ${UNANSWERED}`,
  ),
  ...asked(referral, 'language').flatMap((field) => textAnswer(referral, field)),
];

const bothLines = ({ recipients }: Referral, { inbox }: LetterFacts): string[] => {
  if (recipients !== 'both') return [];
  const other = inbox === 'social' ? 'polisen' : 'socialtjänsten';
  return [`Har även gått till ${other}. Socialtjänsten ringer först.`];
};

const writtenBlock = (referral: Referral, facts: LetterFacts): string[] => [
  'NÄR DET SKREVS',
  `${swedishTime(facts.writtenAt)} enligt ${facts.withoutJavaScript ? 'vår server' : 'avsändarens telefon eller dator'}.`,
  `Till: ${INBOX_NAMES[facts.inbox]}. Märke: ${facts.mark}.`,
  ...(referral.kind === 'self' ? [KIND_LINES.self] : []),
  ...toldLines(referral, facts),
  ...(facts.withoutJavaScript
    ? ['Låstes först på servern (utan JavaScript). Samma brev kan komma två gånger.']
    : []),
];

const toldLines = (referral: Referral, { choice, note }: LetterFacts): string[] => [
  `Avsändaren läste text ${referral.textVersion} på ${LANGUAGE_NAMES[referral.locale]}.`,
  ...(choice && referral.kind === 'self' ? noteLines(referral, note) : []),
];

/** The words that the sender read; the Swedish of now stands beside them, never for them. */
const noteLines = ({ recipients, locale }: Referral, note: string | undefined): string[] => [
  ...(note === undefined
    ? ['Vad avsändaren fick veta vid sitt val står i den texten.']
    : ['Vid sitt val fick avsändaren veta:', `”${note}”`]),
  ...(note !== undefined && locale === 'sv'
    ? []
    : ['Vid samma val står nu på svenska:', `”${TOLD[recipients]}”`]),
];

const answersBlock = (referral: Referral): string[] => [
  'ÖVRIGA SVAR (det som inte står här är inte besvarat)',
  ...asked(referral, 'callMe', 'workplace')
    .filter((field) => referral[field] !== undefined)
    .flatMap((field) => textAnswer(referral, field)),
  ...asked(
    referral,
    'protectedIdentity',
    'childrenInfo',
    'needTalk',
    'needShelter',
    'needReport',
    'needPets',
    'wantMaterial',
    'wantAdvice',
    'wantReferral',
  )
    .filter((field) => referral[field] === 'yes')
    .map((field) => TICKED_LINES[field]),
  ...asked(referral, 'district').flatMap((field) => choiceAnswer(referral, field) ?? []),
];

const ownWordsBlock = (referral: Referral): string[] => {
  if (asked(referral, 'ownWords').length === 0) return [];
  const { ownWords, locale } = referral;
  if (ownWords === undefined) return ['EGNA ORD: inga.', ''];
  return [
    `EGNA ORD, som de skrevs (sidan var på ${LANGUAGE_NAMES[locale]}; bara rader med | är avsändarens)`,
    ...quotedLines(ownWords),
    'SLUT PÅ EGNA ORD',
    '',
  ];
};

const textAnswer = (referral: Referral, field: TextField): string[] => {
  const answer = referral[field];
  if (answer === undefined) return [`${TEXT_LABELS[field]}: ${UNANSWERED}`];
  const numbers = field === 'reach' ? numbersToDial(answer) : [];
  return [
    `${TEXT_LABELS[field]}:`,
    ...quotedLines(answer),
    ...(numbers.length > 0
      ? ['SIFFRORNA, i den ordning de skrevs:', ...numbers.flatMap(quotedLines)]
      : []),
  ];
};

type LabelledField = keyof typeof CHOICE_LABELS;

const choiceAnswer = (referral: Referral, field: LabelledField): string | undefined => {
  const value = referral[field];
  if (value === undefined) return undefined;
  const answers: Readonly<Record<string, string>> = CHOICE_ANSWERS[field];
  return `${CHOICE_LABELS[field]}: ${answers[value] ?? UNANSWERED}`;
};

const asked = <Field extends FieldName>(referral: Referral, ...fields: Field[]): Field[] =>
  fields.filter((field) => FIELDS_OF[referral.kind].includes(field));
