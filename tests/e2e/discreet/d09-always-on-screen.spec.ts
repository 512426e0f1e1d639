import { builtPages } from '../../support/built-pages.ts';
import { expect, FULL, test } from '../../support/site-test.ts';

/** One page of each kind; the full run takes every page. */
const SAMPLE = ['/sv/', '/ar/ring/', '/sv/skriv/', '/en/spar/', '/sv/sluta/'];
const addresses = FULL ? builtPages.map(({ address }) => address) : SAMPLE;
/** 320 px is also what 400 % zoom leaves of 1,280 px. */
const WIDTHS = [320, 360, 768, 1440];
const MIN_TARGET_PX = 48;

for (const address of addresses) {
  test(`${address}: nothing ever lies over the exit, wherever the page is scrolled`, async ({
    page,
  }) => {
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 640 });
      await page.goto(address);
      const found = await page.evaluate(() => {
        const exit = document.querySelector('[data-quick-exit]');
        const room = document.documentElement.scrollHeight - innerHeight;
        return [0, 0.25, 0.5, 0.75, 1].map((part) => {
          scrollTo({ top: room * part, behavior: 'instant' });
          const { x, y, width, height } = exit?.getBoundingClientRect() ?? new DOMRect();
          const seen = document.elementFromPoint(x + width / 2, y + height / 2);
          const inside = x >= 0 && y >= 0 && x + width <= innerWidth && y + height <= innerHeight;
          return { hit: seen?.closest('[data-quick-exit]') === exit, inside, height };
        });
      });
      for (const { hit, inside, height } of found) {
        expect(hit && inside, `${width} px`).toBe(true);
        expect(height).toBeGreaterThanOrEqual(MIN_TARGET_PX);
      }
    }
  });
}

for (const address of ['/sv/', '/ar/skriv/', '/sv/ring/']) {
  test(`${address}: the exit never covers what has the focus`, async ({ page }) => {
    test.slow();
    for (const width of [320, 1440]) {
      await page.setViewportSize({ width, height: 640 });
      await page.goto(address);
      const stops = await page.locator('a[href], button, input, textarea').count();
      for (let stop = 0; stop < stops; stop += 1) {
        await page.keyboard.press('Tab');
        const covered = await page.evaluate(() => {
          const focused = document.activeElement;
          const exit = document.querySelector('[data-quick-exit]');
          if (focused === null || exit === null || focused === document.body) return null;
          if (focused.closest('[data-quick-exit], .skip') !== null) return null;
          const one = focused.getBoundingClientRect();
          const other = exit.getBoundingClientRect();
          const apart =
            one.bottom <= other.top ||
            one.top >= other.bottom ||
            one.right <= other.left ||
            one.left >= other.right;
          return apart ? null : focused.outerHTML.slice(0, 90);
        });
        expect(covered, `${width} px`).toBeNull();
      }
    }
  });
}

test('the send button stands free of the exit when the page is at its end', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  await page.goto('/ar/skriv/');
  await page.locator('.send').scrollIntoViewIfNeeded();
  await page.locator('.send').focus();
  const send = await page.locator('.send').boundingBox();
  const exit = await page.locator('[data-quick-exit]').boundingBox();
  expect((send?.y ?? 0) + (send?.height ?? 0)).toBeLessThanOrEqual(exit?.y ?? 0);
});
