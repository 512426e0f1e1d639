import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import profile from '../../content/area/profile.json' with { type: 'json' };
import { backTranslated, translationState } from '../../src/i18n/translation-state.ts';
import {
  digestOf,
  followsOf,
  lifeCritical,
  linesOf,
  pagesOf,
  readmeOf,
  textsOf,
} from '../../scripts/content/locale-files.ts';

const SOURCE = 'sv';
const COMPLETE = ['sv-x-lattlast', 'en'];
/** What every language has; the other pages may be offered in easy Swedish and English. */
const EVERYWHERE = [
  'spar',
  'vardag',
  'sedan',
  'vagar',
  'rattigheter',
  'narstaende',
  'granne',
  'ung',
  'steg',
  'om',
  'integritet',
  'tillganglighet',
];
/** Words that another language shares with Swedish. */
const SAME_WORDS = ['Start', 'Kontakt', 'dari', 'tigrinja', 'Södermalm'];
const swedish = textsOf(SOURCE);
const swedishPages = pagesOf(SOURCE);

describe.each(profile.locales.filter((locale) => locale !== SOURCE))('%s', (locale) => {
  const texts = textsOf(locale);
  const pages = pagesOf(locale);

  test('has every sentence, none that Swedish lacks, each following the Swedish of now', () => {
    expect(translationState(swedish, texts, followsOf(locale), digestOf)).toEqual({
      missing: [],
      behind: [],
      extra: [],
    });
  });

  test('has the pages that every language has, each following the Swedish of now', () => {
    const names = COMPLETE.includes(locale) ? [...swedishPages.keys()] : EVERYWHERE;
    expect([...pages.keys()]).toEqual(expect.arrayContaining(names));
    for (const [name, page] of pages) {
      expect(page, name).toContain(`translatedFrom: "${digestOf(swedishPages.get(name)!)}"`);
    }
  });

  test('leaves no sentence in Swedish', () => {
    if (locale === 'sv-x-lattlast') return;
    const same = [...texts].filter(
      ([id, text]) =>
        text === swedish.get(id) &&
        !SAME_WORDS.includes(text) &&
        /\p{L}{4,}/u.test(text.replace(/\{[^}]*\}/gu, '')),
    );
    expect(same).toEqual([]);
  });

  test('keeps every name in braces', () => {
    const names = (text: string) => (text.match(/\{[a-z0-9-]+\}/gu) ?? []).sort();
    for (const [id, text] of texts) expect(names(text), id).toEqual(names(swedish.get(id)!));
  });

  test('keeps every help line and tag of each page', () => {
    // The words in them are translated.
    const tags = (page: string) =>
      (page.match(/<[^>]+>/gu) ?? [])
        .map((tag) => tag.replace(/(?<=(?:label|now)=)"[^"]*"/u, ''))
        .sort();
    for (const [name, page] of pages)
      expect(tags(page), name).toEqual(tags(swedishPages.get(name)!));
  });

  test('leads on to what the Swedish does, from the pages about us to the numbers too', () => {
    const next = (page: string) => /^next: \[(.*)\]$/mu.exec(page)?.[1]?.split(', ') ?? [];
    for (const [name, page] of pages) {
      expect(next(page), name).toEqual(next(swedishPages.get(name)!));
      if (/^part: about$/mu.test(page)) expect(next(page)[0], name).toBe('ring');
    }
  });

  test('asks, as the Swedish does, whether a yes is needed where no record says so', () => {
    const source = linesOf(swedishPages.get('vagar')!);
    // The easy Swedish has more lines; those in bold are the same.
    const bold = (lines: readonly string[]) => lines.filter((line) => line.startsWith('**'));
    const asked = bold(source).map((line) => line === '**Fråga om ditt ja behövs.**');
    const own = bold(linesOf(pages.get('vagar')!)).filter((_line, place) => asked[place]);
    expect(own).toHaveLength(4);
    expect(new Set(own).size).toBe(1);
  });

  test('names the button that sends unlocked as the form does', () => {
    const [button] = texts.get('ui:notsent.open')!.split(/[:፦]/u);
    expect(pages.get('integritet')).toContain(button);
  });

  test('has a back-translation of every life-critical sentence as it stands now', () => {
    if (locale === 'sv-x-lattlast') return;
    const translatedBack = new Set(backTranslated(readmeOf(locale)).values());
    const sentences = lifeCritical().flatMap((id) =>
      id.startsWith('pages:') ? linesOf(pages.get(id.slice('pages:'.length))!) : [texts.get(id)!],
    );
    expect(sentences.filter((sentence) => !translatedBack.has(sentence))).toEqual([]);
  });

  test('has register and glossary, and is marked as read by a native speaker nowhere', () => {
    expect(existsSync(`content/locales/${locale}/README.md`)).toBe(true);
    const readme = readFileSync(`content/locales/${locale}/README.md`, 'utf8');
    expect(readme).toContain('## Register and choices');
    expect(readme).toContain('## Glossary');
    for (const [name, page] of pages) expect(page, name).not.toMatch(/^reviewed:/mu);
  });
});

test('every sentence with the emergency number is among those a life can hang on', () => {
  // Told to those who hang up posters, and on a poster for a place of work.
  const others = ['ui:kit.ask.text', 'campaigns/workplace:lines.3'];
  const critical = new Set([...lifeCritical(), ...others]);
  const naming = [...swedish].filter(([, text]) => text.includes('{sos-112}')).map(([id]) => id);
  expect(naming.filter((id) => !critical.has(id))).toEqual([]);
  expect(naming.length).toBeGreaterThan(10);
});
