/*
 * What is heard of the exit, the cover and of pages shown in place, and where the focus goes; in Chromium
 * and in Firefox. The sentences before the last key: d08. That one press of the keyboard leaves: d02.
 */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { exitOf, follow, shows } from '../../support/browsing.ts';
import { expect, test } from '../../support/site-test.ts';

/** One page of each kind that has something to press. */
const PAGES = ['/sv/', '/ar/', '/sv/ring/', '/ti/ring/', '/sv/skriv/', '/uk/kort/', '/sv/sluta/'];

/** What stands in every keyframe, and what only appears: nothing of it moves. */
const STILL = ['offset', 'computedOffset', 'easing', 'composite', 'visibility'];

const live = (page: Page) => page.locator('[data-live]');

/** Roles and names as the browser tells them to other programs. */
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
  const session = await page.context().newCDPSession(page);
  for (const path of PAGES) {
    await page.goto(path);
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const nameless = nodes
      .filter(
        ({ ignored, properties = [] }) =>
          !ignored &&
          properties.some(({ name, value }) => name === 'focusable' && value.value === true),
      )
      .filter(({ role, name }) => `${name?.value ?? ''}` === '' && role?.value !== 'RootWebArea')
      // The skip link leads to it; a name would be read before everything in it.
      .filter(({ role }) => role?.value !== 'main');
    expect(
      nameless.map(({ role }) => `${role?.value}`),
      path,
    ).toEqual([]);
  }
});

test('a page shown in place is announced once, and its heading has the focus', async ({ page }) => {
  await page.goto('/sv/');
  await expect(page.getByRole('status')).toHaveText('');
  await follow(page, '/sv/fragor/');
  await expect(page.getByRole('status')).toHaveText(await page.title());
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
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button')).toBeFocused();
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
