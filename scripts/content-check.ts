// Part of `npm run check`: rules about the content itself, each problem with file, line and what to do.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import {
  LAW_SAYINGS,
  pageProblems,
  sentenceProblems,
  type ContentProblem,
  type Known,
} from '../src/i18n/content-rules.ts';
import { SOURCE_LOCALE } from '../src/i18n/locales.ts';
import { translationState } from '../src/i18n/translation-state.ts';
import { FACT_FILES, factRecords } from './content/fact-records.ts';
import { helplineFiles } from './content/helpline-files.ts';
import { textFileOf, textsOf } from './content/locale-files.ts';
import { areaProfile } from './content/profile-file.ts';

const CONTENT = process.env.CONTENT_DIR ?? 'content';
const list = z.array(z.string());
const wordsSchema = z.strictObject({
  telling: list,
  untrue: list,
  noCrime: z.strictObject({ what: list, crime: list }),
  dayAndNight: list,
  /** Regular expressions, as those of the law. */
  amounts: list.default([]),
  /** Regular expressions by what they say; the terms of the law stand in Swedish in every language, so those of the source apply too. */
  law: z.partialRecord(z.enum(LAW_SAYINGS), list).default({}),
});

const records = factRecords();
const lines = helplineFiles().map(({ line }) => line);
const numbered = new Set(lines.flatMap(({ id, phone }) => (phone === null ? [] : [id])));
const alwaysOpen = new Set(lines.flatMap(({ id, hours }) => (hours === 'always' ? [id] : [])));
const swedish = textsOf(SOURCE_LOCALE);
const swedishLaw = sayings(wordsOf(SOURCE_LOCALE).law);
let count = 0;
for (const name of FACT_FILES) {
  const file = join(CONTENT, name);
  if (existsSync(file)) report(file, unknownTexts);
}
for (const locale of areaProfile().locales) check(locale);
console.log(count === 0 ? 'Content: nothing to mend.' : `Content: ${String(count)} to mend.`);
process.exitCode = count === 0 ? 0 : 1;

function check(locale: string): void {
  const folder = join(CONTENT, 'locales', locale);
  const { law, amounts, ...words } = wordsOf(locale);
  const rules = {
    ...words,
    helplines: numbered,
    alwaysOpen,
    law: [...(locale === SOURCE_LOCALE ? [] : swedishLaw), ...sayings(law)],
    amounts: amounts.map((words) => new RegExp(words, 'iu')),
    figures: new Set<string>(),
    recordsOf: () => new Set<string>(),
  } satisfies Known;
  for (const pages of [join(folder, 'pages'), join(CONTENT, 'area', 'pages', locale)]) {
    for (const name of filesOf(pages)) {
      const page = name.replace('.mdx', '');
      const own = records.filter((record) => record.pages.includes(page));
      const figures = new Set(own.flatMap((record) => record.figures));
      const ids = new Set(own.map(({ id }) => id));
      report(join(pages, name), (text) =>
        pageProblems(text, { ...rules, figures, recordsOf: () => ids }),
      );
    }
  }
  const files = ['ui', 'cards', 'helplines', ...campaignsOf(folder)].map(
    (name) => [name, join(folder, `${name}.json`)] as const,
  );
  for (const [name, file] of [
    ...files,
    ['area', join(CONTENT, 'area', `${locale}.json`)] as const,
  ]) {
    if (existsSync(file)) {
      report(file, (text) => sentenceProblems(text, { ...rules, recordsOf: recordsOf(name) }));
    }
  }
  // Words to search for state nothing.
  const search = join(folder, 'search.json');
  if (existsSync(search)) report(search, (text) => sentenceProblems(text, { ...rules, law: [] }));
  // The keys are the names of the pages.
  const titles = join(folder, 'titles.json');
  if (existsSync(titles)) report(titles, (text) => sentenceProblems(text, rules, () => true));
  const { missing } = translationState(swedish, textsOf(locale), new Map(), () => '');
  for (const id of missing) {
    const key = id.slice(id.indexOf(':') + 1);
    problem(
      textFileOf(locale, id),
      placeOf(locale, id),
      `"${key}" is missing; translate "${swedish.get(id) ?? ''}"`,
    );
  }
}

/** The records that name a text, or what it is a part of. */
function recordsOf(name: string): Known['recordsOf'] {
  return (key) =>
    new Set(
      records
        .filter(({ texts = [] }) => texts.some((text) => `${name}:${key}.`.startsWith(`${text}.`)))
        .map(({ id }) => id),
    );
}

function report(file: string, problemsIn: (text: string) => readonly ContentProblem[]): void {
  for (const { line, message } of problemsIn(readFileSync(file, 'utf8'))) {
    problem(file, line, message);
  }
}

/** Sentences that a record names and that are not there. */
function unknownTexts(file: string): ContentProblem[] {
  const lines = file.split('\n');
  const keys = new Set([...swedish.keys()].map((id) => id.replace(/\.\d+$/u, '')));
  return records
    .flatMap(({ texts = [] }) => texts)
    .filter((id) => !keys.has(id) && !keys.has(id.replace(/\.[^.]+$/u, '')))
    .map((id) => ({
      line: lines.findIndex((line) => line.includes(`"${id}"`)) + 1,
      message: `"${id}" is no text; write file and key, as "ui:form.needReport"`,
    }))
    .filter(({ line }) => line > 0);
}

function problem(file: string, line: number, message: string): void {
  count += 1;
  console.log(`${file}:${String(line)}: ${message}`);
}

/** The line that a missing text would stand in: behind the one before it in the Swedish, or the first. */
function placeOf(locale: string, id: string): number {
  const file = textFileOf(locale, id);
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  const others = [...swedish.keys()].slice(0, [...swedish.keys()].indexOf(id)).reverse();
  const places = others.map((other) => {
    const [, key = ''] = other.split(':');
    return textFileOf(locale, other) === file
      ? lines.findLastIndex((line) => line.trimStart().startsWith(`"${key}":`))
      : -1;
  });
  return (places.find((place) => place >= 0) ?? 0) + 2;
}

function wordsOf(locale: string): z.infer<typeof wordsSchema> {
  const file = join(CONTENT, 'locales', locale, 'words.json');
  return wordsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

function sayings(law: z.infer<typeof wordsSchema>['law']): Known['law'] {
  return LAW_SAYINGS.flatMap((saying) =>
    (law[saying] ?? []).map((words) => [saying, new RegExp(words, 'iu')] as const),
  );
}

function campaignsOf(folder: string): string[] {
  return filesOf(join(folder, 'campaigns')).map((name) => `campaigns/${name.replace('.json', '')}`);
}

function filesOf(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
