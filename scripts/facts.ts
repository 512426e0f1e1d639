// `npm run facts`: every number and its hours with source, day of checking, age and where it is used;
// `npm run facts -- bris` shows every page, language and poster that one touches;
// `npm run facts -- --since HEAD~1` those whose facts have changed since a commit.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ageDays,
  freshness,
  judgedOn,
  REFUSE_AFTER_DAYS,
  WARN_AFTER_DAYS,
} from '../src/helplines/fact-age.ts';
import type { Helpline } from '../src/helplines/helpline.ts';
import { smsHref, telHref } from '../src/helplines/phone.ts';
import { factRecords } from './content/fact-records.ts';
import { helplineFiles, type HelplineFile } from './content/helpline-files.ts';
import { publishedLocales } from './content/profile-file.ts';

const CLIENT = 'dist/client';
const LOCALES = join(process.env.CONTENT_DIR ?? 'content', 'locales');
const today = judgedOn(process.env);

const files = helplineFiles();
const pages = existsSync(CLIENT)
  ? readdirSync(CLIENT, { recursive: true })
      .map(String)
      .filter((name) => /\.html$|numren-[^/]+\.txt$/u.test(name))
      .map((name) => ({ name, html: readFileSync(join(CLIENT, name), 'utf8') }))
  : [];
const [asked, since] = process.argv.slice(2);
if (asked === undefined) report();
else if (asked === '--since' && since !== undefined) changedSince(since).forEach(touched);
else files.filter(({ line }) => line.id === asked).forEach(touched);

function report(): void {
  for (const { line, file } of files) {
    const state = freshness(line.checked, today);
    const age =
      line.checked === null ? 'never checked' : `${String(ageDays(line.checked, today))} days`;
    const number = line.phone?.display ?? line.chat?.url ?? line.web ?? '';
    console.log(
      `${line.id.padEnd(26)} ${number.padEnd(16)} ${state.padEnd(8)} ${age.padStart(13)}  ` +
        `${String(usedIn(line).length).padStart(3)} pages  ${file}\n${' '.repeat(27)}${line.source}`,
    );
  }
  for (const { id, says, source, pages: names, texts = [], checked } of factRecords()) {
    const state = freshness(checked, today);
    console.log(
      `${id.padEnd(26)} ${state.padEnd(8)} ${[...names, ...texts].join(', ')}\n${' '.repeat(27)}${says}\n${' '.repeat(27)}${source}`,
    );
  }
  const all = [...files.map(({ line }) => line), ...factRecords()];
  const old = all.filter(({ checked }) => freshness(checked, today) === 'old');
  const stale = all.filter(({ checked }) =>
    ['stale', 'undated'].includes(freshness(checked, today)),
  );
  warn(`older than ${String(WARN_AFTER_DAYS)} days`, old);
  warn(`older than ${String(REFUSE_AFTER_DAYS)} days or never checked (they stop a launch)`, stale);
  const strangers = unknownNumbers();
  for (const stranger of strangers) console.log(`Not in the facts: ${stranger}`);
  if (pages.length === 0) console.log('Not built yet: npm run build, then the pages are counted.');
  process.exitCode = strangers.length === 0 ? 0 : 1;
}

function warn(what: string, facts: readonly { readonly id: string }[]): void {
  if (facts.length > 0) console.log(`\n${what}: ${facts.map(({ id }) => id).join(', ')}`);
}

/** The built pages and the embeds that show a help line, as a card or inside a text. */
function usedIn({ phone, web, chat }: Helpline): string[] {
  return pages
    .filter(
      ({ html }) =>
        [web, chat?.url].some((address) => address && html.includes(`href="${address}"`)) ||
        (phone !== null && html.includes(`>${phone.display}</bdi>`)),
    )
    .map(({ name }) => `/${name.replace(/index\.html$/u, '')}`);
}

function touched({ line, file }: HelplineFile): void {
  const used = usedIn(line);
  const posters = publishedLocales().flatMap((locale) =>
    campaignFiles(locale).filter((path) => readFileSync(path, 'utf8').includes(`{${line.id}}`)),
  );
  console.log(`${line.id} (${file}) touches`);
  console.log(`  ${String(used.length)} pages: ${used.join(' ')}`);
  console.log(`  ${String(posters.length)} poster texts: ${posters.join(' ')}`);
  const shown = publishedLocales().filter((locale) =>
    used.some((page) => page.startsWith(`/${locale}/`)),
  );
  console.log(`  languages: ${shown.join(' ')}`);
}

function campaignFiles(locale: string): string[] {
  const folder = join(LOCALES, locale, 'campaigns');
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
}

function changedSince(commit: string): HelplineFile[] {
  const names = execFileSync('git', ['diff', '--name-only', commit, '--', 'content'], {
    encoding: 'utf8',
  });
  return files.filter(({ file }) => names.split('\n').includes(file));
}

/** Numbers on built pages that no fact file holds. */
function unknownNumbers(): string[] {
  const known = new Set(
    files.flatMap(({ line }) => [
      ...(line.phone === null ? [] : [telHref(line.phone.number)]),
      ...(line.sms === null ? [] : [smsHref(line.sms.number)]),
    ]),
  );
  return pages.flatMap(({ name, html }) =>
    [...html.matchAll(/href="((?:tel|sms):[^"]+)"/gu)]
      .filter(([, number = '']) => !known.has(number))
      .map(([, number = '']) => `${number} on /${name}`),
  );
}
