import type { Page } from '@playwright/test';
import { pixelsOf } from '../pixels.ts';
import type { MEASURES } from './findings.ts';
import { SEARCH_HOST } from './street.ts';
import type { Subject } from './subjects.ts';
import { TYPED_MARKS } from './walk.ts';

/** A page restored or loaded again has settled by then. */
const SETTLED_MS = 1000;
/** Less ink than that is a word on an empty screen. */
const ONE_WORD = 0.005;

/** What a picture of the screen shows. */
export function shown(png: Buffer): 'blank' | 'one word' | 'the page' {
  const { width, height, colours } = pixelsOf(png);
  const ink = 1 - Math.max(...colours.values()) / (width * height);
  if (ink === 0) return 'blank';
  return ink < ONE_WORD ? 'one word' : 'the page';
}

/** Presses Back once, and tells what shows. @throws Error when neither the site nor the search engine does. */
export async function behindBack(
  page: Page,
  { host }: Subject,
): Promise<(typeof MEASURES.behindBack.scale)[number]> {
  // Not `page.goBack`: that waits for a load, which a page from memory never has.
  await page.evaluate(() => {
    setTimeout(() => {
      history.back();
    });
  });
  await page.waitForTimeout(SETTLED_MS);
  const shownHost = await page.evaluate(() => location.host);
  if (shownHost === SEARCH_HOST) return 'the page before';
  // As after a Back that was never pressed: the destination.
  if (shownHost !== host) throw new Error(`Back shows ${shownHost}.`);
  if (shown(await page.screenshot()) === 'blank') return 'the site, blank';
  const seen = await page.evaluate(() => ({
    isCover: document.body.firstElementChild?.matches('button:only-child'),
    typed: [...document.querySelectorAll<HTMLInputElement>('input, textarea')]
      .map(({ value }) => value)
      .join(' '),
  }));
  if (TYPED_MARKS.some((mark) => seen.typed.includes(mark))) return 'the site and what was typed';
  return seen.isCover === true ? 'the site, a cover' : 'the site';
}
