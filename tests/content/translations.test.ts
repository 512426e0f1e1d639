import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import profile from '../../content/area/profile.json' with { type: 'json' };

const LOCALES = 'content/locales';
const SOURCE = 'sv';
const translations = profile.locales.filter((locale) => locale !== SOURCE);
const sentencesOf = (locale: string): Record<string, string> =>
  JSON.parse(readFileSync(join(LOCALES, locale, 'ui.json'), 'utf8')) as Record<string, string>;

describe.each(translations)('%s', (locale) => {
  test('has every page of the Swedish, each following the Swedish of now', () => {
    const folder = join(LOCALES, SOURCE, 'pages');
    for (const name of readdirSync(folder)) {
      const digest = createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex');
      const page = readFileSync(join(LOCALES, locale, 'pages', name), 'utf8');
      expect(page, name).toContain(`translatedFrom: "${digest.slice(0, 8)}"`);
    }
  });

  test('has every sentence of the Swedish, and leaves none in Swedish but "Start"', () => {
    const swedish = sentencesOf(SOURCE);
    const own = sentencesOf(locale);
    expect(Object.keys(own).sort()).toEqual(Object.keys(swedish).sort());
    const same = Object.keys(own).filter(
      (key) =>
        own[key] === swedish[key] &&
        own[key] !== 'Start' &&
        /\p{L}{4,}/u.test(own[key]!.replace(/\{[^}]*\}/gu, '')),
    );
    expect(same).toEqual([]);
  });

  test('is marked as read by a native speaker nowhere: only a person may say so', () => {
    for (const name of readdirSync(join(LOCALES, locale, 'pages'))) {
      expect(readFileSync(join(LOCALES, locale, 'pages', name), 'utf8')).not.toMatch(
        /^reviewed:/mu,
      );
    }
  });
});
