import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { asMail, readerDesk } from '../../support/reader-desk.ts';
import type { ReaderDesk } from '../../support/reader-desk.ts';

const LOOKS = [
  { screen: { width: 360, height: 740 }, colorScheme: 'light' },
  { screen: { width: 1280, height: 800 }, colorScheme: 'dark' },
] as const;
/** AAA contrast; axe leaves it out unless asked. */
const options = { rules: { 'color-contrast-enhanced': { enabled: true } } };
const HOUR_MS = 3_600_000;
const OWN_WORDS = 'Ring helst på tisdag. '.repeat(10);

let desk: ReaderDesk;

test.beforeAll(async () => {
  desk = await readerDesk();
});
test.afterAll(() => {
  desk.discard();
});

/** A late letter, so that everything that can be shown is. */
async function showLetter(page: Page): Promise<void> {
  const writtenAt = new Date(Date.now() - 30 * HOUR_MS);
  const letter = await desk.letter({ ownWords: OWN_WORDS, locale: 'ar' }, { writtenAt });
  await page.setInputFiles('#letter-file', [
    desk.save(...asMail(letter)),
    desk.save('fel.txt', '-----BEGIN PGP MESSAGE-----'),
  ]);
  await page.setInputFiles('#key-file', desk.key);
  await expect(page.locator('#key-state')).toContainText('Vald:');
  await page.fill('#passphrase', 'fel');
  await page.click('#open');
  await expect(page.locator('#problem')).toContainText('Fel:');
}

async function expectNoFault(page: Page): Promise<void> {
  for (const { screen, colorScheme } of LOOKS) {
    await page.setViewportSize(screen);
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).options(options).analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
    expect(found, `${screen.width} px, ${colorScheme}`).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide, `${screen.width} px`).toBeLessThanOrEqual(0);
  }
}

test('axe finds nothing before, with problems and in the letter; every target is 48 px high', async ({
  page,
}) => {
  test.slow();
  await page.goto(desk.address);
  await expectNoFault(page);
  await showLetter(page);
  await expectNoFault(page);
  await page.fill('#passphrase', desk.passphrase);
  await page.click('#open');
  await expect(page.locator('.late')).toBeVisible();
  await expectNoFault(page);
  for (const target of await page.locator(':is(button, .pick label, .in):visible').all()) {
    expect((await target.boundingBox())?.height).toBeGreaterThanOrEqual(48);
  }
});

test('everything is reached and done with the keyboard', async ({ page }) => {
  await page.goto(desk.address);
  await page.setInputFiles('#key-file', desk.key);
  await expect(page.locator('#key-state')).toContainText('Vald:');
  const reached: (string | null)[] = [];
  for (let press = 0; press < 6; press += 1) {
    await page.keyboard.press('Tab');
    reached.push(await page.evaluate(() => document.activeElement?.id ?? null));
  }
  expect(reached).toEqual([
    'letter-file',
    'letter-text',
    'key-file',
    'passphrase',
    'show-passphrase',
    'open',
  ]);
  await page.fill('#letter-text', (await desk.letter({})).armored);
  await page.fill('#passphrase', desk.passphrase);
  await page.focus('#open');
  await page.keyboard.press('Enter');
  await expect(page.locator('#letter-heading')).toBeFocused();
});

test('on paper stands the letter and nothing else', async ({ page }) => {
  await page.goto(desk.address);
  await showLetter(page);
  await page.fill('#passphrase', desk.passphrase);
  await page.click('#open');
  await expect(page.locator('.late')).toBeVisible();
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  for (const part of ['.band', '.tools', '.turn', '.more', '.end', '#desk']) {
    await expect(page.locator(part)).toBeHidden();
  }
  await expect(page.locator('#letter-heading')).toBeVisible();
  await expect(page.locator('#letter')).toContainText('REGEL FÖR TEAMET');
  await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
  await expect(page.locator('body')).toHaveCSS('color', 'rgb(0, 0, 0)');
});
