import type { Page } from '@playwright/test';
import { exitOf, follow } from '../../support/browsing.ts';
import { expect, test, type Visit } from '../../support/discreet-visit.ts';
import { tabHistory, visibleHistory } from '../../support/tab-history.ts';

/** Presses one key so many times, at the pace of somebody in a hurry. */
async function press(page: Page, key: string, times: number): Promise<void> {
  for (let count = 0; count < times; count += 1) await page.keyboard.press(key, { delay: 20 });
}

async function expectLeft({ page, destination }: Visit): Promise<void> {
  await page.waitForURL(`https://${destination.host}/`);
}

/** The page is emptied before anything else happens: what is still there was not left. */
async function expectStayed({ page, destination }: Visit): Promise<void> {
  expect(await page.locator('#page').count()).toBe(1);
  expect(destination.visits).toEqual([]);
}

const live = (page: Page) => page.locator('[data-live]');

const sentence = async (page: Page): Promise<string> =>
  (await exitOf(page).getAttribute('data-again')) ?? '';

for (const [name, key, times] of [
  ['the left Shift key three times', 'ShiftLeft', 3],
  ['the right Shift key three times', 'ShiftRight', 3],
  ['Esc twice', 'Escape', 2],
] as const) {
  test(`${name}: it leaves like the link`, async ({ visit }) => {
    const { arrive, page, profile, site } = visit;
    await arrive('/sv/');
    await follow(page, '/sv/ring/');
    await press(page, key, times);
    await expectLeft(visit);
    const { addresses } = await tabHistory(page);
    expect(addresses.filter((address) => address.startsWith(site.origin))).toEqual([]);
    const rows = await visibleHistory(profile.context);
    expect(rows.filter(({ address }) => address.startsWith(site.origin))).toEqual([]);
  });
}

for (const held of ['Alt', 'Control']) {
  test(`Shift three times while ${held} is held, as for another keyboard: nothing leaves`, async ({
    visit,
  }) => {
    await visit.arrive('/ar/skriv/');
    await visit.page.locator('form[data-referral] textarea:visible').first().focus();
    await visit.page.keyboard.down(held);
    await press(visit.page, 'ShiftLeft', 4);
    await visit.page.keyboard.up(held);
    await expectStayed(visit);
  });
}

test('both Shift keys count together', async ({ visit }) => {
  await visit.arrive('/sv/');
  for (const key of ['ShiftLeft', 'ShiftRight', 'ShiftLeft']) await press(visit.page, key, 1);
  await expectLeft(visit);
});

test('Shift leaves from a field too, with words in it', async ({ visit }) => {
  const { arrive, page } = visit;
  await arrive('/sv/skriv/');
  await page.locator('textarea:visible').first().fill('some words');
  await press(page, 'Shift', 3);
  await expectLeft(visit);
});

test('a first press that came to nothing does not spoil the next three', async ({ visit }) => {
  const { arrive, page } = visit;
  await arrive('/sv/');
  await press(page, 'Shift', 2);
  await press(page, 'a', 1);
  await press(page, 'Shift', 3);
  await expectLeft(visit);
});

test('a press some seconds earlier does not spoil the next three', async ({ visit }) => {
  const { arrive, page } = visit;
  await arrive('/sv/');
  await press(page, 'Shift', 1);
  await page.waitForTimeout(4900);
  for (let count = 0; count < 3; count += 1) await page.keyboard.press('Shift', { delay: 100 });
  await expectLeft(visit);
});

test('twenty capitals never leave, however they are typed', async ({ visit }) => {
  const { arrive, page } = visit;
  await arrive('/sv/skriv/');
  const field = page.locator('textarea:visible').first();
  await field.focus();
  for (let count = 0; count < 20; count += 1) {
    // Shift let go and taken again, as people do who look for the next letter.
    if (count % 2 === 1) await page.keyboard.press('Shift');
    await page.keyboard.down('Shift');
    await page.keyboard.press('KeyA');
    await page.keyboard.up('Shift');
  }
  await expect(field).toHaveValue('A'.repeat(20));
  await expectStayed(visit);
});

test('three presses within six seconds are too slow', async ({ visit }) => {
  const { arrive, page } = visit;
  await arrive('/sv/');
  await press(page, 'Shift', 2);
  await page.waitForTimeout(6000);
  await press(page, 'Shift', 1);
  await expectStayed(visit);
});

test('two presses of Esc within more than a second are too slow', async ({ visit }) => {
  const { arrive, page } = visit;
  await arrive('/sv/');
  for (let count = 0; count < 4; count += 1) {
    await press(page, 'Escape', 1);
    await page.waitForTimeout(1200);
  }
  await expectStayed(visit);
});

test('a key that is held down counts for nothing', async ({ visit }) => {
  const { arrive, page } = visit;
  await arrive('/sv/');
  for (const key of ['Shift', 'Escape']) {
    // Pressed again without having been let go: what a keyboard repeats.
    for (let count = 0; count < 10; count += 1) await page.keyboard.down(key);
    await page.keyboard.up(key);
  }
  await expectStayed(visit);
});

test('a press of the mouse in between begins a new count', async ({ visit }) => {
  const { arrive, page } = visit;
  await arrive('/sv/');
  for (let count = 0; count < 4; count += 1) {
    await page.keyboard.down('Shift');
    await page.locator('h1').click();
    await page.keyboard.up('Shift');
  }
  await expectStayed(visit);
});

test('keys of a keyboard on the screen, which have no code, count for nothing', async ({
  visit,
}) => {
  const { arrive, page } = visit;
  await arrive('/sv/skriv/');
  await page.locator('textarea:visible').first().focus();
  const session = await page.context().newCDPSession(page);
  for (const key of ['Shift', 'Escape']) {
    for (let count = 0; count < 6; count += 1) {
      await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key, code: '' });
      await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code: '' });
    }
  }
  await expectStayed(visit);
});

test('no other key leaves, alone or three times', async ({ visit }) => {
  const { arrive, page } = visit;
  await arrive('/sv/');
  for (const key of ['q', 'x', 'e', 'l', '0', 'Control', 'Alt', 'Meta', 'CapsLock', 'Enter'])
    await press(page, key, 3);
  await expectStayed(visit);
});

for (const [where, path, field] of [
  ['a text', '/sv/skriv/', 'textarea:visible'],
  ['a line', '/sv/skriv/', 'form input#reach'],
  ['a choice', '/sv/ring/', 'select'],
] as const) {
  test(`Esc never leaves from ${where}`, async ({ visit }) => {
    const { arrive, page } = visit;
    await arrive(path);
    if (field === 'select') await page.locator('[data-island] summary').click();
    await page.locator(field).first().focus();
    await press(page, 'Escape', 4);
    await expectStayed(visit);
  });
}

test('Esc never leaves from a dialog', async ({ visit }) => {
  const { arrive, page, site } = visit;
  site.rewrite('/sv/om/', (answer) => ({
    ...answer,
    body: answer.body.replace('</main>', '<dialog><button>in it</button></dialog></main>'),
  }));
  await arrive('/sv/om/');
  await page.evaluate(() => {
    const dialog = document.querySelector('dialog')!;
    dialog.addEventListener('close', () => {
      dialog.showModal();
    });
    dialog.showModal();
  });
  await expect(page.getByText('in it')).toBeFocused();
  await press(page, 'Escape', 2);
  await expectStayed(visit);
});

test('before the last press it is said politely, in the language of the page, and taken back', async ({
  visit,
}) => {
  const { arrive, page } = visit;
  await arrive('/sv/ring/');
  await expect(live(page)).toHaveAttribute('role', 'status');
  await press(page, 'Shift', 1);
  await expect(live(page)).toHaveText('');
  await press(page, 'Shift', 1);
  await expect(live(page)).toHaveText('Tryck en gång till för att lämna sidan.');
  await press(page, 'a', 1);
  await expect(live(page)).toHaveText('');
  await follow(page, '/ar/ring/');
  await press(page, 'Escape', 1);
  const arabic = await sentence(page);
  expect(arabic).toMatch(/\p{Script=Arabic}/u);
  await expect(live(page)).toHaveText(arabic);
});
