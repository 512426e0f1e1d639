import type { Page } from '@playwright/test';
import { builtPages } from '../../support/built-pages.ts';
import { expect, FULL, test } from '../../support/site-test.ts';

const SCREENS = [
  { name: 'the smallest phone', width: 320, height: 568 },
  { name: 'a phone', width: 360, height: 720 },
  { name: 'a phone held sideways', width: 720, height: 320 },
  { name: 'a tablet', width: 768, height: 1024 },
  { name: 'a desk', width: 1440, height: 900 },
  { name: '400 % zoom at a desk', width: 320, height: 256 },
] as const;
const SCROLL_SHARES = [0, 0.2, 0.5, 0.8, 1];
const SMALLEST_TARGET_PX = 48;
const MOST_TABS = 1000;

/** One page of each kind; the full run takes every page from left to right and from right to left, and
 * the busiest pages of every language. */
const SAMPLE = FULL
  ? ['/sv/', '/sv/ring/', '/sv/skriv/', '/ar/', '/ar/skriv/', '/en/spar/', '/sv/sluta/']
  : ['/sv/', '/sv/ring/', '/ar/skriv/'];
const ALL = builtPages
  .map(({ address }) => address)
  .filter((address) => /^\/(?:sv|ar)\/|^\/[^/]+\/(?:ring\/|skriv\/|kort\/)?$/u.test(address));
const routes = FULL ? ALL : SAMPLE;

/**
 * Where the focus is followed on one screen: every page on the hardest one (400 % zoom) and on one of the
 * rest, in turn; in the full run the samples are followed on every screen.
 */
const followedOn = (screen: number): string[] =>
  routes.filter(
    (path, place) =>
      (FULL && SAMPLE.includes(path)) ||
      screen === SCREENS.length - 1 ||
      place % (SCREENS.length - 1) === screen,
  );

/** What is wrong with the exit at one place of the page: nothing, or a sentence. */
const faultAt = (page: Page, share: number) =>
  page.evaluate(
    ([part, smallest]) => {
      scrollTo(0, part * (document.documentElement.scrollHeight - innerHeight));
      const exit = document.querySelector('[data-quick-exit]')!;
      const { left, right, top, bottom, width, height } = exit.getBoundingClientRect();
      const inside = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
      if (!inside) return `not wholly on the screen: ${[left, top, right, bottom].join(' ')}`;
      if (width < smallest || height < smallest) return `too small: ${width} × ${height}`;
      const middle = [(left + right) / 2, (top + bottom) / 2] as const;
      const corners = [left + 2, right - 2].flatMap((x) =>
        [top + 2, bottom - 2].map((y) => [x, y] as const),
      );
      const over = [middle, ...corners]
        .map(([x, y]) => document.elementFromPoint(x, y))
        .find((element) => element?.closest('[data-quick-exit]') !== exit);
      return over === undefined ? '' : `covered by ${over?.outerHTML.slice(0, 80)}`;
    },
    [share, SMALLEST_TARGET_PX] as const,
  );

/** What has the focus, and whether the exit lies over a part of it. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement!;
    const exit = document.querySelector('[data-quick-exit]')!;
    const over = exit.getBoundingClientRect();
    const covered = [...element.getClientRects()].some(
      (rect) =>
        rect.left < over.right &&
        rect.right > over.left &&
        rect.top < over.bottom &&
        rect.bottom > over.top,
    );
    const isPage = element === document.body;
    const name = element.outerHTML.slice(0, 100);
    return { isPage, isExit: element === exit, covered: covered && element !== exit, name };
  });

/** Goes through everything that takes the focus; gives what the exit covered. */
async function coveredOnTheWay(page: Page, key: 'Tab' | 'Shift+Tab'): Promise<string[]> {
  const covered: string[] = [];
  for (let count = 0; count < MOST_TABS; count += 1) {
    await page.keyboard.press(key);
    const now = await focused(page);
    if (now.isPage) return covered;
    if (now.covered) covered.push(now.name);
  }
  throw new Error(`More than ${MOST_TABS} places take the focus`);
}

for (const [screen, { name, width, height }] of SCREENS.entries()) {
  test.describe(`on ${name} (${width} × ${height})`, () => {
    test.use({ viewport: { width, height } });
    test.setTimeout(FULL ? 1_800_000 : 120_000);

    test('the exit is on the screen, large enough, with nothing over it', async ({ page }) => {
      const faults: string[] = [];
      for (const path of routes) {
        await page.goto(path);
        for (const share of SCROLL_SHARES) {
          const fault = await faultAt(page, share);
          if (fault !== '') faults.push(`${path} at ${share}: ${fault}`);
        }
      }
      expect(faults).toEqual([]);
    });

    test('the exit never lies over what has the focus', async ({ page }) => {
      const faults: string[] = [];
      for (const path of followedOn(screen)) {
        for (const key of ['Tab', 'Shift+Tab'] as const) {
          await page.goto(path);
          const covered = await coveredOnTheWay(page, key);
          faults.push(...covered.map((element) => `${path} ${key}: ${element}`));
        }
      }
      expect(faults).toEqual([]);
    });
  });
}
