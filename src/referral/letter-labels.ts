import type { Locale } from '../i18n/locales.ts';
import type { ChoiceField, SenderKind, TextField } from './fields.ts';
import { CHOICES } from './fields.ts';
import type { InboxId } from './sealing-set.ts';

type Labels<Field extends ChoiceField> = Readonly<Record<(typeof CHOICES)[Field][number], string>>;

/** The Swedish names of the site's languages, as they stand in "på arabiska". */
export const LANGUAGE_NAMES: Readonly<Record<Locale, string>> = {
  sv: 'svenska',
  'sv-x-lattlast': 'lätt svenska',
  en: 'engelska',
  fi: 'finska',
  ar: 'arabiska',
  fa: 'persiska',
  so: 'somaliska',
  ti: 'tigrinska',
  pl: 'polska',
  es: 'spanska',
  uk: 'ukrainska',
  tr: 'turkiska',
};

/** Whether a value is a language of the site; the phone does without the whole locale table. */
export const isLocale = (value: unknown): value is Locale =>
  typeof value === 'string' && Object.keys(LANGUAGE_NAMES).includes(value);

/** The authorities as the team calls them. */
export const INBOX_NAMES: Readonly<Record<InboxId, string>> = {
  social: 'Socialtjänsten',
  police: 'Polisen',
};

/** What stands under each choice of the Swedish form now; a test holds it to the form's own sentences. */
export const TOLD: Labels<'recipients'> = {
  social:
    'Råd, stöd och skydd. Vi lämnar inte vidare utan ditt ja, utom när lagen kräver eller tillåter det.',
  police: 'Det du skriver om ett brott blir oftast en anmälan. Den kan du inte ta tillbaka.',
  both: 'Båda får allt du skriver. Det blir oftast en anmälan. Socialtjänsten ringer först.',
};

/** What stands on top of letters that are not about the sender's own need of protection. */
export const KIND_LINES: Readonly<Record<SenderKind, string>> = {
  self: 'Avsändaren skriver för egen del.',
  concerned: 'AVSÄNDAREN ÄR OROLIG FÖR NÅGON ANNAN och vill bli uppringd för råd.',
  'using-violence': 'AVSÄNDAREN SKRIVER OM SITT EGET VÅLD.',
  professional: 'AVSÄNDAREN SKRIVER I SITT ARBETE.',
};

/** Labels of the questions that are answered in words. */
export const TEXT_LABELS: Readonly<Record<TextField, string>> = {
  reach: 'NUMMER ELLER MEJL',
  reachSeenBy: 'VEM MER SER ELLER SVARAR DÄR',
  neverTimes: 'RING ALDRIG',
  bestTimes: 'RING HELST',
  firstWord: 'ORDET VI SÄGER FÖRST',
  silentWord: 'ORDET SOM BETYDER "JAG KAN INTE PRATA NU"',
  ifSomeoneElse: 'OM NÅGON ANNAN SVARAR, SÄG',
  language: 'SPRÅK',
  callMe: 'VILL KALLAS',
  workplace: 'ARBETSPLATS',
  ownWords: 'EGNA ORD',
};

/** Labels of the questions that are answered by choosing and printed as "LABEL: answer". */
export const CHOICE_LABELS = {
  voicemail: 'RÖSTMEDDELANDE',
  sms: 'SMS',
  sayWho: 'SÄGA VILKA VI ÄR',
  hiddenNumber: 'RINGA FRÅN DOLT NUMMER',
  interpreter: 'TOLK',
  interpreterGender: 'TOLKENS KÖN',
  mode: 'VILL PRATA GENOM',
  district: 'BOR I OMRÅDET',
} as const satisfies Partial<Record<ChoiceField, string>>;

const YES_NO_ANSWERS: Labels<'sms'> = { yes: 'JA', no: 'NEJ' };

/** The answers of those questions. */
export const CHOICE_ANSWERS: { readonly [Field in keyof typeof CHOICE_LABELS]: Labels<Field> } = {
  voicemail: YES_NO_ANSWERS,
  sms: YES_NO_ANSWERS,
  sayWho: YES_NO_ANSWERS,
  hiddenNumber: YES_NO_ANSWERS,
  interpreter: YES_NO_ANSWERS,
  interpreterGender: { woman: 'kvinna', man: 'man', any: 'spelar ingen roll' },
  mode: { speech: 'tal', sign: 'teckenspråk', text: 'text' },
  district: { yes: 'ja', no: 'nej', 'will-not-say': 'vill inte säga' },
};

/** A whole sentence for each box that was ticked. */
export const TICKED_LINES = {
  needTalk: 'Vill prata med någon.',
  needShelter: 'Behöver skydd.',
  needReport: 'Vill prata om en polisanmälan.',
  needPets: 'Behöver hjälp med djur.',
  childrenInfo: 'Vill veta vad som händer om det finns barn, INNAN hen berättar.',
  protectedIdentity: 'HAR SKYDDADE PERSONUPPGIFTER.',
  wantMaterial: 'Vill ha material till sin arbetsplats.',
  wantAdvice: 'Vill ha råd.',
  wantReferral: 'Någon som hen möter i sitt arbete vill ha kontakt och har sagt ja till det.',
} as const satisfies Partial<Record<ChoiceField, string>>;
