import { resolve, join } from 'node:path';
import { file, glob } from 'astro/loaders';
import { defineCollection } from 'astro:content';
import { z } from 'zod';
import { campaignWordsSchema } from './campaign/campaigns.ts';
import { factRecordSchema } from './area/fact-record.ts';
import { areaWordsSchema } from './area/words.ts';
import { profileSchema } from './area/profile.ts';
import { helplineSchema } from './helplines/helpline.ts';
import { helplineTextsSchema } from './helplines/texts.ts';

const CONTENT_DIR = resolve(process.env.CONTENT_DIR ?? 'content');

/** The headings that pages are listed under; `stop` is the room of those who use violence. */
const PARTS = ['self', 'others', 'work', 'about', 'stop', 'news'] as const;

/** The path without its ending is the id, e.g. `sv/ui`. */
const pathId = ({ entry }: { entry: string }): string => entry.replace(/\.[a-z]+$/, '');

const folder = (base: string, pattern: string | string[]) =>
  glob({ base: join(CONTENT_DIR, base), pattern, generateId: pathId });

/** Everything that is not code, each folder with the schema its files must meet. */
export const collections = {
  profile: defineCollection({ loader: folder('area', 'profile.json'), schema: profileSchema }),
  areaWords: defineCollection({
    loader: folder('area', ['*.json', '!{profile,facts}.json']),
    schema: areaWordsSchema,
  }),
  helplines: defineCollection({
    loader: folder('', ['helplines/*.json', 'area/helplines/*.json']),
    schema: helplineSchema,
  }),
  helplineTexts: defineCollection({
    loader: folder('locales', '*/helplines.json'),
    schema: helplineTextsSchema,
  }),
  sentences: defineCollection({
    loader: folder('locales', '*/ui.json'),
    schema: z.record(z.string(), z.string().min(1, 'write the sentence; nothing may be empty')),
  }),
  pageTitles: defineCollection({
    loader: folder('locales', '*/titles.json'),
    schema: z.record(z.string(), z.string().min(1, 'write a short neutral title')),
  }),
  searchWords: defineCollection({
    loader: folder('locales', '*/search.json'),
    schema: z.record(
      z.string(),
      z
        .array(z.string().regex(/^[\p{L}\p{M}\p{N}' -]+$/u, 'write words as people type them'))
        .min(1, 'write at least one word, or leave the page out'),
    ),
  }),
  facts: defineCollection({
    loader: file(join(CONTENT_DIR, 'facts.json')),
    schema: factRecordSchema,
  }),
  areaFacts: defineCollection({
    loader: file(join(CONTENT_DIR, 'area/facts.json')),
    schema: factRecordSchema,
  }),
  cards: defineCollection({
    loader: folder('locales', '*/cards.json'),
    schema: z.record(z.string(), z.string().min(1, 'write the sentence; nothing may be empty')),
  }),
  campaigns: defineCollection({
    loader: folder('locales', ['*/campaigns/*.json', '!*/campaigns/common.json']),
    schema: campaignWordsSchema,
  }),
  pages: defineCollection({
    loader: folder('', ['locales/*/{pages,news}/*.mdx', 'area/pages/*/*.mdx']),
    schema: z.strictObject({
      title: z.string().min(1).meta({ description: 'neutral: browsers keep it in their history' }),
      heading: z.string().min(1),
      description: z.string().min(1).meta({ description: 'neutral, like the title' }),
      order: z.number().int(),
      part: z.enum(PARTS, `write one of: ${PARTS.join(', ')}`),
      next: z
        .array(z.string())
        .default([])
        .meta({ description: 'the next safe steps: names of pages, or ring, skriv, rad, work' }),
      changed: z.date('write the day of the last change as 2026-11-22'),
      translatedFrom: z
        .string()
        .regex(
          /^[0-9a-f]{8}$/,
          'write, in quotes, the first 8 digits of the SHA-256 of the Swedish file it follows',
        )
        .optional(),
      reviewed: z
        .date('write the day as 2026-11-22')
        .optional()
        .meta({ description: 'day of a native reading' }),
    }),
  }),
};
