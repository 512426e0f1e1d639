import { expect, test, type Page } from '@playwright/test';
import { builtSnippet, startPartner } from '../../support/partner-site.ts';

/** What no partner would write, all of it marked as important. */
const HOSTILE = `
html { font-size: 40% }
body { font: italic 9px/1 monospace; color: red; letter-spacing: 5px; text-transform: uppercase;
  text-align: right; visibility: hidden; word-spacing: 20px; text-indent: 50px; white-space: pre }
:root { --paper: red !important; --ink: red !important }
main *, main *::before, main *::after { font: 7px/1 monospace !important; color: red !important;
  background: red !important; visibility: hidden !important; opacity: .1 !important;
  letter-spacing: 9px !important; transform: rotate(3deg) !important; content: "X" !important;
  direction: ltr !important; animation: blink 1s infinite !important; --ink: red !important }
main > div, main section, main details, main template { display: none !important; block-size: 1px !important;
  position: fixed !important; inset-inline-start: -999px !important; float: right !important }
@layer reset { main * { display: none !important; font-size: 5px !important } }
@keyframes blink { from, to { opacity: 0; color: red } }`;

const PAGE_SIZES = { phone: 320, desktop: 1280 };

/** Every computed value of every element inside the numbers. */
const inside = (page: Page) =>
  page.evaluate(() =>
    [
      ...document
        .querySelector('[data-numren]')!
        .shadowRoot!.querySelectorAll('section, section *'),
    ].flatMap((element, place) => {
      const style = getComputedStyle(element);
      const { width, height } = element.getBoundingClientRect();
      const name = `${place} ${element.tagName}`;
      return [
        `${name} ${width} × ${height}`,
        ...[...style].map((own) => `${name} ${own}: ${style.getPropertyValue(own)}`),
      ];
    }),
  );

/** Shows a partner's page as a browser gets it: written by no script. */
async function show(page: Page, pasted: string, css = ''): Promise<void> {
  const partner = await startPartner(pasted, { css });
  await page.goto(partner.origin);
  await partner.close();
}

/** The numbers with the fold open; what is around them takes the same room whatever the style. */
async function open(page: Page, css: string, locale: 'sv' | 'ar'): Promise<void> {
  const around = '*, html body { margin: 0 !important; padding: 0 !important }';
  await show(page, builtSnippet(locale), css + around);
  await page.evaluate(() => {
    document.querySelector('[data-numren]')!.shadowRoot!.querySelector('details')!.open = true;
  });
}

for (const [name, width] of Object.entries(PAGE_SIZES)) {
  for (const locale of ['sv', 'ar'] as const) {
    test(`no style of a page reaches the numbers in ${locale}, on ${name}`, async ({ page }) => {
      await page.setViewportSize({ width, height: 800 });
      await open(page, '', locale);
      const alone = new Set(await inside(page));
      expect(alone.size).toBeGreaterThan(4000);
      await open(page, HOSTILE, locale);
      expect((await inside(page)).filter((value) => !alone.has(value))).toEqual([]);
    });
  }
}

test('the numbers can be read and pressed on a hostile page', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 800 });
  await open(page, HOSTILE, 'sv');
  const number = page.locator('[href="tel:116016"]:visible');
  await expect(number).toHaveCount(1);
  await expect(number).toHaveCSS('font-size', '38.25px');
  await expect(number).toHaveCSS('color', 'rgb(14, 44, 51)');
  await expect(number).toHaveCSS('visibility', 'visible');
  const isOnTop = await number.evaluate((link) => {
    link.scrollIntoView({ block: 'center' });
    const { left, top, width, height } = link.getBoundingClientRect();
    const root = link.getRootNode() as ShadowRoot;
    return link.contains(root.elementFromPoint(left + width / 2, top + height / 2));
  });
  expect(isOnTop).toBe(true);
});

test('the numbers need no more than 320 pixels', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 800 });
  for (const locale of ['sv', 'ar'] as const) {
    await open(page, '', locale);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, locale).toBe(0);
  }
});

test('where the page is put together by a script the plain numbers show', async ({ page }) => {
  await show(page, '<div id="late"></div>');
  await page.evaluate((html) => {
    document.querySelector('#late')!.innerHTML = html;
  }, builtSnippet('sv'));
  for (const number of ['112', '116016', '116111']) {
    await expect(page.locator(`[href="tel:${number}"]:visible`).first()).toBeVisible();
  }
});

test('where an editor took the template away the page keeps its own style', async ({ page }) => {
  const heading = () => page.locator('h1').evaluate((h1) => getComputedStyle(h1).cssText);
  const css = 'h1, section { color: rgb(1, 2, 3) }';
  await show(page, '', css);
  const before = await heading();
  await show(page, builtSnippet('sv').replace(/<\/?template[^>]*>/gu, ''), css);
  expect(await heading()).toBe(before);
  await expect(page.locator('section')).toHaveCSS('color', 'rgb(1, 2, 3)');
});
