import { chromium } from 'playwright-core';
import sharp from 'sharp';
import { chromiumPath, chromiumSwitches } from '../../tests/support/browsers.ts';

/** How long a partner waits for own copies, and how many were made. */
export interface OwnCopyTime {
  readonly ms: number;
  readonly sheets: number;
}

const LOGO = { width: 1600, height: 400, channels: 3, background: '#21505b' } as const;

/**
 * From the press on the button to the links, with a logo and a line on the first sheets of the page, the
 * modules and sheets fetched anew.
 */
export async function ownCopyTime(
  url: string,
  { sheets, slowdown }: { readonly sheets: number; readonly slowdown: number },
): Promise<OwnCopyTime> {
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: [...chromiumSwitches],
  });
  const page = await browser.newPage();
  const session = await page.context().newCDPSession(page);
  await page.goto(url);
  await page.locator('[data-island] summary').click();
  await page.locator('#own-line').waitFor();
  for (const box of (await page.locator('[data-island] fieldset:first-of-type input').all()).slice(
    0,
    sheets,
  )) {
    await box.check();
  }
  const buffer = await sharp({ create: LOGO }).png().toBuffer();
  await page.setInputFiles('#own-logo', { name: 'logo.png', mimeType: 'image/png', buffer });
  await page.locator('#own-line').fill('Reception, 08-123 45 67');
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  const ms = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const pressed = performance.now();
        const seen = new MutationObserver(() => {
          if (document.querySelector('[data-island] a[download]') === null) return;
          seen.disconnect();
          resolve(performance.now() - pressed);
        });
        seen.observe(document, { subtree: true, childList: true });
        document.querySelector<HTMLElement>('[data-island] [type=submit]')?.click();
      }),
  );
  const made = await page.locator('[data-island] a[download]').count();
  await browser.close();
  return { ms, sheets: made };
}
