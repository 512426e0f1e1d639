import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { helplineTextsSchema } from '../../src/helplines/texts.ts';

// Three digits together, or digits in groups: what a telephone number looks like, and what is drawn
// in the wrong order in text from right to left.
const NUMBER_IN_TEXT = /\d{3}|\d[ \u00a0–-]\d/u;
const OTHER_DIGITS = /[٠-٩۰-۹]/u;

const profile = JSON.parse(readFileSync('content/area/profile.json', 'utf8')) as {
  locales: string[];
};
const ids = ['content/helplines', 'content/area/helplines']
  .flatMap((folder) => readdirSync(folder))
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.replace('.json', ''))
  .sort();

describe.each(profile.locales)('content/locales/%s/helplines.json', (locale) => {
  const texts = helplineTextsSchema.parse(
    JSON.parse(readFileSync(`content/locales/${locale}/helplines.json`, 'utf8')),
  );
  const sentences = Object.entries(texts).flatMap(([id, { name, text }]) =>
    [name, text].flatMap((sentence): [string, string][] =>
      sentence === undefined ? [] : [[id, sentence]],
    ),
  );

  test('has a text for every published line and for no other', () => {
    expect(Object.keys(texts).sort()).toEqual(ids);
  });

  test.each(sentences)('%s: no telephone number in “%s”', (_id, sentence) => {
    expect(sentence).not.toMatch(NUMBER_IN_TEXT);
    expect(sentence).not.toMatch(OTHER_DIGITS);
  });

  test.each(sentences)(
    '%s: no promise about this site or that somebody answers in “%s”',
    (_id, sentence) => {
      expect(sentence).not.toMatch(
        /svarar nu|spårlös|osynlig|anonym|untraceable|anonymous|مجهول/iu,
      );
    },
  );
});

test('headings that are translated are translated in every language', () => {
  const named = profile.locales.map((locale) => {
    const texts = helplineTextsSchema.parse(
      JSON.parse(readFileSync(`content/locales/${locale}/helplines.json`, 'utf8')),
    );
    return Object.keys(texts).filter((id) => texts[id]?.name !== undefined);
  });
  for (const names of named) expect(names.sort()).toEqual(named[0]?.sort());
});
