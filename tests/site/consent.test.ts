// What a sender is told stands before the choice takes effect, and its wording is named in the letter.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import profile from '../../content/area/profile.json' with { type: 'json' };
import { textVersionOf, toldKeys } from '../../src/components/form/told.ts';
import { choiceNote } from '../../src/referral/choice-note.ts';
import { CHOICES } from '../../src/referral/fields.ts';
import type { SenderKind } from '../../src/referral/fields.ts';
import { builtPage } from '../support/built-pages.ts';

const FORMS: readonly (readonly [kind: SenderKind, path: string])[] = [
  ['self', 'skriv'],
  ['concerned', 'skriv/rad'],
  ['professional', 'skriv/arbete'],
  ['using-violence', 'sluta/skriv'],
];

const kept = JSON.parse(readFileSync('dist/told.json', 'utf8')) as Record<string, unknown>;

const sentencesOf = (locale: string) =>
  JSON.parse(readFileSync(`content/locales/${locale}/ui.json`, 'utf8')) as Record<string, string>;

const oneLine = (text: string | null | undefined): string =>
  (text ?? '').replaceAll(/\s+/gu, ' ').trim();

/** The longest part of a sentence in which no telephone number is put. */
const part = (sentence: string): string =>
  sentence.split(/\{[^}]+\}/u).reduce((one, other) => (other.length > one.length ? other : one));

describe.each(profile.locales)('in %s', (locale) => {
  const sentences = sentencesOf(locale);

  test.each(FORMS)(
    'the form of the kind %s shows every sentence that its version names',
    (kind, path) => {
      const { document } = builtPage(`/${locale}/${path}/`);
      const told = toldKeys(kind, kind === 'self').map((key) => sentences[key] ?? `no ${key}`);
      const version = document.querySelector('[name=textVersion]')?.getAttribute('value');
      expect(version).toBe(textVersionOf(told));
      // What is kept with a release has the same words.
      expect(kept[version ?? '']).toEqual({ locale, sentences: told });
      const [before] = oneLine(document.querySelector('main')?.textContent).split(
        oneLine(document.querySelector('button.send')?.textContent),
      );
      for (const sentence of told) expect(before).toContain(oneLine(part(sentence)));
    },
  );

  test('a letter can quote what stands under each choice', () => {
    const { document } = builtPage(`/${locale}/skriv/`);
    for (const choice of CHOICES.recipients) {
      const note = sentences[`form.recipients.${choice}.note`];
      expect(choiceNote(document, choice)).toBe(note);
    }
  });

  test('the duty of the police to report stands in the choice itself, and nothing of it is folded', () => {
    const { document } = builtPage(`/${locale}/skriv/`);
    for (const choice of ['police', 'both']) {
      const radio = document.querySelector(`[name=recipients][value=${choice}]`);
      const label = radio?.closest('label');
      expect(oneLine(label?.textContent)).toContain(sentences[`form.recipients.${choice}.note`]);
      expect(label?.closest('details, [hidden], template')).toBeNull();
      expect(radio?.hasAttribute('checked')).toBe(false);
    }
    // Who reads and what may follow stands before the first field.
    const html = document.querySelector('main')?.innerHTML ?? '';
    const at = (key: string) => html.indexOf(part(sentences[key] ?? '').slice(0, 20));
    expect(at('write.before.next.answer')).toBeGreaterThan(0);
    expect(at('write.before.next.answer')).toBeLessThan(html.indexOf('<form'));
  });
});

test('every language and every form has a version of its own', () => {
  const versions = profile.locales.flatMap((locale) =>
    FORMS.map(([kind]) =>
      textVersionOf(toldKeys(kind, kind === 'self').map((key) => sentencesOf(locale)[key] ?? '')),
    ),
  );
  expect(new Set(versions).size).toBe(versions.length);
});
