import { wordsOf } from '../locale-words.ts';
import { pixelsOf } from '../pixels.ts';
import { filesWith } from '../profile-traces.ts';
import type { Engine } from './engine.ts';
import { findings, type Findings } from './findings.ts';
import { becomes, behindBack, GIVE_UP_LATE, shownWhileWaiting } from './screen.ts';
import type { Street } from './street.ts';
import type { Subject } from './subjects.ts';
import { arrive, leave, readAndType, TYPED_MARKS } from './walk.ts';

/** One walk through one site in one browser. */
interface Walk {
  readonly engine: Engine;
  readonly street: Street;
  readonly subject: Subject;
}

/** Long enough for a browser to write down the state of a tab. */
const STATE_WRITTEN_MS = 1500;
/** The words that no title of ours may have, in the languages of the sites; a title that has one tells. */
const TELLING = ['sv', 'en'].flatMap((locale) => wordsOf(locale).telling);

/** All that can be measured of a site in a browser, in two visits, each with a new profile. */
export async function measure(walk: Walk): Promise<Findings> {
  const { cells, naming } = await leftBehind(walk);
  return findings({ ...cells, ...(await seen(walk)) }, naming);
}

/** Reads, types, leaves, closes the browser and reads its profile. */
async function leftBehind({ engine, street, subject }: Walk) {
  const visit = await engine.open(street);
  const walker = { page: visit.page, press: engine.press };
  await arrive(walker, street, subject);
  await readAndType(walker, subject);
  await visit.page.waitForTimeout(STATE_WRITTEN_MS);
  const told = street.referers.length;
  await leave(walker, street, subject);
  const listed = await engine.listed(visit, subject, street);
  const withText = (text: string): string[] => [...listed.filesWith(text)];
  const open = { host: withText(subject.host), typed: TYPED_MARKS.flatMap(withText) };
  await visit.quit();
  const { file, hsts, family, autofill, session } = engine.kept(visit.folder, subject);
  const inProfile = (text: string): string[] => filesWith(visit.folder, text);
  const typed = new Set([...open.typed, ...TYPED_MARKS.flatMap(inProfile)].map(family));
  const naming = new Set([...open.host, ...inProfile(subject.host)].map(family));
  await visit.discard();
  return {
    naming,
    cells: {
      backList: `${listed.backList}`,
      ...(listed.ownList !== undefined && { ownList: `${listed.ownList}` }),
      file: `${file}`,
      referer: refererCell(street.referers[told] ?? '', subject),
      autofill: yesOrNo(typed.has(autofill)),
      session: yesOrNo(typed.has(session)),
      elsewhere: yesOrNo([...typed].some((one) => one !== autofill && one !== session)),
      ...(hsts !== undefined && { hsts: yesOrNo(hsts) }),
    },
  };
}

/** What is seen after leaving, while the destination hangs, and without scripts. */
async function seen({ engine, street, subject }: Walk) {
  const { context, page, discard } = await engine.open(street);
  const walker = { page, press: engine.press };
  const other = await context.newPage();
  await arrive({ page: other, press: engine.press }, street, subject);
  await page.bringToFront();
  await arrive(walker, street, subject);
  await readAndType(walker, subject);
  await leave(walker, street, subject);
  const leavesToo = await becomes(() => new URL(other.url()).host !== subject.host);
  await other.close();
  const behind = await behindBack(page, subject);

  await arrive(walker, street, subject);
  const answer = street.stall();
  await page.evaluate(GIVE_UP_LATE);
  await engine.press(page.locator(subject.exit));
  const { screen, title } = await shownWhileWaiting({
    pixels: async () => pixelsOf(await engine.screenshot(page)),
    address: () => page.url(),
    title: () => engine.title(page),
  });
  answer();

  const allow = street.forbidScripts();
  await arrive(walker, street, subject);
  await readAndType(walker, subject);
  const works = await leave(walker, street, subject).then(
    () => true,
    () => false,
  );
  const behindWithoutScript = works ? await behindBack(page, subject) : undefined;
  allow();
  await discard();
  return {
    otherTabs: leavesToo ? 'leave too' : 'stay',
    behindBack: behind,
    screen,
    ...(title !== undefined && { title: titleCell(title) }),
    withoutScript: works ? 'works' : 'does nothing',
    ...(behindWithoutScript !== undefined && { behindBackWithoutScript: behindWithoutScript }),
  };
}

const yesOrNo = (value: boolean): string => (value ? 'yes' : 'no');

/** How much of the page left the destination was told. */
export function refererCell(referer: string, { host }: Subject): string {
  if (referer === '') return 'nothing';
  return referer === `https://${host}/` ? 'the host' : 'the page';
}

function titleCell(title: string): string {
  if (TELLING.some((word) => title.toLowerCase().includes(word))) return 'telling';
  // NSW puts a space of no width there.
  return title.replace(/\u200B/gu, '').trim() === '' ? 'empty' : 'neutral';
}
