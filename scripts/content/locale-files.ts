import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

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
