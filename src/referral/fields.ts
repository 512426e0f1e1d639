/** Who writes; each kind has a page and a form of its own. */
export const SENDER_KINDS = ['self', 'concerned', 'using-violence', 'professional'] as const;

/** The kind of sender, as in the hidden field `kind`. */
export type SenderKind = (typeof SENDER_KINDS)[number];

/** Largest answer to a question other than `ownWords`, in UTF-8 bytes. */
export const MAX_TEXT_BYTES = 200;

/** Largest `ownWords` in Unicode code points, as the counter in the form shows it. */
export const MAX_OWN_WORDS_CODE_POINTS = 300;

/** Largest `ownWords` in UTF-8 bytes. */
export const MAX_OWN_WORDS_BYTES = 2000;

const YES = ['yes'] as const;
const YES_NO = ['yes', 'no'] as const;

/** The allowed values of every question that is answered by choosing. */
export const CHOICES = {
  recipients: ['social', 'police', 'both'],
  noReply: YES,
  voicemail: YES_NO,
  sms: YES_NO,
  sayWho: YES_NO,
  hiddenNumber: YES_NO,
  interpreter: YES_NO,
  interpreterGender: ['woman', 'man', 'any'],
  mode: ['speech', 'sign', 'text'],
  needTalk: YES,
  needShelter: YES,
  needReport: YES,
  needPets: YES,
  childrenInfo: YES,
  protectedIdentity: YES,
  district: ['yes', 'no', 'will-not-say'],
  wantMaterial: YES,
  wantAdvice: YES,
  wantReferral: YES,
} as const;

/** The questions that are answered in the sender's own words. */
export const TEXT_FIELDS = [
  'reach',
  'reachSeenBy',
  'bestTimes',
  'neverTimes',
  'firstWord',
  'silentWord',
  'ifSomeoneElse',
  'callMe',
  'language',
  'workplace',
  'ownWords',
] as const;

/** The field that no person sees; programs that fill in everything fill it in. */
export const HONEYPOT = 'website';

/** Fields no person fills in. */
export const HIDDEN_FIELDS = ['kind', 'locale', 'textVersion', HONEYPOT] as const;

/** A question that is answered by choosing. */
export type ChoiceField = keyof typeof CHOICES;

/** A question that is answered in words. */
export type TextField = (typeof TEXT_FIELDS)[number];

/** The HTML name of a field of the form. */
export type FieldName = ChoiceField | TextField | (typeof HIDDEN_FIELDS)[number];

const SAFE_CONTACT = [
  'reachSeenBy',
  'neverTimes',
  'bestTimes',
  'voicemail',
  'sms',
  'sayWho',
  'interpreter',
  'interpreterGender',
  'mode',
  'language',
] as const;

/** How to stay unnoticed; never asked of those who use violence, who must not learn how others do it. */
const UNNOTICED = ['hiddenNumber', 'ifSomeoneElse'] as const;

/** The fields that each kind of sender is asked; any other field is refused for that kind. */
export const FIELDS_OF: Readonly<Record<SenderKind, readonly FieldName[]>> = {
  self: [
    ...HIDDEN_FIELDS,
    'recipients',
    'reach',
    'noReply',
    ...SAFE_CONTACT,
    ...UNNOTICED,
    'firstWord',
    'silentWord',
    'callMe',
    'needTalk',
    'needShelter',
    'needReport',
    'needPets',
    'childrenInfo',
    'protectedIdentity',
    'district',
    'ownWords',
  ],
  concerned: [...HIDDEN_FIELDS, 'reach', ...SAFE_CONTACT, ...UNNOTICED, 'callMe', 'district'],
  'using-violence': [
    ...HIDDEN_FIELDS,
    'reach',
    'noReply',
    ...SAFE_CONTACT,
    'callMe',
    'childrenInfo',
    'district',
    'ownWords',
  ],
  professional: [
    ...HIDDEN_FIELDS,
    'reach',
    'bestTimes',
    'callMe',
    'workplace',
    'wantMaterial',
    'wantAdvice',
    'wantReferral',
  ],
};
