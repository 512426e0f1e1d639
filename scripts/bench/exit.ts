import { chromium, type Browser } from 'playwright-core';
import { chromiumPath, chromiumSwitches } from '../../tests/support/browsers.ts';

const ROUNDS = 9;

/**
 * Milliseconds from the release of the exit to the end of the first frame after it, in which the page
 * is empty; the median of some rounds. The destination hangs, and the page holds `more` elements than it has.
 */
export async function blankAfterMs(
  url: string,
  { slowdown, more }: { readonly slowdown: number; readonly more: number },
): Promise<number> {
  const browser = await open();
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const page = await browser.newPage({ viewport: { width: 360, height: 720 } });
    const session = await page.context().newCDPSession(page);
    await page.route('https://**', () => undefined);
    await page.goto(url);
    await page.evaluate((count) => {
      const rows = Array.from({ length: count }, (_, row) =>
        Object.assign(document.createElement('p'), { textContent: `Row ${row}` }),
      );
      document.querySelector('main')?.append(...rows);
    }, more);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    const reported = page.waitForEvent('console');
    await page.evaluate(() => {
      addEventListener('pointerup', () => {
        const released = performance.now();
        requestAnimationFrame(() => setTimeout(() => console.log(performance.now() - released)));
      });
    });
    const box = await page.locator('[data-quick-exit]').boundingBox();
    const point = { x: (box?.x ?? 0) + 20, y: (box?.y ?? 0) + 20, button: 'left' as const };
    await session.send('Input.dispatchMouseEvent', {
      type: 'mousePressed',
      clickCount: 1,
      ...point,
    });
    void session.send('Input.dispatchMouseEvent', {
      type: 'mouseReleased',
      clickCount: 1,
      ...point,
    });
    times.push(Number((await reported).text()));
    await page.close({ runBeforeUnload: false });
  }
  await browser.close();
  return median(times);
}

/** Milliseconds from the press of the exit until three tabs, two of them behind, show the destination; the median (D12). */
export async function allTabsLeaveMs(url: string): Promise<number> {
  const browser = await open();
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const context = await browser.newContext();
    await context.route('https://**', (route) => route.fulfill({ body: 'Weather' }));
    const tabs = await Promise.all(
      Array.from({ length: 3 }, async () => {
        const page = await context.newPage();
        await page.goto(url);
        return page;
      }),
    );
    const front = tabs.at(-1);
    await front?.bringToFront();
    const begun = performance.now();
    const left = tabs.map((page) => page.waitForURL('https://**', { waitUntil: 'commit' }));
    await front?.locator('[data-quick-exit]').click({ noWaitAfter: true });
    await Promise.all(left);
    times.push(performance.now() - begun);
    await context.close();
  }
  await browser.close();
  return median(times);
}

const open = (): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath(), args: [...chromiumSwitches] });

const median = (times: readonly number[]): number =>
  times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0;
