import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { factRecords } from '../../scripts/content/fact-records.ts';
import { pagesOf } from '../../scripts/content/locale-files.ts';
import { otherContent } from '../support/other-content.ts';

const lineOf = (file: string, text: string): number =>
  readFileSync(file, 'utf8')
    .split('\n')
    .findIndex((line) => line.includes(text)) + 1;

/** What the check says of the content with words changed in its files. */
function checkedWith(changes: readonly (readonly [file: string, from: string, to: string])[]): {
  readonly status: number | null;
  readonly said: string;
} {
  const other = otherContent();
  for (const [name, from, to] of changes) {
    const file = join(other.content, name);
    writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
  }
  const { status, stdout } = spawnSync(process.execPath, ['scripts/content-check.ts'], {
    env: { ...process.env, ...other.env },
  });
  other.discard();
  return { status, said: stdout.toString() };
}

test('a sentence that a language lacks, and a name left in a page, are refused with what to do', () => {
  const { status, said } = checkedWith([
    // On paper alone.
    ['locales/fi/ui.json', '"pocket.check-by"', '"pocket.chek-by"'],
    ['locales/fi/cards.json', '"alone"', '"alonne"'],
    ['locales/fi/pages/om.mdx', '<AreaName />', '{name}'],
  ]);
  const place = lineOf('content/locales/fi/ui.json', '"pocket.check-by"');
  expect(said).toContain(`fi/ui.json:${String(place)}: "pocket.check-by" is missing; translate "`);
  expect(said).toMatch(/fi\/cards\.json:\d+: "alone" is missing; translate ".+"/u);
  expect(said).toMatch(/fi\/pages\/om\.mdx:\d+: "\{name\}" is no text; write the sentence/u);
  expect(status).toBe(1);
});

test('a sentence that a record names and that is not there is refused with file and line', () => {
  const { status, said } = checkedWith([['facts.json', 'ui:work.person', 'ui:work.persons']]);
  const place = lineOf('content/facts.json', '"ui:work.person"');
  expect(said).toContain(
    `/facts.json:${String(place)}: "ui:work.persons" is no text; write file and key`,
  );
  // Without it the sentence has no record either.
  expect(said).toMatch(/sv\/ui\.json:\d+: "orosanmäl" states law/u);
  expect(status).toBe(1);
});

test('a telling title of a page that is not translated is refused with file and line', () => {
  const { status, said } = checkedWith([['locales/fi/titles.json', '"Lapset"', '"Poliisi"']]);
  expect(said).toContain('/locales/fi/titles.json:3: barn: "poliisi" tells what the site is about');
  expect(status).toBe(1);
});

test.each([
  ['contact-ban', /kontaktförbud/iu],
  ['protected-data', /skydda\w* personuppgifter|sekretessmarkering/iu],
  ['digital-safety', /spårsändare|kan visa var du är/iu],
])('every page that names what %s is about is named by it', (id, words) => {
  const pages = factRecords().find((record) => record.id === id)?.pages ?? [];
  const naming = [...pagesOf('sv')].filter(([, text]) => words.test(text)).map(([name]) => name);
  expect(naming.filter((name) => !pages.includes(name))).toEqual([]);
  expect(naming.length).toBeGreaterThan(1);
});

test.each([
  ['sv', /några dagar/iu],
  ['sv-x-lattlast', /några dagar/iu],
  ['en', /few days/iu],
])('%s: what to keep names no day that no record has', (locale, days) => {
  expect(pagesOf(locale).get('minnas')).not.toMatch(days);
});
