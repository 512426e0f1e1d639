import type { Page } from '@playwright/test';
import { exitOf } from '../../support/browsing.ts';
import { expect, test } from '../../support/discreet-visit.ts';
import { FULL } from '../../support/site-test.ts';
import { recordFrames, type Frame } from '../../support/frames.ts';
import { leavingPage, type LeavingPage } from '../../support/leaving-page.ts';
import { isUniform } from '../../support/pixels.ts';

const MANY_NODES = 2000;
const SLOW = 4;

const addNodes = (page: Page, count: number) =>
  page.evaluate((number) => {
    const main = document.querySelector('main');
    for (let node = 0; node < number; node += 1) {
      main?.append(Object.assign(document.createElement('p'), { textContent: `Row ${node}` }));
    }
  }, count);

/**
 * The document is empty at the first frame after the end of the press, and at all later ones; the
 * screen, once it is one even colour, stays so.
 */
function expectEmpty(leaving: LeavingPage, frames: readonly Frame[], how: string): void {
  const [press, ...later] = leaving.notes;
  expect(press?.at).toBe('press');
  expect(later.length).toBeGreaterThan(0);
  expect(later.filter(({ content }) => content > 0)).toEqual([]);
  const drawn = frames.map(({ atMs, png }) => ({
    ms: Math.round(atMs - press!.ms),
    even: isUniform(png),
  }));
  // The recording may begin before the page is drawn for the first time.
  const shown = drawn.slice(drawn.findIndex(({ even }) => !even));
  const first = shown.find(({ even }) => even)!;
  expect(shown.filter(({ ms, even }) => ms > first.ms && !even)).toEqual([]);
  const toFrame = Math.round(later[0]!.ms - press!.ms);
  console.log(`D5, ${how}: document empty in the frame after ${toFrame} ms, screen ${first.ms} ms`);
}

const HOW = [
  [`mouse, ${MANY_NODES} more nodes, processor ${SLOW} times as slow`, SLOW],
  ['mouse', 1],
] as const;
for (const [how, slowdown] of FULL ? HOW : HOW.slice(0, 1)) {
  test(`the first frame after the release is empty: ${how}`, async ({
    visit: { arrive, page, destination },
  }) => {
    destination.stall();
    await arrive('/sv/ring/');
    if (slowdown > 1) await addNodes(page, MANY_NODES);
    const leaving = await leavingPage(page);
    await leaving.session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    await expect.poll(async () => isUniform(await leaving.picture())).toBe(false);
    const stop = await recordFrames(leaving);
    await leaving.hold();
    await expect.poll(async () => isUniform(await leaving.picture())).toBe(true);
    await leaving.release();
    await expect.poll(() => leaving.notes.length).toBeGreaterThan(20);
    expect(isUniform(await leaving.picture())).toBe(true);
    expectEmpty(leaving, await stop(), how);
    await expect.poll(() => destination.visits.length).toBe(1);
  });

  test(`the first frame after a tap too short to be seen is empty: ${how}`, async ({
    visit: { arrive, page, destination },
  }) => {
    destination.stall();
    await arrive('/sv/ring/');
    if (slowdown > 1) await addNodes(page, MANY_NODES);
    const leaving = await leavingPage(page);
    await leaving.session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    await expect.poll(async () => isUniform(await leaving.picture())).toBe(false);
    const stop = await recordFrames(leaving);
    await leaving.tap();
    await expect.poll(() => leaving.notes.length).toBeGreaterThan(20);
    expect(isUniform(await leaving.picture())).toBe(true);
    expectEmpty(leaving, await stop(), `tap, ${how}`);
  });
}

test('the first frame after Enter is empty, although nothing is pressed in between', async ({
  visit: { arrive, page, destination },
}) => {
  destination.stall();
  await arrive('/sv/ring/');
  await exitOf(page).focus();
  const leaving = await leavingPage(page);
  await expect.poll(async () => isUniform(await leaving.picture())).toBe(false);
  const stop = await recordFrames(leaving);
  const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' };
  await leaving.session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...enter });
  await expect.poll(() => leaving.notes.length).toBeGreaterThan(20);
  expect(isUniform(await leaving.picture())).toBe(true);
  expectEmpty(leaving, await stop(), 'Enter');
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(`with JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, () => {
    test.use({ browserOptions: { javaScriptEnabled } });

    for (const [column, width] of [320, 768, 1440].entries()) {
      for (const [row, path] of ['/sv/', '/ar/ring/', '/sv/skriv/'].entries()) {
        // One of each, and with scripts another than without; the full run takes every pair.
        const sample = javaScriptEnabled ? 1 : 2;
        if (!FULL && (row !== sample || column !== sample)) continue;
        test(`${path} is one even colour while the exit is pressed, ${width} px wide`, async ({
          visit: { arrive, page },
        }) => {
          await page.setViewportSize({ width, height: 720 });
          await arrive(path);
          const leaving = await leavingPage(page);
          expect(isUniform(await leaving.picture())).toBe(false);
          await leaving.hold();
          expect(isUniform(await leaving.picture())).toBe(true);
        });
      }
    }

    test('the page is one even colour while the link at its end is pressed', async ({
      visit: { arrive, page, destination },
    }) => {
      destination.stall();
      await arrive('/sv/');
      const leaving = await leavingPage(page);
      await page.locator('footer [data-leave]').hover();
      expect(isUniform(await leaving.picture())).toBe(false);
      await page.mouse.down();
      expect(isUniform(await leaving.picture())).toBe(true);
      await page.mouse.up();
      await expect.poll(() => destination.visits.length).toBe(1);
    });

    test('a press that slides off the exit brings the page back', async ({
      visit: { arrive, page, site },
    }) => {
      await arrive('/sv/');
      const leaving = await leavingPage(page);
      await leaving.hold();
      expect(isUniform(await leaving.picture())).toBe(true);
      await page.mouse.move(5, 5);
      await page.mouse.up();
      expect(isUniform(await leaving.picture())).toBe(false);
      expect(page.url()).toBe(`${site.origin}/sv/`);
    });
  });
}
