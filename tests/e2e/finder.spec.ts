import { cardOf, CARDS, numberOf } from '../support/cards.ts';
import { groupAnchor } from '../../src/helplines/directory.ts';
import { expect, test } from '../support/site-test.ts';

/** A Monday at 10:00 in Stockholm, no holiday near. */
const MONDAY_MORNING = new Date('2026-10-12T08:00:00Z');

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });
  test('the whole list stands, and no choices that would not work', async ({ page }) => {
    await page.goto('/sv/ring/');
    expect(await page.locator(`${CARDS}:visible`).count()).toBeGreaterThan(20);
    await expect(page.locator('.tool')).toBeHidden();
  });
});

test('puts the reader’s language and interpreters first, and of these what is open now', async ({
  page,
}) => {
  await page.clock.setFixedTime(MONDAY_MORNING);
  await page.goto('/ar/ring/');
  await page.locator('.tool summary').click();
  await expect(page.locator('#finder-language')).toBeVisible();
  const order = await page
    .locator(`[data-group=violence] ${CARDS} > a.num`)
    .evaluateAll((numbers) => numbers.map((number) => number.getAttribute('href')));
  // Interpreter, open; many languages, open; Swedish and English only, though it is open.
  expect(order.indexOf(numberOf('kvinnofridslinjen'))).toBe(0);
  expect(order.indexOf(numberOf('somaya'))).toBeLessThan(order.indexOf(numberOf('stodlinjen-man')));
  await page.locator('#finder-language').selectOption('ar');
  await expect(cardOf(page, 'kvinnofridslinjen')).toBeVisible();
  await expect(cardOf(page, 'stodlinjen-man')).toBeHidden();
  // Nobody waits for a filter to find 112.
  await expect(cardOf(page, 'sos-112')).toBeVisible();
});

test('hides what is closed on the way that was chosen, and nothing whose hours are not known', async ({
  page,
}) => {
  await page.clock.setFixedTime(MONDAY_MORNING);
  await page.goto('/sv/ring/');
  await page.locator('.tool summary').click();
  await page.locator('.tool input[type=checkbox]').check();
  await expect(cardOf(page, 'kvinnofridslinjen')).toBeVisible();
  await expect(cardOf(page, 'preventell')).toBeHidden();
  await expect(cardOf(page, 'polisen-11414')).toBeVisible();
  // Checked too long ago: it stays on the list, and nothing is said of now.
  await expect(cardOf(page, 'ratt-att-valja')).toContainText(/07\.00.+21\.00/u);
  await expect(cardOf(page, 'ratt-att-valja').locator('.lit')).toHaveCount(0);
  // Its telephone is open day and night, its chat on Mondays from 15.
  await page.locator('#finder-channel').selectOption('chat');
  await expect(cardOf(page, 'kvinnofridslinjen')).toBeHidden();
});

test('filters by need, person, channel and hour in place, and shows all again', async ({
  page,
}) => {
  await page.clock.setFixedTime(MONDAY_MORNING);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto('/sv/ring/');
  const all = await page.locator(`[data-group] ${CARDS}:visible`).count();
  await page.locator('.tool summary').click();
  await page.locator('#finder-who').selectOption('young');
  await expect(cardOf(page, 'bris')).toBeVisible();
  await expect(cardOf(page, 'aldrelinjen')).toBeHidden();
  await page.locator('#finder-channel').selectOption('sms');
  await expect(page.locator(`[data-group] ${CARDS}:visible`)).toHaveCount(1);
  await expect(page.locator('.tool [role=status]')).toContainText('1');
  // A group without a card has neither heading nor link.
  const work = groupAnchor('work');
  for (const part of [page.locator(`h2#${work}`), page.locator(`a[href="#${work}"]`)]) {
    await expect(part).toHaveCount(1);
    await expect(part).toBeHidden();
  }
  await page.locator('.tool button').click();
  await expect(page.locator(`[data-group] ${CARDS}:visible`)).toHaveCount(all);
  expect(new URL(page.url()).search + new URL(page.url()).hash).toBe('');
  // One page, one module: nothing of the choice leaves the page.
  expect(asked.filter((path) => !/^\/(?:sv\/ring\/|i\.[0-9a-f]+\.js)$/u.test(path))).toEqual([]);
});

test('says when nothing fits, with 112 beside it', async ({ page }) => {
  await page.goto('/sv/ring/');
  await page.locator('.tool summary').click();
  await page.locator('#finder-who').selectOption('older');
  await page.locator('#finder-channel').selectOption('sms');
  await expect(page.locator('.tool [role=status] a')).toHaveAttribute('href', 'tel:112');
});

test('says when the choices could not be fetched, and the list stands', async ({ page }) => {
  await page.route('**/i.*.js', (route) => route.abort());
  await page.goto('/sv/ring/');
  await page.locator('.tool summary').click();
  await expect(page.locator('.late')).toBeVisible({ timeout: 10_000 });
  await expect(cardOf(page, 'bris')).toBeVisible();
});

test('works on a page shown in place, and with the keyboard alone', async ({ page }) => {
  await page.goto('/sv/');
  await page.locator('#page a[href="/sv/ring/"]').first().click();
  await expect(page.locator('h1')).toHaveText('Telefonnummer');
  await page.locator('.tool summary').focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('#finder-need')).toBeVisible();
  expect(new URL(page.url()).pathname).toBe('/sv/');
});
