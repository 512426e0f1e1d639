import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CAMPAIGNS, type Campaign } from '../../src/campaign/campaigns.ts';
import { SOURCE_LOCALE } from '../../src/i18n/locales.ts';

const CONTENT = process.env.CONTENT_DIR ?? 'content';
const LOCALES = join(CONTENT, 'locales');
const flat = z.record(z.string(), z.unknown());
const strings = z.record(z.string(), z.string());

/** The first 8 digits of the SHA-256 of a text, as translations name what they follow. */
export const digestOf = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 8);

/**
 * Every text of a language that is not a page, by its id: `ui:…`, `helplines:…`, `cards:…`,
 * `campaigns/…:…`, `area:…`; the lines of a list are numbered.
 */
export function textsOf(locale: string): Map<string, string> {
  const folder = join(LOCALES, locale);
  const campaigns = join(folder, 'campaigns');
  const files = [
    ...['ui', 'helplines', 'cards'].map((name) => [name, join(folder, `${name}.json`)] as const),
    ...(existsSync(campaigns) ? readdirSync(campaigns) : []).map(
      (name) => [`campaigns/${name.replace('.json', '')}`, join(campaigns, name)] as const,
    ),
    ['area', join(CONTENT, 'area', `${locale}.json`)] as const,
  ];
  const texts = new Map<string, string>();
  for (const [name, path] of files) {
    if (!existsSync(path)) continue;
    for (const [key, value] of Object.entries(flat.parse(JSON.parse(readFileSync(path, 'utf8'))))) {
      if (Array.isArray(value)) {
        value.forEach((text, place) =>
          texts.set(`${name}:${key}.${String(place + 1)}`, String(text)),
        );
      } else if (typeof value === 'object' && value !== null) {
        texts.set(`${name}:${key}`, Object.values(value).join(' · '));
      } else {
        texts.set(`${name}:${key}`, String(value));
      }
    }
  }
  return texts;
}

/** The file that the text with an id stands in. */
export const textFileOf = (locale: string, id: string): string => {
  const [name = ''] = id.split(':');
  return name === 'area'
    ? join(CONTENT, 'area', `${locale}.json`)
    : join(LOCALES, locale, `${name}.json`);
};

/**
 * The files of sentences of a language by name, each as one text to measure. Those of the area are
 * left out: nearly all of their words are names of authorities, places and sources.
 */
export function wholeTextsOf(locale: string): Map<string, string> {
  const whole = new Map<string, string>();
  for (const [id, text] of textsOf(locale)) {
    const [name = ''] = id.split(':');
    // Each stands alone, so each ends a sentence; a name in braces is read as one word.
    const lines = `${whole.get(name) ?? ''}${text.replace(/\{[^}]*\}/gu, '112')}\n`;
    if (name !== 'area') whole.set(name, lines);
  }
  return whole;
}

/** The pages of a language by name, as their whole text. */
export function pagesOf(locale: string): Map<string, string> {
  const folders = [join(LOCALES, locale, 'pages'), join(CONTENT, 'area', 'pages', locale)];
  return new Map(
    folders
      .filter((folder) => existsSync(folder))
      .flatMap((folder) =>
        readdirSync(folder).map(
          (name) => [name.replace('.mdx', ''), readFileSync(join(folder, name), 'utf8')] as const,
        ),
      ),
  );
}

/** The titles that a language has for pages it lacks, by their names. */
export function titlesOf(locale: string): Map<string, string> {
  const path = join(LOCALES, locale, 'titles.json');
  if (!existsSync(path)) return new Map();
  return new Map(Object.entries(strings.parse(JSON.parse(readFileSync(path, 'utf8')))));
}

/** The lines of a page that are read, in order: what `pages:<name>:<n>` counts. */
export const linesOf = (page: string): string[] =>
  page
    .replace(/^---\n.*?\n---\n/su, '')
    .split('\n')
    .map((line) => line.replace(/ ?<Proof [^>]*>/u, '').trim())
    .filter(
      (line) => line !== '' && !/^<\/?(?:Callout|Steps|TwoTracks|Browsers|Trial)>$/u.test(line),
    )
    .filter((line) => line !== '</Browser>');

/** What each text of a language follows: digests of the Swedish. */
export function followsOf(locale: string): Map<string, string> {
  const path = join(LOCALES, locale, 'follows.json');
  if (!existsSync(path)) return new Map();
  return new Map(Object.entries(strings.parse(JSON.parse(readFileSync(path, 'utf8')))));
}

/** A reading by somebody who has the language as a mother tongue: when, and the digest of what was read. */
const readingsSchema = z.record(
  z.string(),
  z.strictObject({ day: z.iso.date(), text: z.string().regex(/^[0-9a-f]{8}$/u) }),
);

/** Which files of a language have been read, by their names without the ending, e.g. `campaigns/young`. */
export function readingsOf(locale: string): z.infer<typeof readingsSchema> {
  const path = readingsPath(locale);
  return existsSync(path) ? readingsSchema.parse(JSON.parse(readFileSync(path, 'utf8'))) : {};
}

/** Where `readingsOf` reads. */
export const readingsPath = (locale: string): string => join(LOCALES, locale, 'readings.json');

/** The digest of a file of sentences as it stands now. @throws where there is no such file. */
export const fileDigest = (locale: string, name: string): string =>
  digestOf(readFileSync(join(LOCALES, locale, `${name}.json`), 'utf8'));

/** Whether a native speaker has read a file of sentences as it stands now; the source is what it is. */
const isReadNow = (locale: string, name: string): boolean =>
  locale === SOURCE_LOCALE || readingsOf(locale)[name]?.text === fileDigest(locale, name);

/** The campaigns of a language that have been read, with the words that all of them share. */
export const readCampaigns = (locale: string): ReadonlySet<Campaign['id']> =>
  new Set(
    CAMPAIGNS.map(({ id }) => id).filter((id) =>
      [id, 'common'].every((name) => isReadNow(locale, `campaigns/${name}`)),
    ),
  );

/** Where `followsOf` reads. */
export const followsPath = (locale: string): string => join(LOCALES, locale, 'follows.json');

/** The README of a language: register, glossary, back-translations. */
export const readmeOf = (locale: string): string => {
  const path = join(LOCALES, locale, 'README.md');
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
};

/** The ids of the sentences that a life can hang on; `pages:<name>` is every line of that page. */
export const lifeCritical = (): string[] =>
  z.array(z.string()).parse(JSON.parse(readFileSync(join(LOCALES, 'life-critical.json'), 'utf8')));
