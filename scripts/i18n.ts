// `npm run i18n`: which texts of each language follow which Swedish, what is missing or fell behind, and
// which life-critical sentences lack a back-translation or a native reading; ends with 1 when something
// is missing, behind or not translated back. `npm run i18n -- --follow fi` notes that the texts of a
// language follow the Swedish of now; `npm run i18n -- --unread fi` lists, for a native reader, each
// life-critical text of a language beside the Swedish. `npm run i18n -- --read fi campaigns/young` notes
// that a native speaker has read a file of sentences today; who changes it takes the note back.
import { writeFileSync } from 'node:fs';
import { backTranslated, translationState } from '../src/i18n/translation-state.ts';
import { judgedOn } from '../src/helplines/fact-age.ts';
import { publishedLocales } from './content/profile-file.ts';
import {
  digestOf,
  fileDigest,
  followsOf,
  followsPath,
  lifeCritical,
  linesOf,
  pagesOf,
  readingsOf,
  readingsPath,
  readmeOf,
  textsOf,
  titlesOf,
} from './content/locale-files.ts';

const SOURCE = 'sv';
/** Written in Swedish from Swedish: read side by side, not translated back. */
const SAME_LANGUAGE = 'sv-x-lattlast';
const swedish = textsOf(SOURCE);
const swedishPages = pagesOf(SOURCE);
const [flag, named, file] = process.argv.slice(2);
if (flag === '--follow' && named !== undefined) follow(named);
else if (flag === '--unread' && named !== undefined) listUnread(named);
else if (flag === '--read' && named !== undefined && file !== undefined) noteRead(named, file);
else report();

/** Writes down, for each text of a language, the digest of the Swedish it follows. */
function follow(locale: string): void {
  const own = textsOf(locale);
  const digests = [...swedish].flatMap(([id, text]) => (own.has(id) ? [[id, digestOf(text)]] : []));
  writeFileSync(followsPath(locale), `${JSON.stringify(Object.fromEntries(digests), null, 2)}\n`);
  console.log(`${locale}: ${String(digests.length)} texts follow the Swedish of now`);
}

/** Notes that a file of a language has been read as it stands now. */
function noteRead(locale: string, name: string): void {
  const day = judgedOn(process.env).toISOString().slice(0, 10);
  const readings = { ...readingsOf(locale), [name]: { day, text: fileDigest(locale, name) } };
  writeFileSync(readingsPath(locale), `${JSON.stringify(readings, null, 2)}\n`);
  console.log(`${locale}: ${name} has been read on ${day}`);
}

/** The life-critical texts of a language; whole pages are named. */
function listUnread(locale: string): void {
  const own = textsOf(locale);
  for (const id of lifeCritical()) {
    if (id.startsWith('pages:')) console.log(`${id}\n  (the whole page)\n`);
    else console.log(`${id}\n  ${swedish.get(id) ?? ''}\n  ${own.get(id) ?? ''}\n`);
  }
}

function report(): void {
  let problems = 0;
  for (const locale of publishedLocales().filter((other) => other !== SOURCE)) {
    const state = translationState(swedish, textsOf(locale), followsOf(locale), digestOf);
    const pages = pagesOf(locale);
    const behind = [...pages].flatMap(([name, page]) => {
      const digest = digestOf(swedishPages.get(name) ?? '');
      return page.includes(`translatedFrom: "${digest}"`) ? [] : [`pages:${name}`];
    });
    const missingPages = [...swedishPages.keys()].filter((name) => !pages.has(name));
    const titles = titlesOf(locale);
    const untitled = missingPages.filter((name) => !titles.has(name));
    const unread = [...pages.values()].filter((page) => !/^reviewed:/mu.test(page)).length;
    const alone = locale === SAME_LANGUAGE ? [] : withoutBackTranslation(locale, pages);
    console.log(`\n${locale}`);
    line('missing', state.missing);
    line('behind the Swedish', [...state.behind, ...behind]);
    line('without a Swedish text', state.extra);
    line('life-critical, without a back-translation of what stands now', alone);
    line('pages without so much as a title in titles.json', untitled);
    line('pages in easy Swedish and English instead', missingPages);
    console.log(
      `  not read by a native speaker: ${String(unread)} of ${String(pages.size)} pages, ` +
        `${String(unread === 0 ? 0 : lifeCritical().length)} life-critical texts`,
    );
    problems +=
      state.missing.length +
      state.behind.length +
      state.extra.length +
      behind.length +
      untitled.length +
      alone.length;
  }
  console.log(
    problems === 0 ? '\nNothing is missing or behind.' : `\n${String(problems)} to mend.`,
  );
  process.exitCode = problems === 0 ? 0 : 1;
}

function line(what: string, ids: readonly string[]): void {
  if (ids.length > 0) console.log(`  ${what}: ${ids.join(', ')}`);
}

/** Life-critical ids whose present words do not stand in the README beside a back-translation. */
function withoutBackTranslation(locale: string, pages: ReadonlyMap<string, string>): string[] {
  const translatedBack = new Set(backTranslated(readmeOf(locale)).values());
  const texts = textsOf(locale);
  return lifeCritical().flatMap((id) => {
    if (!id.startsWith('pages:')) {
      const text = texts.get(id);
      return text === undefined || translatedBack.has(text) ? [] : [id];
    }
    const page = pages.get(id.slice('pages:'.length));
    return page === undefined
      ? []
      : linesOf(page).flatMap((text, place) =>
          translatedBack.has(text) ? [] : [`${id}:${String(place + 1)}`],
        );
  });
}
