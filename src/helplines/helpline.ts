import { z } from 'zod';
import { failure, success, type Result } from '../i18n/result.ts';
import { hoursExceptionSchema, hoursSchema } from './hours-schema.ts';
import { mistakeIn } from './mistakes.ts';
import { showsItsDigits } from './phone.ts';

const NUMBER = 'write the number as +4620555666 (country code, no spaces) or a short one as 116016';
const DISPLAY = 'write the number as it is shown, in digits with spaces or a hyphen: 020-555 666';
const CHECKED =
  'write the day it was checked as 2026-06-04 (or only the month, 2026-06), null if never';
const AUDIENCES = [
  'everyone',
  'danger',
  'being-hurt',
  'women',
  'men',
  'trans',
  'lgbtq',
  'honour',
  'foreign-background',
  'sexual-violence',
  'trafficking',
  'crime',
  'using-violence',
  'concerned',
  'professional',
  'children',
  'young',
  'parents',
  'older',
  'deaf',
  'newcomers',
  'suicide',
  'mental-health',
  'health',
] as const;
const LANGUAGES = ['sv', 'sv-x-lattlast', 'en', 'ar', 'prs', 'so', 'ti', 'many'] as const;

/** The headings that help lines stand under, in the order of the page. */
export const GROUPS = ['danger', 'violence', 'young', 'life', 'ways', 'stop', 'work'] as const;

const oneOf = <const Values extends readonly string[]>(values: Values) =>
  z.enum(values, `write one of: ${values.join(', ')}`);
const sentence = (what: string) => z.string(what).min(1, what);
const yesNo = z.boolean('write true, false, or null when not known').nullable();
const address = z.url({
  protocol: /^https$/,
  error: 'write a whole address that begins with https://',
});

const phoneNumber = z
  .strictObject(
    {
      number: z
        .string(NUMBER)
        .regex(/^(\+[1-9]\d{6,14}|[1-9]\d{2,5})$/, { error: NUMBER, abort: true }),
      display: z.string(DISPLAY).regex(/^\d+([ -]\d+)*$/, { error: DISPLAY, abort: true }),
    },
    mistakeIn(
      'write { "number": "+4620555666", "display": "020-555 666" }, or null if there is none',
    ),
  )
  .refine(showsItsDigits, {
    path: ['display'],
    message: 'the digits shown are not the digits dialled; write the same number twice',
  });

const checked = z
  .string(CHECKED)
  .regex(/^\d{4}-\d{2}(-\d{2})?$/, { error: CHECKED, abort: true })
  .refine((text) => {
    const date = new Date(text);
    return !Number.isNaN(+date) && date.toISOString().startsWith(text);
  }, `this day does not exist; ${CHECKED}`);

/** One service: `content/helplines/<id>.json`, or `content/area/helplines/<id>.json` for a local one. */
export const helplineSchema = z
  .strictObject(
    {
      id: z
        .string('write the name of the file without .json')
        .regex(/^[a-z0-9-]+$/, 'use a–z, 0–9 and hyphens'),
      name: sentence('write the Swedish name that the service uses'),
      kind: oneOf(['emergency', 'line', 'directory', 'information']),
      group: oneOf(GROUPS).meta({ description: 'the heading it stands under' }),
      order: z
        .int('write a whole number')
        .meta({ description: 'smaller numbers stand first within the group' }),
      audiences: z
        .array(oneOf(AUDIENCES), 'write a list')
        .min(1, `write at least one of: ${AUDIENCES.join(', ')}`),
      phone: phoneNumber.nullable().meta({ description: 'shown as a link that dials' }),
      viaEmergency: z
        .strictObject(
          { ask: sentence('write what to ask for, in Swedish') },
          mistakeIn('write { "ask": "…" }, or null'),
        )
        .nullable()
        .meta({ description: 'reached by calling 112 and asking for it; never a link' }),
      sms: phoneNumber
        .nullable()
        .meta({ description: 'only where a message from any phone is answered' }),
      hours: hoursSchema,
      exceptions: z.array(hoursExceptionSchema, 'write a list, [] when there are none'),
      chat: z
        .strictObject(
          { url: address, hours: hoursSchema },
          mistakeIn('write { "url": "https://…", "hours": null }, or null'),
        )
        .nullable(),
      web: address.nullable(),
      languages: z.array(oneOf(LANGUAGES), 'write a list').min(1, 'write at least "sv"'),
      interpreter: yesNo,
      price: oneOf(['free', 'normal', 'unknown']).meta({
        description: 'normal: as an ordinary call',
      }),
      phoneBill: oneOf(['shown', 'not-shown', 'unknown']).meta({
        description: 'not-shown only where a source says it of the present number',
      }),
      anonymous: yesNo,
      area: sentence('write where it serves, e.g. "Sverige"'),
      source: sentence('write where these facts were found'),
      checked: checked.nullable(),
    },
    mistakeIn('write one service as an object; take another file as the pattern'),
  )
  .superRefine((line, context) => {
    const refuse = (field: string, message: string): void => {
      context.addIssue({ code: 'custom', path: [field], message });
    };
    const byPhone = line.phone !== null || line.viaEmergency !== null;
    if (line.phone !== null && line.viaEmergency !== null) {
      refuse('phone', 'write null: a service reached through 112 has no number of its own');
    }
    if (line.kind === 'line' && !byPhone && line.chat === null) {
      refuse('kind', 'a line needs a phone number or a chat; write "directory" or "information"');
    }
    if (!byPhone && line.chat === null && line.web === null) {
      refuse('web', 'write the address: nothing else leads to this service');
    }
    if (line.exceptions.length > 0 && (line.hours === 'always' || line.hours === null)) {
      refuse('exceptions', 'write []: exceptions need the usual hours of each weekday');
    }
    if (line.sms?.number === '112') {
      refuse('sms', 'write null: messages to 112 are answered from registered phones only');
    }
  });

/** One service as the rest of the site reads it. */
export type Helpline = z.infer<typeof helplineSchema>;

/** The heading that a help line stands under. */
export type GroupId = (typeof GROUPS)[number];

/**
 * Reads one file of a help line.
 * The problem is one sentence for each mistake: file, field and what to write.
 */
export function readHelpline(json: unknown, file: string): Result<Helpline, string[]> {
  const read = helplineSchema.safeParse(json);
  if (!read.success) {
    return failure(
      read.error.issues.map(({ path, message }) => `${file}: ${fieldName(path)}: ${message}`),
    );
  }
  const name = file.replace(/^.*\//, '').replace(/\.json$/, '');
  return read.data.id === name
    ? success(read.data)
    : failure([`${file}: id: write "${name}", the name of the file`]);
}

const fieldName = (path: readonly PropertyKey[]): string =>
  path.length === 0
    ? 'the file'
    : path
        .map(String)
        .join('.')
        .replace(/\.(\d+)/g, '[$1]');
