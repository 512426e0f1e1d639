// Who can open what: the sender's choice decides, for every kind of sender and every language.
import * as openpgp from 'openpgp';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { localeSchema } from '../../../src/i18n/locales.ts';
import { CHOICES, SENDER_KINDS } from '../../../src/referral/fields.ts';
import { decodeFrame } from '../../../src/referral/frame.ts';
import { LANGUAGE_NAMES, TOLD } from '../../../src/referral/letter-labels.ts';
import { readReferral } from '../../../src/referral/referral.ts';
import { sealReferral } from '../../../src/referral/seal-referral.ts';
import type { InboxId } from '../../../src/referral/sealing-set.ts';
import { INBOX_IDS } from '../../../src/referral/sealing-set.ts';
import type { DemoArea } from './fixtures.ts';
import { FULL } from '../../support/full.ts';
import { entriesOf, makeDemoArea, makeSubmissionId } from './fixtures.ts';

const LOCALES = FULL ? localeSchema.options : (['sv', 'ar', 'ti'] as const);
const RECEIVERS: Record<(typeof CHOICES.recipients)[number], readonly InboxId[]> = {
  social: ['social'],
  police: ['police'],
  both: ['social', 'police'],
};

let area: DemoArea;

beforeAll(async () => {
  area = await makeDemoArea();
});

const open = async (letter: Uint8Array, armoredKey: string): Promise<string | null> => {
  const decryptionKeys = await openpgp.readPrivateKey({ armoredKey });
  const message = await openpgp.readMessage({ binaryMessage: letter });
  const opened = await message.decrypt([decryptionKeys]).catch(() => null);
  return opened && new TextDecoder().decode(opened.getLiteralData() as Uint8Array);
};

const sentencesOf = (locale: string) =>
  JSON.parse(readFileSync(`content/locales/${locale}/ui.json`, 'utf8')) as Record<string, string>;

/** What stands under a choice in the form of a language. */
const noteOf = (locale: string, choice: string) =>
  sentencesOf(locale)[`form.recipients.${choice}.note`] ?? '';

/** The letters that come of a form, by the inbox in whose slot they lie. */
async function lettersOf(
  entries: [string, string][],
  note?: string,
): Promise<Map<InboxId, Uint8Array>> {
  const read = readReferral(entries);
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  const frame = await sealReferral({
    referral: read.value,
    set: area.set,
    submissionId: makeSubmissionId(),
    writtenAt: new Date('2026-11-22T20:14:00Z'),
    withoutJavaScript: false,
    note,
  });
  const decoded = decodeFrame(frame, area.set);
  if (!decoded.ok) throw new Error(decoded.problem);
  return new Map(decoded.value.letters.map(({ inbox, bytes }) => [inbox, bytes]));
}

/** Every letter is opened by every key of its inbox and by none of the other. */
async function expectOnlyForItsInbox(letters: Map<InboxId, Uint8Array>): Promise<string[]> {
  const texts: string[] = [];
  for (const [inbox, letter] of letters) {
    for (const holder of INBOX_IDS) {
      for (const { privateKey } of area.keys[holder]) {
        const text = await open(letter, privateKey);
        expect(text !== null, `the letter for ${inbox}, opened by ${holder}`).toBe(
          holder === inbox,
        );
        if (text !== null) texts.push(text);
      }
    }
  }
  return texts;
}

const FORMS = SENDER_KINDS.flatMap((kind) => LOCALES.map((locale) => [kind, locale] as const));

describe.each(FORMS)('a form of the kind %s in %s', (kind, locale) => {
  const given = { locale, reach: '070-174 06 05' };

  test.each(CHOICES.recipients)('for %s is opened by them and nobody else', async (recipients) => {
    const entries = entriesOf(kind, { ...given, recipients });
    if (kind !== 'self') {
      // Only who writes for herself is asked; for all others it is social services.
      const problem = [{ field: 'recipients', problem: 'not-a-choice' }];
      expect(readReferral(entries)).toEqual({ ok: false, problem });
      return;
    }
    const note = noteOf(locale, recipients);
    const letters = await lettersOf(entries, note);
    expect([...letters.keys()]).toEqual(RECEIVERS[recipients]);
    for (const text of await expectOnlyForItsInbox(letters)) {
      expect(text).toContain(`läste text 1a2b3c4d på ${LANGUAGE_NAMES[locale]}.`);
      expect(text).toContain(`Vid sitt val fick avsändaren veta:\r\n”${note}”`);
      expect(text).toContain(`”${TOLD[recipients]}”`);
      expect(text.includes('Har även gått till')).toBe(recipients === 'both');
    }
  });

  test('without a choice is for social services only', async () => {
    const letters = await lettersOf(entriesOf(kind, given));
    expect([...letters.keys()]).toEqual(['social']);
    for (const text of await expectOnlyForItsInbox(letters)) {
      expect(text).toContain(`läste text 1a2b3c4d på ${LANGUAGE_NAMES[locale]}.`);
      expect(text.includes('vid sitt val')).toBe(kind === 'self');
    }
  });
});

test('the Swedish in a letter is what stands under the choice in the Swedish form', () => {
  for (const [choice, told] of Object.entries(TOLD)) expect(told).toBe(noteOf('sv', choice));
});

test('where the police have no inbox, no choice is claimed', async () => {
  const read = readReferral(entriesOf('self', { reach: '070' }));
  if (!read.ok) throw new Error('not read');
  const set = { ...area.set, inboxes: area.set.inboxes.slice(0, 1) };
  const frame = await sealReferral({
    ...{ referral: read.value, set, submissionId: makeSubmissionId() },
    ...{ writtenAt: new Date(), withoutJavaScript: false },
  });
  const decoded = decodeFrame(frame, set);
  if (!decoded.ok) throw new Error(decoded.problem);
  const text = await open(decoded.value.letters[0]!.bytes, area.keys.social[0]!.privateKey);
  expect(text).toContain('läste text');
  expect(text).not.toMatch(/vid sitt val/iu);
});
