import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod';
import { isDemonstration } from '../../src/area/form-state.ts';
import { CAMPAIGNS, campaignWordsSchema } from '../../src/campaign/campaigns.ts';
import { FORMATS } from '../../src/campaign/formats.ts';
import type { KitSource } from '../../src/campaign/kit.ts';
import { KitProblem } from '../../src/campaign/kit-problem.ts';
import { posterWordsSchema } from '../../src/campaign/poster-words.ts';
import type { SheetLanguage } from '../../src/campaign/told.ts';
import { newestFact } from '../../src/helplines/check-by.ts';
import { REFUSE_AFTER_DAYS } from '../../src/helplines/fact-age.ts';
import type { Helpline } from '../../src/helplines/helpline.ts';
import { htmlLang, SOURCE_LOCALE, type Locale } from '../../src/i18n/locales.ts';
import { translator } from '../../src/i18n/sentences.ts';
import { helplineFiles } from './helpline-files.ts';
import { readCampaigns } from './locale-files.ts';
import { areaProfile } from './profile-file.ts';

const DAY_MS = 86_400_000;

/** Where codes lead while the site has no address of its own (RFC 2606: nobody's). */
const NO_ADDRESS = 'https://example.org';

const sentencesSchema = z.record(z.string(), z.string());

/** The packages that decide how a sheet looks. */
const DRAWN_BY = [
  '@myriaddreamin/typst-ts-node-compiler-linux-x64-gnu',
  '@cantoo/pdf-lib',
  '@expo-google-fonts/noto-sans',
  '@expo-google-fonts/noto-sans-ethiopic',
  '@expo-google-fonts/vazirmatn',
  'sharp',
];

/** What the campaign kit is made from: the same files as the pages. @throws naming file and field. */
export function kitSource(environment: NodeJS.ProcessEnv): KitSource {
  const profile = areaProfile();
  const helplines = helplineFiles().map(({ line }) => line);
  const date = dateOf(environment, helplines);
  const address = environment.SITE_URL?.replace(/\/$/u, '') ?? NO_ADDRESS;
  return {
    facts: {
      helplines,
      address: address.startsWith('https://') ? address : NO_ADDRESS,
      demonstration:
        isDemonstration(profile) || !address.startsWith('https://') || address === NO_ADDRESS,
      made: monthOf(date),
      checkBy: (lines) => lastWholeMonth(lines, date),
    },
    languages: profile.locales.map(sheetLanguage),
    formats: FORMATS,
    swedish: profile.locales.filter((locale) => htmlLang(locale) === SOURCE_LOCALE),
    date: date / 1000,
    versions: DRAWN_BY.map((name) => `${name} ${versionOf(name)}`).join(', '),
  };
}

/** The day of the newest fact, or `SOURCE_DATE_EPOCH`, as milliseconds since 1970. */
function dateOf({ SOURCE_DATE_EPOCH }: NodeJS.ProcessEnv, lines: readonly Helpline[]): number {
  if (SOURCE_DATE_EPOCH !== undefined) return Number(SOURCE_DATE_EPOCH) * 1000;
  return newestFact(lines);
}

/**
 * The last month that is over before the oldest of these facts grows too old. One that nobody has
 * checked grows old with the paper, from the day the sheets are made; the paper says that it is not checked.
 */
function lastWholeMonth(lines: readonly Helpline[], date: number): string {
  const days = lines.map(({ checked }) => (checked === null ? date : Date.parse(checked)));
  const due = new Date(Math.min(date, ...days) + (REFUSE_AFTER_DAYS + 1) * DAY_MS);
  return monthOf(Date.UTC(due.getUTCFullYear(), due.getUTCMonth() - 1));
}

const monthOf = (date: number): string => new Date(date).toISOString().slice(0, 7);

function sheetLanguage(locale: Locale): SheetLanguage {
  const words = (id: string) => readWords(locale, id, campaignWordsSchema);
  const [support, neighbour, stop, young, workplace] = CAMPAIGNS.map(({ id }) => words(id));
  if (!support || !neighbour || !stop || !young || !workplace) throw new Error('no campaigns');
  return {
    locale,
    t: translator(readJson(join('locales', locale, 'ui.json'), sentencesSchema), locale),
    common: readWords(locale, 'common', posterWordsSchema),
    words: { support, neighbour, stop, young, workplace },
    read: readCampaigns(locale),
  };
}

const readWords = <Words>(locale: Locale, id: string, schema: z.ZodType<Words>): Words =>
  readJson(join('locales', locale, 'campaigns', `${id}.json`), schema);

function readJson<Content>(file: string, schema: z.ZodType<Content>): Content {
  const path = join(process.env.CONTENT_DIR ?? 'content', file);
  if (!existsSync(path))
    throw new KitProblem(
      `${file} is missing, and with it every format: write it as in locales/sv/`,
    );
  const read = schema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (read.success) return read.data;
  throw new KitProblem(`${file}, in every format: ${z.prettifyError(read.error)}`);
}

function versionOf(name: string): string {
  const find = createRequire(import.meta.url);
  try {
    const file = find.resolve
      .paths(name)
      ?.map((folder) => join(folder, name, 'package.json'))
      .find(existsSync);
    return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(file ?? '', 'utf8')))
      .version;
  } catch {
    return 'none';
  }
}
