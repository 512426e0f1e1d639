import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { pixelsOf, type Pixels } from '../pixels.ts';
import type { MEASURES } from './findings.ts';
import { SEARCH_HOST } from './street.ts';
import type { Subject } from './subjects.ts';
import { TYPED_MARKS } from './walk.ts';

/** A page restored or loaded again has settled by then. */
const SETTLED_MS = 1000;
/** Longer than any Back takes. */
const GONE_BACK_MS = 20_000;
/** Less ink than that is a word on an empty screen. */
const ONE_WORD = 0.005;

/** Later than the site gives up a slow destination: its empty page is no proof of the exit's. */
const GIVES_UP_MS = 8000;
/** Run in a page, it makes that wait longer. */
export const GIVE_UP_LATE = `const wait = setInterval; setInterval = (what) => wait(what, ${GIVES_UP_MS})`;
/** A starved machine paints late: the screen may show the page before for a while. */
const PAINTED_MS = 5000;
const POLL_MS = 100;

type Screen = (typeof MEASURES.screen.scale)[number];

/** What stands on the screen. */
export function shown({ width, height, colours }: Pixels): 'blank' | 'one word' | 'the page' {
  const ink = 1 - Math.max(...colours.values()) / (width * height);
  if (ink === 0) return 'blank';
  return ink < ONE_WORD ? 'one word' : 'the page';
}

/** A tab that was left and that waits for its destination. */
interface Waiting {
  pixels(): Pixels | Promise<Pixels>;
  address(): string | Promise<string>;
  /** Nothing where the browser does not tell. */
  title?(): Promise<string | undefined>;
}

/** What the screen shows while the destination hangs, of a page that gives up late, and what the tab is called meanwhile. */
export async function shownWhileWaiting(tab: Waiting): Promise<{ screen: Screen; title?: string }> {
  const isBlank = await becomes(async () => shown(await tab.pixels()) === 'blank');
  const title = await tab.title?.();
  const called = title !== undefined && { title };
  if (!isBlank) return { screen: shown(await tab.pixels()), ...called };
  const givesUp = await becomes(
    async () => (await tab.address()) === 'about:blank',
    2 * GIVES_UP_MS,
  );
  return { screen: givesUp ? 'blank, then an empty page' : 'blank', ...called };
}

/** Whether something comes true while one waits. */
export async function becomes(
  holds: () => boolean | Promise<boolean>,
  withinMs = PAINTED_MS,
): Promise<boolean> {
  for (const end = Date.now() + withinMs; Date.now() < end;) {
    if (await holds()) return true;
    await sleep(POLL_MS);
  }
  return false;
}

/** Presses Back once, and tells what shows. @throws Error when neither the site nor the search engine does. */
export async function behindBack(
  page: Page,
  { host }: Subject,
): Promise<(typeof MEASURES.behindBack.scale)[number]> {
  // While one page gives way to the other nobody answers.
  const shownHost = (): Promise<string | undefined> =>
    page.evaluate(() => location.host).catch(() => undefined);
  const left = await shownHost();
  // Not `page.goBack`: that waits for a load, which a page from memory never has.
  await page.evaluate(() => {
    setTimeout(() => {
      history.back();
    });
  });
  await becomes(async () => ![left, undefined].includes(await shownHost()), GONE_BACK_MS);
  await page.waitForTimeout(SETTLED_MS);
  const now = await shownHost();
  if (now === SEARCH_HOST) return 'the page before';
  // As after a Back that was never pressed: the destination.
  if (now !== host) throw new Error(`Back shows ${now}.`);
  if (shown(pixelsOf(await page.screenshot())) === 'blank') return 'the site, blank';
  const seen = await page.evaluate(() => ({
    isCover: document.body.firstElementChild?.matches('button:only-child'),
    typed: [...document.querySelectorAll<HTMLInputElement>('input, textarea')]
      .map(({ value }) => value)
      .join(' '),
  }));
  if (TYPED_MARKS.some((mark) => seen.typed.includes(mark))) return 'the site and what was typed';
  return seen.isCover === true ? 'the site, a cover' : 'the site';
}
