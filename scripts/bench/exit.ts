import { chromium } from 'playwright-core';
import { chromiumPath, chromiumSwitches } from '../../tests/support/browsers.ts';

const ROUNDS = 10;

/** Milliseconds from the release of the exit to the first frame without a word on it; the destination hangs. */
export async function blankAfterMs(url: string, slowdown: number): Promise<number> {
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: [...chromiumSwitches],
  });
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const page = await browser.newPage({ viewport: { width: 360, height: 720 } });
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    await page.route('https://**', () => undefined);
    await page.goto(url);
    const blank = page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          addEventListener(
            'pointerup',
            () => {
              const released = performance.now();
              requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - released)));
            },
            { capture: true, once: true },
          );
        }),
    );
    await page.locator('[data-quick-exit]').click({ noWaitAfter: true });
    times.push(await blank);
    await page.close();
  }
  await browser.close();
  times.sort((one, other) => one - other);
  return times[Math.floor(ROUNDS / 2)] ?? 0;
}
