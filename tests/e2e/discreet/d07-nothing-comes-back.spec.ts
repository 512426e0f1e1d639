import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { exitOf, follow } from '../../support/browsing.ts';
import { expect, test, type Visit } from '../../support/discreet-visit.ts';
import { pixelsOf } from '../../support/pixels.ts';
import { tabHistory, travel } from '../../support/tab-history.ts';

const { cover: LABEL } = JSON.parse(readFileSync('content/locales/sv/ui.json', 'utf8')) as {
  cover: string;
};
const MARKER = 'markword';
/** Of a colour that nothing on the site has, so that it is found in pictures. */
const MARKER_COLOUR = 'ff00fe';

/** Reads, opens the form and types the marker, coloured; the page is marked as this very one. */
async function typeMarker({ arrive, page }: Visit): Promise<void> {
  await arrive('/sv/');
  await follow(page, '/sv/ring/');
  await follow(page, '/sv/');
  await page.locator('#page a[href="/sv/skriv/"]').first().click();
  await page.waitForURL('**/sv/skriv/');
  const field = page.locator('form[data-referral] textarea:visible').first();
  await field.fill(MARKER);
  await field.evaluate((element, colour) => {
    element.style.background = `#${colour}`;
    Object.assign(window, { sameDocument: true });
  }, MARKER_COLOUR);
  await field.scrollIntoViewIfNeeded();
  expect(await coloursOf(page)).toContain(MARKER_COLOUR);
}

const coloursOf = async (page: Page): Promise<string[]> => {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'png' });
  await session.detach();
  return [...pixelsOf(Buffer.from(data, 'base64')).colours.keys()];
};

async function expectNoMarker(page: Page): Promise<void> {
  expect(await coloursOf(page)).not.toContain(MARKER_COLOUR);
  const dom = await page.evaluate(() => [
    document.documentElement.outerHTML,
    ...[...document.querySelectorAll('input, textarea')].map((field) =>
      field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field.value : '',
    ),
  ]);
  expect(dom.join(' ')).not.toContain(MARKER);
}

/** Nothing but one button. */
async function expectCover(page: Page): Promise<void> {
  const body = await page.evaluate(() =>
    [...document.body.childNodes].map((node) => [node.nodeName, node.textContent]),
  );
  expect(body).toEqual([['BUTTON', LABEL]]);
  await expectNoMarker(page);
}

test('after the exit, Back and Forward to both ends show nothing of the site', async ({
  visit,
}) => {
  const { page, destination, site } = visit;
  await typeMarker(visit);
  await exitOf(page).click();
  await page.waitForURL(`https://${destination.host}/`);
  const { addresses, index } = await tabHistory(page);
  expect(addresses.filter((address) => address.startsWith(site.origin))).toEqual([]);
  const steps = [...Array<-1>(index).fill(-1), ...Array<1>(index).fill(1)] as const;
  for (const step of steps) {
    await travel(page, step);
    await expectNoMarker(page);
  }
});

for (const backForwardCache of [true, false]) {
  test.describe(`a page that is ${backForwardCache ? 'restored from memory' : 'loaded again'}`, () => {
    test.use({ browserOptions: { backForwardCache } });

    test('shows a neutral cover with one button, to both ends of Back and Forward', async ({
      visit,
    }) => {
      const { page, search } = visit;
      await typeMarker(visit);
      await page.goto(search.page('/other'));
      for (const step of [-1, -1, 1, 1, -1] as const) {
        await travel(page, step);
        if (page.url().startsWith(visit.site.origin)) await expectCover(page);
        else await expectNoMarker(page);
      }
      const restored = await page.evaluate(() => 'sameDocument' in window);
      expect(restored).toBe(backForwardCache);
      await page.locator('button').click();
      await page.locator('h1').waitFor();
      await expectNoMarker(page);
    });
  });
}

test('a page shown in place does not come back either', async ({ visit }) => {
  const { arrive, page, search } = visit;
  await arrive('/sv/');
  await follow(page, '/sv/fragor/');
  await page.goto(search.page('/other'));
  await travel(page, -1);
  await expectCover(page);
  await page.locator('button').click();
  await expect(page.locator('#page')).toHaveAttribute('data-page', '/sv/');
});

test('after an exit the first of two visits in one tab comes back as the cover, and its button shows the page', async ({
  visit,
}) => {
  const { arrive, page, destination } = visit;
  await arrive('/sv/');
  await arrive('/sv/fragor/');
  await exitOf(page).click();
  await page.waitForURL(`https://${destination.host}/`);
  for (const step of [-1, -1] as const) await travel(page, step);
  await expectCover(page);
  await page.locator('button').click();
  await expect(page.locator('#page')).toHaveAttribute('data-page', '/sv/');
});

test('after an exit that was stopped the page stays empty', async ({ visit }) => {
  const { page, destination } = visit;
  destination.stall();
  await typeMarker(visit);
  await exitOf(page).click({ noWaitAfter: true });
  await page.waitForURL('about:blank', { waitUntil: 'commit' });
  await travel(page, -1);
  await expectNoMarker(page);
  await travel(page, 1);
  await expectNoMarker(page);
});
