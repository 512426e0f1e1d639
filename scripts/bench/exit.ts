import { chromium } from 'playwright-core';
import { chromiumPath, chromiumSwitches } from '../../tests/support/browsers.ts';

const ROUNDS = 9;

/**
 * Milliseconds from the release of the exit to the end of the first frame after it, in which the page
 * is empty; the median of some rounds. The destination hangs.
 */
export async function blankAfterMs(url: string, slowdown: number): Promise<number> {
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: [...chromiumSwitches],
  });
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const page = await browser.newPage({ viewport: { width: 360, height: 720 } });
    const session = await page.context().newCDPSession(page);
    await page.route('https://**', () => undefined);
    await page.goto(url);
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
  times.sort((one, other) => one - other);
  return times[Math.floor(ROUNDS / 2)] ?? 0;
}
