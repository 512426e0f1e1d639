/*
 * What is heard of the exit, the cover and of pages shown in place, and where the focus goes; in Chromium
 * and in Firefox. Chromium's own tree is asked where it says so; the other roles and names are those that
 * Playwright works out from the page, in both browsers; Firefox's own are asked for in screen-readers-firefox. The sentences before the last key: d08. That one press of the keyboard leaves: d02.
 */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { exitOf, follow, shows } from '../../support/browsing.ts';
import { expect, FULL, test } from '../../support/site-test.ts';

/** One page of each kind that has something to press. */
const PAGES = FULL
  ? ['/sv/', '/ar/', '/sv/ring/', '/ti/ring/', '/sv/skriv/', '/uk/kort/', '/sv/sluta/']
  : ['/ar/', '/ti/ring/', '/sv/skriv/'];

/** What stands in every keyframe, and what only appears: nothing of it moves. */
const STILL = ['offset', 'computedOffset', 'easing', 'composite', 'visibility'];

const live = (page: Page) => page.locator('[data-live]');

/** What Chromium tells other programs of an element; `says` is the text in it. */
interface Told {
  readonly role: string;
  readonly name: string;
  readonly focusable: boolean;
  readonly says: string;
}

/** The whole tree, as Chromium tells it to other programs. */
async function tree(page: Page): Promise<Told[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const nameOf = new Map(nodes.map(({ nodeId, name }) => [nodeId, `${name?.value ?? ''}`]));
  return nodes
    .filter(({ ignored }) => !ignored)
    .map(({ role, name, properties = [], childIds = [] }) => ({
      role: `${role?.value}`,
      name: `${name?.value ?? ''}`,
      focusable: properties.some(
        (property) => property.name === 'focusable' && property.value.value === true,
      ),
      says: childIds.map((id) => nameOf.get(id) ?? '').join(''),
    }));
}

/** Roles and names as Playwright works them out. */
const beginning = async (page: Page): Promise<string[]> =>
  (await page.locator('body').ariaSnapshot()).split('\n').slice(0, 5);

/** What has the focus, by its tag; nothing that has it is `body`. */
const focus = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.tagName ?? 'none');

test('skip link and exit come first, as links named by what stands on them', async ({ page }) => {
  for (const [path, skip, label] of [
    ['/sv/', 'Till innehållet', 'Lämna sidan'],
    ['/ar/', 'إلى المحتوى', 'مغادرة الصفحة'],
  ] as const) {
    await page.goto(path);
    const said = await beginning(page);
    expect(said[0]).toBe(`- link "${skip}":`);
    expect(said[2]).toBe('- complementary:');
    expect(said[3]).toBe(`  - link "${label}":`);
    for (const link of [page.locator('.skip'), exitOf(page)]) {
      await page.keyboard.press('Tab');
      await expect(link).toBeFocused();
    }
  }
});

test('every name begins with the words that can be seen, for those who speak to press', async ({
  page,
}) => {
  for (const path of PAGES) {
    await page.goto(path);
    const { violations } = await new AxeBuilder({ page })
      .withRules(['label-content-name-mismatch', 'link-name', 'button-name', 'summary-name'])
      .analyze();
    expect(
      violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)),
      path,
    ).toEqual([]);
    for (const exit of [exitOf(page), page.locator('[data-leave]')]) {
      await expect(exit).toHaveAccessibleName(await exit.innerText());
    }
  }
});

test('nothing that takes the focus is without a name in the tree of the browser', async ({
  page,
  browserName,
}) => {
  test.skip(browserName !== 'chromium', 'only Chromium gives its whole tree');
  for (const path of PAGES) {
    await page.goto(path);
    const nameless = (await tree(page))
      .filter(({ focusable, name }) => focusable && name === '')
      // The skip link leads to `main`; a name would be read before everything in it.
      .filter(({ role }) => !['RootWebArea', 'main'].includes(role));
    expect(
      nameless.map(({ role }) => role),
      path,
    ).toEqual([]);
  }
});

test('exit, announcement and cover stand in the tree of the browser, in the language of the page', async ({
  page,
  browserName,
}) => {
  test.skip(browserName !== 'chromium', 'only Chromium gives its whole tree');
  for (const [path, label, cover] of [
    ['/sv/', 'Lämna sidan', 'Fortsätt'],
    ['/ar/', 'مغادرة الصفحة', 'متابعة'],
  ] as const) {
    await page.goto(path);
    const links = (await tree(page)).filter(({ role }) => role === 'link');
    expect(links[1]).toMatchObject({ name: label, focusable: true });
    expect(links.filter(({ name }) => name === label)).toHaveLength(2);
    await follow(page, `${path}ring/`);
    const said = (await tree(page)).filter(({ role }) => role === 'status');
    expect(said.map(({ says }) => says)).toEqual([await page.title()]);
    await page.goto('about:blank');
    await page.goBack({ waitUntil: 'commit' });
    await expect(page.getByRole('button')).toBeVisible();
    const covered = (await tree(page)).filter(({ focusable }) => focusable);
    expect(covered.filter(({ role }) => role !== 'RootWebArea')).toMatchObject([
      { role: 'button', name: cover },
    ]);
  }
});

test('a page shown in place is announced once, and its heading has the focus', async ({ page }) => {
  await page.goto('/sv/');
  await expect(page.getByRole('status')).toHaveText('');
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  await live(page).evaluate((element) => {
    const tell = (changes: MutationRecord[]): void => {
      for (const { addedNodes } of changes)
        console.info(`said: ${[...addedNodes].map((node) => node.textContent).join('')}`);
    };
    new MutationObserver(tell).observe(element, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  });
  await follow(page, '/sv/fragor/');
  const title = await page.title();
  await expect(page.getByRole('status')).toHaveText(title);
  // The press itself takes back what was said before; nothing is heard of that.
  expect(said.filter((text) => text !== 'said: ')).toEqual([`said: ${title}`]);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
});

test('another language is announced in that language', async ({ page }) => {
  await page.goto('/sv/ring/');
  await page.locator('#languages a[href="/ar/ring/"]').click();
  await shows(page, '/ar/ring/');
  await expect(live(page)).toHaveText(await page.title());
  await expect(live(page)).toHaveText(/\p{Script=Arabic}/u);
  // Neither has a language of its own: both are read in that of the page.
  expect(
    await live(page).evaluate((element) => element.closest('[lang]')?.getAttribute('lang')),
  ).toBe('ar');
  expect(
    await exitOf(page).evaluate((element) => element.closest('[lang]')?.getAttribute('lang')),
  ).toBe('ar');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(exitOf(page)).toHaveAccessibleName('مغادرة الصفحة');
});

test('the focus is never lost: place by place, language, way back, what opens and closes', async ({
  page,
}) => {
  await page.goto('/sv/');
  await follow(page, '/sv/ring/');
  expect(await focus(page)).toBe('H1');
  await page.locator('#page header a[href="#languages"]').click();
  expect(await focus(page)).toBe('NAV');
  await page.locator('#languages a[href="/en/ring/"]').click();
  await shows(page, '/en/ring/');
  expect(await focus(page)).toBe('H1');
  const finder = page.locator('[data-island] > summary');
  await finder.focus();
  for (const open of [true, false]) {
    await page.keyboard.press('Enter');
    await expect(page.locator('[data-island]')).toHaveJSProperty('open', open);
    expect(await focus(page)).toBe('SUMMARY');
  }
  for (const path of ['/sv/ring/', '/sv/']) {
    await page.locator('a[data-back]:visible').first().click();
    await shows(page, path);
    expect(await focus(page)).toBe('A');
  }
  await page.goto('/sv/kort/');
  const card = page.locator('.cards summary').first();
  await card.focus();
  for (const name of [/Stäng/u, /./u]) {
    await page.keyboard.press('Enter');
    await expect(card).toBeFocused();
    await expect(card).toHaveAccessibleName(name);
  }
});

test('the cover is one button that says what it does', async ({ page }) => {
  for (const [path, label] of [
    ['/sv/', 'Fortsätt'],
    ['/ar/', 'متابعة'],
  ] as const) {
    await page.goto(path);
    const lang = await page.locator('html').getAttribute('lang');
    await page.goto('about:blank');
    await page.goBack({ waitUntil: 'commit' });
    await expect(page.getByRole('button')).toBeVisible();
    expect(await page.locator('body').ariaSnapshot()).toBe(`- button "${label}"`);
    await expect(page.locator('html')).toHaveAttribute('lang', lang!);
    const button = page.getByRole('button');
    const { x, y, width, height } = (await button.boundingBox())!;
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(48);
    const middle = await page.evaluate(() => innerWidth / 2);
    expect(Math.abs(x + width / 2 - middle)).toBeLessThan(2);
    expect(y).toBeGreaterThan(100);
    await expect(button).toBeFocused();
    await expect(button).not.toHaveCSS('outline-style', 'none');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('main')).toBeVisible();
  }
});

test('nothing moves, whether less motion was asked for or not', async ({ page }) => {
  for (const reducedMotion of ['reduce', 'no-preference'] as const) {
    await page.emulateMedia({ reducedMotion });
    await page.goto('/sv/ring/');
    await page.locator('[data-island] > summary').click();
    await follow(page, '/sv/');
    const moving = await page.evaluate(() => [
      ...document
        .getAnimations()
        .flatMap(({ effect }) => (effect instanceof KeyframeEffect ? effect.getKeyframes() : []))
        .flatMap((keyframe) => Object.keys(keyframe)),
      ...[...document.querySelectorAll('*')]
        .map((element) => getComputedStyle(element))
        .flatMap(({ scrollBehavior, transitionDuration }) => [
          ...(scrollBehavior === 'auto' ? [] : ['scroll']),
          ...(transitionDuration === '0s' ? [] : ['transition']),
        ]),
    ]);
    expect(moving.filter((name) => !STILL.includes(name))).toEqual([]);
  }
});
