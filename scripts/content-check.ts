// Part of `npm run check`: rules about the content itself, each problem with file, line and what to do.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import {
  pageProblems,
  sentenceProblems,
  type ContentProblem,
  type Known,
} from '../src/i18n/content-rules.ts';
import { SOURCE_LOCALE } from '../src/i18n/locales.ts';
import { translationState } from '../src/i18n/translation-state.ts';
import { factRecords } from './content/fact-records.ts';
import { helplineFiles } from './content/helpline-files.ts';
import { textFileOf, textsOf } from './content/locale-files.ts';
import { areaProfile } from './content/profile-file.ts';

const CONTENT = process.env.CONTENT_DIR ?? 'content';
const list = z.array(z.string());
const wordsSchema = z.strictObject({
  telling: list,
  untrue: list,
  noCrime: z.strictObject({ what: list, crime: list }),
});

const records = factRecords();
const numbered = new Set(
  helplineFiles().flatMap(({ line }) => (line.phone === null ? [] : [line.id])),
);
const swedish = textsOf(SOURCE_LOCALE);
let count = 0;
for (const locale of areaProfile().locales) check(locale);
console.log(count === 0 ? 'Content: nothing to mend.' : `Content: ${String(count)} to mend.`);
process.exitCode = count === 0 ? 0 : 1;

function check(locale: string): void {
  const folder = join(CONTENT, 'locales', locale);
  const words = wordsSchema.parse(JSON.parse(readFileSync(join(folder, 'words.json'), 'utf8')));
  for (const pages of [join(folder, 'pages'), join(CONTENT, 'area', 'pages', locale)]) {
    for (const name of filesOf(pages)) {
      const page = name.replace('.mdx', '');
      const own = records.filter((record) => record.pages.includes(page));
      const figures = new Set(own.flatMap((record) => record.figures));
      report(join(pages, name), (text) =>
        pageProblems(text, known({ ...words, figures, records: new Set(own.map(({ id }) => id)) })),
      );
    }
  }
  const sentences = known({ ...words, figures: new Set(), records: new Set() });
  const files = ['ui.json', 'cards.json', 'helplines.json', 'search.json'].filter((file) =>
    existsSync(join(folder, file)),
  );
  for (const file of [
    ...files,
    ...filesOf(join(folder, 'campaigns')).map((name) => `campaigns/${name}`),
  ]) {
    report(join(folder, file), (text) => sentenceProblems(text, sentences));
  }
  // The keys are the names of the pages.
  const titles = join(folder, 'titles.json');
  if (existsSync(titles)) report(titles, (text) => sentenceProblems(text, sentences, () => true));
  report(join(CONTENT, 'area', `${locale}.json`), (text) => sentenceProblems(text, sentences));
  const { missing } = translationState(swedish, textsOf(locale), new Map(), () => '');
  for (const id of missing) {
    count += 1;
    const key = id.slice(id.indexOf(':') + 1);
    console.log(
      `${textFileOf(locale, id)}: "${key}" is missing; translate "${swedish.get(id) ?? ''}"`,
    );
  }
}

function known(facts: Omit<Known, 'helplines'>): Known {
  return { helplines: numbered, ...facts };
}

function report(file: string, problemsIn: (text: string) => readonly ContentProblem[]): void {
  for (const { line, message } of problemsIn(readFileSync(file, 'utf8'))) {
    count += 1;
    console.log(`${file}:${String(line)}: ${message}`);
  }
}

function filesOf(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
