import profile from '../../content/area/profile.json' with { type: 'json' };
import { builtPages } from '../support/built-pages.ts';
import { cardOf } from '../support/cards.ts';
import { expect, FULL, test } from '../support/site-test.ts';

const SAMPLE = ['/sv/', '/ar/', '/ar/ring/', '/en/skriv/', '/sv/sluta/'];
const addresses = FULL ? builtPages.map(({ address }) => address) : SAMPLE;
const PHONE = 360;
/** From the smallest phone to 4K, in px. */
const WIDTHS = [320, PHONE, 412, 768, 1024, 1280, 1440, 3840];
const MIN_TARGET_PX = 48;
const MUST_BE_READ = ['.demo', 'h1', '.tongues a', '.exit'];

// The longest words are Ukrainian and Somali.
for (const locale of FULL ? profile.locales : ['sv', 'ar', 'uk', 'so']) {
  test(`/${locale}/: the four doors stand on the first screen of a phone`, async ({ page }) => {
    await page.goto(`/${locale}/`);
    for (const height of [720, 640]) {
      await page.setViewportSize({ width: 360, height });
      const exit = await page.locator('.exit').boundingBox();
      const doors = page.locator('.doors > li');
      await expect(doors).toHaveCount(4);
      for (const door of await doors.all()) {
        const box = await door.boundingBox();
        expect((box?.y ?? 0) + (box?.height ?? 0), `${height} px`).toBeLessThanOrEqual(
          exit?.y ?? 0,
        );
      }
    }
  });
}

for (const address of addresses) {
  test(`${address}: fits every screen`, async ({ page }) => {
    await page.goto(address);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 915 });
      expect(await page.evaluate(coveredOf, MUST_BE_READ), `${width} px: covered`).toEqual([]);
      expect(await page.evaluate(sidewaysAt, ''), `${width} px: sideways`).toBeLessThanOrEqual(0);
      if (width === PHONE) {
        const small = await page.evaluate(smallTargets, MIN_TARGET_PX);
        expect(small, `${width} px: too small to press`).toEqual([]);
      }
      if (width < PHONE) continue;
      const sideways = await page.evaluate(sidewaysAt, '200%');
      expect(sideways, `${width} px: sideways, with text twice as large`).toBeLessThanOrEqual(0);
      await page.evaluate(sidewaysAt, '');
    }
  });
}

/** How far the page scrolls sideways with text of a size, in px. */
function sidewaysAt(fontSize: string): number {
  document.documentElement.style.fontSize = fontSize;
  return document.documentElement.scrollWidth - innerWidth;
}

/** What can be pressed and is smaller than `least` px. */
function smallTargets(least: number) {
  const controls = document.querySelectorAll<HTMLElement>('a[href], button, input, textarea');
  return (
    [...controls]
      .filter((control) => control.checkVisibility() && !control.closest('.trap'))
      // Links inside a sentence are as tall as their line (WCAG 2.5.8, inline).
      .filter(
        (control) =>
          !(control.matches('a') && control.closest('p, li:not(.langs li, .list li, .doors li)')),
      )
      .map((control) => {
        const pressed = control.closest('label') ?? control;
        const { width, height } = pressed.getBoundingClientRect();
        return { control: control.outerHTML.slice(0, 80), width, height };
      })
      .filter(({ width, height }) => width < least || height < least)
      .filter(({ control }) => !control.includes('class="skip"'))
  );
}

/** The selectors of which nothing is shown, or something has something else at its middle. */
function coveredOf(selectors: readonly string[]): string[] {
  return selectors.filter((selector) => {
    // A narrow phone shows fewer names of languages; each that is shown must be free.
    const shown = [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
    return (
      shown.length === 0 ||
      shown.some((one) => {
        const { x, y, width, height } = one.getBoundingClientRect();
        const top = document.elementFromPoint(x + width / 2, y + height / 2);
        return top?.closest(selector) !== one;
      })
    );
  });
}

for (const path of ['/sv/spar/', '/ar/spar/']) {
  test(`${path}: no line ends between a number and the full stop after it`, async ({ page }) => {
    await page.goto(path);
    for (let width = 320; width <= 1280; width += 24) {
      await page.setViewportSize({ width, height: 720 });
      expect(await page.evaluate(partedStops), `${width} px`).toEqual([]);
    }
  });
}

/** The numbers in sentences whose full stop or comma stands on another line. */
function partedStops(): string[] {
  return [...document.querySelectorAll(':is(p, li) > .num')].flatMap((number) => {
    const text = number.nextSibling;
    if (!(text instanceof Text) || !/^[.,،]/u.test(text.data)) return [];
    const stop = document.createRange();
    stop.setStart(text, 0);
    stop.setEnd(text, 1);
    const { top, bottom } = stop.getBoundingClientRect();
    // The number itself: the link around it reaches into the lines beside.
    const digits = (number.firstElementChild ?? number).getBoundingClientRect();
    const middle = (top + bottom) / 2;
    const isBeside = digits.top < middle && middle < digits.bottom;
    return isBeside ? [] : [number.parentElement?.textContent ?? ''];
  });
}

test('nothing moves', async ({ page }) => {
  await page.goto('/sv/');
  const moving = await page.evaluate(
    () =>
      [...document.querySelectorAll('*')].filter((element) => {
        const style = getComputedStyle(element);
        return style.transitionDuration !== '0s' || style.animationName !== 'none';
      }).length,
  );
  expect(moving).toBe(0);
});

test('forced colours keep the exit, the rules and the words of "open"', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await page.goto('/sv/ring/');
  await expect(page.locator('.exit')).toHaveCSS('border-top-width', '3px');
  await expect(cardOf(page, 'kvinnofridslinjen').locator('.open').first()).toContainText(
    'Öppet nu',
  );
});

test('on paper: every number, and neither exit nor street', async ({ page }) => {
  await page.emulateMedia({ media: 'print' });
  await page.goto('/sv/');
  await expect(page.locator('.exit')).toBeHidden();
  await expect(page.locator('.street')).toBeHidden();
  await expect(page.locator('.doors a.num').first()).toBeVisible();
});
