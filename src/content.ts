import { readFileSync } from 'node:fs';
import { getCollection, getEntry, render, type CollectionEntry } from 'astro:content';
import type { FactRecord } from './area/fact-record.ts';
import type { Profile } from './area/profile.ts';
import type { AreaWords } from './area/words.ts';
import type { CampaignWords } from './campaign/campaigns.ts';
import { manifestSchema, type Manifest } from './campaign/manifest.ts';
import { GROUPS, type Helpline } from './helplines/helpline.ts';
import type { HelplineTexts } from './helplines/texts.ts';
import { FALLBACK_LOCALES, SOURCE_LOCALE, type Locale } from './i18n/locales.ts';
import { translator, type Translate } from './i18n/sentences.ts';

/** A page written in MDX. */
export type TextPage = CollectionEntry<'pages'>;

/** A written page in one language: its own text, or where it can be read instead. */
export interface OfferedPage {
  /** The last part of its address, e.g. `spar`. */
  readonly name: string;
  /** The Swedish original. */
  readonly source: TextPage;
  readonly own: TextPage | undefined;
  /** Its title in the language, which may have no more of it than that. */
  readonly title: string | undefined;
  /** The same page in the languages that most readers know, at least one. */
  readonly elsewhere: readonly { readonly locale: Locale; readonly text: TextPage }[];
}

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
 * The sentences to show to somebody, by key, in one language.
 * @throws when the file is missing or lacks a sentence of the Swedish one.
 */
export async function showCards(locale: Locale): Promise<Record<string, string>> {
  const file = `locales/${locale}/cards.json`;
  const source = (await getEntry('cards', `${SOURCE_LOCALE}/cards`))?.data ?? {};
  const own = (await getEntry('cards', `${locale}/cards`))?.data;
  if (own === undefined) throw new Error(`${file} is missing: write it`);
  for (const [key, swedish] of Object.entries(source)) {
    if (own[key] === undefined)
      throw new Error(`${file}: "${key}" is missing; translate "${swedish}"`);
  }
  return own;
}

/** The records behind a written page: law, figures and history. */
export async function factsOf(name: string): Promise<FactRecord[]> {
  const records = [...(await getCollection('facts')), ...(await getCollection('areaFacts'))];
  return records.map(({ data }) => data).filter(({ pages }) => pages.includes(name));
}

/** The words of a campaign in one language. @throws when the file is missing. */
export async function campaignWords(locale: Locale, id: string): Promise<CampaignWords> {
  const entry = await getEntry('campaigns', `${locale}/campaigns/${id}`);
  if (entry === undefined)
    throw new Error(`locales/${locale}/campaigns/${id}.json is missing: write it`);
  return entry.data;
}

/** The campaign kit of this build; null where none was made (in development, or without a compiler). */
export function material(): Manifest | null {
  const file = process.env.MATERIAL_MANIFEST;
  if (file === undefined) return null;
  // Thousands of files, asked for by hundreds of pages: read once.
  manifest ??= manifestSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  return manifest;
}

let manifest: Manifest | undefined;

/** The news of one language, the newest first. */
export async function news(locale: Locale): Promise<TextPage[]> {
  const items = await getCollection('pages', ({ id }) => id.startsWith(`locales/${locale}/news/`));
  return items.sort((one, other) => +other.data.changed - +one.data.changed);
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

/**
 * Every written page as one language can offer it, in their order: the Swedish pages are the measure.
 * @throws when a page has no Swedish original.
 */
export async function offeredPages(locale: Locale): Promise<OfferedPage[]> {
  const pages = await getCollection('pages', ({ data }) => data.part !== 'news');
  const byId = new Map(pages.map((page) => [page.id, page]));
  const inLanguage = (wanted: Locale, name: string): TextPage | undefined =>
    byId.get(`locales/${wanted}/pages/${name}`) ?? byId.get(`area/pages/${wanted}/${name}`);
  const published = await publishedLocales();
  const [titles] = await getCollection('pageTitles', ({ id }) => id === `${locale}/titles`);
  for (const { id } of pages) {
    if (inLanguage(SOURCE_LOCALE, nameOf(id)) === undefined) {
      throw new Error(
        `${id}.mdx: there is no Swedish page of this name; delete it or correct the name`,
      );
    }
  }
  return pages
    .filter(({ id }) => inLanguage(SOURCE_LOCALE, nameOf(id))?.id === id)
    .sort((one, other) => one.data.order - other.data.order)
    .map((source) => {
      const name = nameOf(source.id);
      const languages: readonly Locale[] = [...FALLBACK_LOCALES, SOURCE_LOCALE];
      const elsewhere = languages
        .filter((other) => published.includes(other))
        .flatMap((other) => {
          const text = inLanguage(other, name);
          return text === undefined ? [] : [{ locale: other, text }];
        });
      const own = inLanguage(locale, name);
      const title = own?.data.title ?? titles?.data[name];
      return { name, source, own, title, elsewhere: elsewhere.slice(0, 2) };
    });
}

/**
 * The words that people search a page for, by its name (`ring`: the help lines for who is hurt, `ring#life`: those
 * of another heading); a language may have none.
 * @throws when there is no such page.
 */
export async function searchWords(locale: Locale): Promise<Record<string, readonly string[]>> {
  const files = await getCollection('searchWords', ({ id }) => id === `${locale}/search`);
  const words = files[0]?.data ?? {};
  const known = [
    'ring',
    ...GROUPS.map((group) => `ring#${group}`),
    ...(await offeredPages(locale)).map(({ name }) => name),
  ];
  for (const wanted of Object.keys(words)) {
    if (!known.includes(wanted)) {
      throw new Error(
        `locales/${locale}/search.json: "${wanted}" is no page; use "ring", "ring#life" or the name of a Swedish file in pages/`,
      );
    }
  }
  return words;
}

/** A written page as a component. */
export const rendered = (page: TextPage) => render(page);

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

const nameOf = (id: string): string => id.replace(/^.*\//u, '');
