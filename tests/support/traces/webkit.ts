import { setTimeout as sleep } from 'node:timers/promises';
import { patiently } from '../programs.ts';
import { filesOfMiniBrowser, openWebKit, type WebKit } from '../webkit-driver.ts';
import { findings, type Findings } from './findings.ts';
import { refererCell } from './measure.ts';
import { becomes, GIVE_UP_LATE, shown, shownWhileWaiting } from './screen.ts';
import { SEARCH_HOST, type Street } from './street.ts';
import type { Subject } from './subjects.ts';
import { TYPED_MARKS } from './walk.ts';

export const WEBKIT = 'WebKitGTK';

const MARK = TYPED_MARKS[2]!;
const SETTLED_MS = 1000;
const MOST_STEPS = 10;
/** Longer than the site waits for a page before it opens it in another way. */
const FOLLOWED_MS = 12_000;

/**
 * One site in WebKitGTK: its small browser keeps no history, so that the tab and the screen are measured,
 * each in a browser of its own.
 */
export async function measureInWebKit(street: Street, subject: Subject): Promise<Findings> {
  const told = street.referers.length;
  const backList = await afterTyping(street, subject, async (browser) => {
    await browser.run(GIVE_UP_LATE);
    await leave(browser, subject);
    return stepsBack(browser, street, subject);
  });
  const behindBack = await afterTyping(street, subject, async (browser) => {
    await browser.run(GIVE_UP_LATE);
    await leave(browser, subject);
    return shownBehindBack(browser, subject);
  });
  const screen = await afterTyping(street, subject, async (browser) => {
    const answer = street.stall();
    await browser.run(GIVE_UP_LATE);
    await browser.press(subject.exit);
    const { screen } = await shownWhileWaiting(browser);
    answer();
    return screen;
  });
  const allow = street.forbidScripts();
  const behindBackWithoutScript = await afterTyping(street, subject, async (browser) => {
    const works = await leave(browser, subject).then(
      () => true,
      () => false,
    );
    return works ? shownBehindBack(browser, subject) : undefined;
  });
  allow();
  const naming = await filesOfMiniBrowser(
    street.hosts.proxyPort,
    `https://${subject.host}${subject.start}`,
    subject.host,
  );
  return findings(
    {
      backList: `${backList}`,
      behindBack,
      referer: refererCell(street.referers[told] ?? '', subject),
      screen,
      withoutScript: behindBackWithoutScript === undefined ? 'does nothing' : 'works',
      ...(behindBackWithoutScript !== undefined && { behindBackWithoutScript }),
    },
    new Set(naming),
  );
}

async function afterTyping<Seen>(
  street: Street,
  subject: Subject,
  look: (browser: WebKit) => Promise<Seen>,
): Promise<Seen> {
  const browser = await openWebKit(street.hosts.proxyPort);
  await readAndType(browser, street, subject);
  return look(browser).finally(browser.quit);
}

async function readAndType(browser: WebKit, street: Street, subject: Subject): Promise<void> {
  await browser.open(street.search);
  await browser.press(`a[href^="https://${subject.host}/"]`);
  await browser.present(`#page[data-page="${subject.start}"]`);
  for (const path of subject.reads) {
    // The driver presses where the link was: a page still on its way may have moved it meanwhile.
    await patiently(async () => {
      await browser.press(`#page a[href="${path}"]`);
      await browser.present(`#page[data-page="${path}"]`, FOLLOWED_MS);
    }, 3 * FOLLOWED_MS);
  }
  await browser.type(lastField(subject), MARK);
}

async function leave(browser: WebKit, { exit }: Subject): Promise<void> {
  await browser.press(exit);
  // The address alone is told before the page is there.
  await browser.present('#weather');
}

/** Counts the pages of the site that Back shows on the way to the search engine. @throws Error when it is never reached. */
async function stepsBack(browser: WebKit, street: Street, { host }: Subject): Promise<number> {
  let pages = 0;
  for (let step = 1; step <= MOST_STEPS; step += 1) {
    await goBack(browser);
    const address = await browser.address();
    if (address === street.search) return pages;
    if (new URL(address).host === host) pages += 1;
  }
  throw new Error('Back never comes to the search engine.');
}

async function shownBehindBack(browser: WebKit, subject: Subject) {
  await goBack(browser);
  const shownHost = new URL(await browser.address()).host;
  if (shownHost === SEARCH_HOST) return 'the page before';
  if (shownHost !== subject.host) throw new Error(`Back shows ${shownHost}.`);
  if (shown(browser.pixels()) === 'blank') return 'the site, blank';
  const typed = await browser.value(lastField(subject));
  return typed.includes(MARK) ? 'the site and what was typed' : 'the site';
}

/** Not by the driver: it waits for a load, which a page from memory never has. */
async function goBack(browser: WebKit): Promise<void> {
  const before = await browser.address();
  await browser.run('setTimeout(() => history.back())');
  await becomes(async () => (await browser.address()) !== before);
  await sleep(SETTLED_MS);
}

const lastField = ({ fields }: Subject): string => fields.replace(/:is\(.*/u, 'textarea');
