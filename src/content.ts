import { getCollection, getEntry, render, type CollectionEntry } from 'astro:content';
import type { Profile } from './area/profile.ts';
import type { AreaWords } from './area/words.ts';
import type { Helpline } from './helplines/helpline.ts';
import type { HelplineTexts } from './helplines/texts.ts';
import { SOURCE_LOCALE, type Locale } from './i18n/locales.ts';
import { translator, type Translate } from './i18n/sentences.ts';

/** A page written in MDX, e.g. `spar`. */
export type TextPage = CollectionEntry<'pages'>;

/** The area profile. @throws when `area/profile.json` is missing. */
export async function areaProfile(): Promise<Profile> {
  const entry = await getEntry('profile', 'profile');
  if (entry === undefined) throw new Error('area/profile.json is missing: write the area profile');
  return entry.data;
}

/** The area's own words in one language. @throws when the file is missing. */
export async function areaWords(locale: Locale): Promise<AreaWords> {
  const entry = await getEntry('areaWords', locale);
  if (entry === undefined)
    throw new Error(`area/${locale}.json is missing: write the area's words`);
  return entry.data;
}

/** The languages the site is published in, in the order of the profile. */
export const publishedLocales = async (): Promise<Locale[]> => (await areaProfile()).locales;

/**
 * The interface sentences of one language.
 * @throws when a key of the Swedish file is missing, is not in it, or lost one of its `{names}`.
 */
export async function sentences(locale: Locale): Promise<Translate> {
  const file = `locales/${locale}/ui.json`;
  const source = await sentenceFile(SOURCE_LOCALE);
  const own = await sentenceFile(locale);
  for (const [key, swedish] of Object.entries(source)) {
    const text = own[key];
    if (text === undefined) throw new Error(`${file}: "${key}" is missing; translate "${swedish}"`);
    if (names(text) !== names(swedish)) {
      throw new Error(`${file}: "${key}" must hold the same names in braces as "${swedish}"`);
    }
  }
  for (const key of Object.keys(own)) {
    if (source[key] === undefined) {
      throw new Error(`${file}: "${key}" does not exist in Swedish; delete it or correct the key`);
    }
  }
  return translator(own, file);
}

/**
 * Every help line that is published, national ones and those of the area.
 * @throws when a file's `id` is not its name.
 */
export async function helplines(): Promise<Helpline[]> {
  return (await getCollection('helplines')).map(({ id, data }) => {
    if (id.replace(/^.*\//u, '') === data.id) return data;
    throw new Error(`${id}.json: id: write the name of the file, not "${data.id}"`);
  });
}

/** What each help line says of itself in one language. @throws when the file is missing. */
export async function helplineTexts(locale: Locale): Promise<HelplineTexts> {
  const entry = await getEntry('helplineTexts', `${locale}/helplines`);
  if (entry === undefined) throw new Error(`locales/${locale}/helplines.json is missing: write it`);
  return entry.data;
}

/** The written pages of one language, in their order. */
export async function textPages(locale: Locale): Promise<TextPage[]> {
  const pages = await getCollection('pages', ({ id }) => id.startsWith(`${locale}/`));
  return pages.sort((one, other) => one.data.order - other.data.order);
}

/** A written page as a component. */
export const rendered = (page: TextPage) => render(page);

/** The last part of a written page's address, e.g. `spar`. */
export const slug = (page: TextPage): string => page.id.replace(/^.*\//u, '');

async function sentenceFile(locale: Locale): Promise<Record<string, string>> {
  const entry = await getEntry('sentences', `${locale}/ui`);
  if (entry === undefined) throw new Error(`locales/${locale}/ui.json is missing: write it`);
  return entry.data;
}

const names = (sentence: string): string =>
  [...sentence.matchAll(/\{[a-z0-9-]+\}/gu)]
    .map(([name]) => name)
    .sort()
    .join(' ');
