/*
 * The exit in moments that nobody plans for. Where another file has the case:
 * HTML delivered slowly, a swap that hangs: d04 · destination refused, no network, pressed again and
 * again: d06 · a page behind Back and Forward: d07 · 400 % zoom, where it stands: d09 · words in the
 * form: d10 · another window: d12 · the same in Firefox: d06-refused-firefox,
 * d07-reopened-firefox.
 */
import type { Page } from '@playwright/test';
import { exitOf, follow } from '../../support/browsing.ts';
import { expect, test, type Visit } from '../../support/discreet-visit.ts';
import { slipOn } from '../../support/leaving-page.ts';
import { reopeningExtension, reopenTab } from '../../support/reopen-tab.ts';
import { putToSleep } from '../../support/sleeping-tab.ts';
import { tabHistory, travel } from '../../support/tab-history.ts';

const COVER = '<body><button>Fortsätt</button></body>';

async function expectLeft({ page, destination, site }: Visit): Promise<void> {
  await page.waitForURL(`https://${destination.host}/`);
  const { addresses } = await tabHistory(page);
  expect(addresses.filter((address) => address.startsWith(site.origin))).toEqual([]);
}

const shiftThrice = async (page: Page): Promise<void> => {
  for (let count = 0; count < 3; count += 1) await page.keyboard.press('Shift');
};

test.describe('a page of which the half arrived before the line broke', () => {
  for (const [how, leave] of [
    ['a press', (page: Page) => exitOf(page).click({ noWaitAfter: true })],
    ['the keys', shiftThrice],
  ] as const) {
    test(`is left by ${how}`, async ({ visit }) => {
      const { page, search, site } = visit;
      const end = site.hold('/sv/ring/', '</h1>');
      await page.goto(search.searchPage(`${site.origin}/sv/ring/`));
      await page.locator('#result').click({ noWaitAfter: true });
      await page.locator('h1').waitFor();
      const broken = page.waitForEvent('requestfailed');
      end('break');
      await broken;
      await expect(page.locator('footer')).toHaveCount(0);
      await leave(page);
      await expectLeft(visit);
    });
  }
});

test('with the finder open, and a choice made in it', async ({ visit }) => {
  const { arrive, page } = visit;
  await arrive('/sv/ring/');
  await page.locator('[data-island] summary').click();
  await page.locator('select').first().selectOption({ index: 1 });
  await exitOf(page).click();
  await expectLeft(visit);
});

test('with a sentence shown large over the whole page', async ({ visit }) => {
  const { arrive, page } = visit;
  await arrive('/sv/kort/');
  await page.locator('.cards summary').first().click();
  await exitOf(page).click();
  await expectLeft(visit);
});

test('behind a dialog of somebody else, which takes every press, by the keys', async ({
  visit,
}) => {
  const { arrive, page } = visit;
  await arrive('/sv/');
  await page.evaluate(() => {
    const dialog = document.createElement('dialog');
    dialog.append(document.createElement('button'));
    document.body.append(dialog);
    dialog.showModal();
  });
  await shiftThrice(page);
  await expectLeft(visit);
});

test('while a word is being composed: the keys of the composition never leave, a press does', async ({
  visit,
}) => {
  const { arrive, page, destination } = visit;
  await arrive('/sv/skriv/');
  const field = page.locator('form[data-referral] textarea:visible').first();
  await field.focus();
  await page.evaluate(() => {
    addEventListener(
      'keydown',
      ({ isComposing }) => console.info(`composing: ${isComposing}`),
      true,
    );
  });
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  const session = await page.context().newCDPSession(page);
  await session.send('Input.imeSetComposition', { text: 'ሰላ', selectionStart: 2, selectionEnd: 2 });
  await shiftThrice(page);
  for (const key of ['Escape', 'Escape']) await page.keyboard.press(key);
  await expect.poll(() => said.length).toBe(5);
  expect(said.slice(0, 3)).toEqual(Array(3).fill('composing: true'));
  await expect(page.locator('#page')).toHaveCount(1);
  expect(destination.visits).toEqual([]);
  await session.send('Input.imeSetComposition', {
    text: 'ሰላም',
    selectionStart: 3,
    selectionEnd: 3,
  });
  await exitOf(page).click();
  await expectLeft(visit);
});

test.describe('on a phone with its keyboard open', () => {
  // What is left of 360 × 720 above a keyboard, in a browser that does as the page asks.
  test.use({ browserOptions: { viewport: { width: 360, height: 380 }, hasTouch: true } });

  test('the exit stands above it, beside what is being typed, and one tap leaves', async ({
    visit,
  }) => {
    const { arrive, page } = visit;
    await arrive('/sv/skriv/');
    await expect(page.locator('meta[name=viewport]')).toHaveAttribute(
      'content',
      /interactive-widget=resizes-content/u,
    );
    const field = page.locator('form[data-referral] textarea:visible').first();
    await field.tap();
    await page.keyboard.type('some words');
    const exit = (await exitOf(page).boundingBox())!;
    expect(exit.y + exit.height).toBeLessThanOrEqual(380);
    const caret = (await field.boundingBox())!;
    expect(caret.y).toBeLessThan(exit.y);
    await exitOf(page).tap();
    await expectLeft(visit);
  });
});

test('a press that slips on the exit, on the bar and at the end of the page, still leaves', async ({
  visit,
}) => {
  const { arrive, page } = visit;
  for (const exit of [exitOf(page), page.locator('footer [data-leave]')]) {
    await arrive('/sv/');
    await slipOn(exit);
    await expectLeft(visit);
  }
});

test('the middle button leaves in the same tab, and opens no other', async ({ visit }) => {
  const { arrive, page, profile } = visit;
  await arrive('/sv/');
  await exitOf(page).click({ button: 'middle' });
  await expectLeft(visit);
  expect(profile.context.pages()).toEqual([page]);
});

test.describe('at 400 % zoom', () => {
  test.use({ browserOptions: { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 } });

  test('one press leaves', async ({ visit }) => {
    await visit.arrive('/sv/');
    await exitOf(visit.page).click();
    await expectLeft(visit);
  });
});

test('twice in a row: from the page before, back into the site and out again', async ({
  visit,
}) => {
  const { arrive, page, destination, search } = visit;
  for (const visits of [1, 2]) {
    await arrive('/sv/');
    await follow(page, '/sv/ring/');
    await exitOf(page).dblclick();
    await expectLeft(visit);
    expect(destination.visits.filter(({ path }) => path === '/')).toHaveLength(visits);
    await travel(page, -1);
    expect(new URL(page.url()).origin).toBe(new URL(search.page('/')).origin);
  }
});

test('after the tab slept', async ({ visit }) => {
  const { arrive, page } = visit;
  await arrive('/sv/');
  const wake = await putToSleep(page);
  wake();
  await exitOf(page).click();
  await expectLeft(visit);
});

test('a tab that sleeps while another leaves is gone when it wakes', async ({ visit }) => {
  const { arrive, page, profile, site } = visit;
  await arrive('/sv/');
  const awake = await profile.context.newPage();
  await awake.goto(`${site.origin}/sv/`);
  const wake = await putToSleep(page);
  await exitOf(awake).click();
  await awake.waitForURL((url) => url.origin !== site.origin);
  wake();
  await expectLeft(visit);
});

test.describe('a tab that was closed and is opened again by the menu of the browser', () => {
  test.use({
    browserOptions: async ({}, use) => {
      await use({ extension: await reopeningExtension() });
    },
  });

  test('shows the neutral cover, and none of the words typed in it', async ({ visit }) => {
    const { profile, site } = visit;
    const tab = await profile.context.newPage();
    await tab.goto(`${site.origin}/sv/skriv/`);
    await tab.locator('form[data-referral] textarea:visible').first().fill('markword');
    // Long enough for the browser to write down the state of the tab.
    await tab.waitForTimeout(1500);
    await tab.close();
    const again = await reopenTab(profile.context);
    expect(again.url()).toBe(`${site.origin}/sv/skriv/`);
    expect(await again.evaluate(() => document.body.outerHTML)).toBe(COVER);
    await again.locator('button').click();
    await expect(again.locator('form[data-referral] textarea:visible').first()).toHaveValue('');
  });

  test('shows the other site where it had left, and leads back to nothing of this one', async ({
    visit,
  }) => {
    const { profile, site, search, destination } = visit;
    const tab = await profile.context.newPage();
    await tab.goto(search.searchPage(`${site.origin}/sv/`));
    await tab.locator('#result').click();
    await follow(tab, '/sv/ring/');
    await exitOf(tab).click();
    await tab.waitForURL(`https://${destination.host}/`);
    await tab.close();
    const again = await reopenTab(profile.context);
    await expectLeft({ ...visit, page: again });
    await travel(again, -1);
    await expect(again.locator('h1')).toHaveText('/search');
  });
});

const NOISE = {
  'throws before ours begin': () => {
    setTimeout(() => {
      throw new Error('somebody else');
    });
    throw new Error('somebody else');
  },
  'throws at every press and at every key': () => {
    for (const kind of ['click', 'pointerdown', 'keydown', 'pagehide']) {
      addEventListener(
        kind,
        () => {
          throw new Error('somebody else');
        },
        true,
      );
    }
  },
  'takes the keys for itself': () => {
    addEventListener('DOMContentLoaded', () => {
      document.onkeydown = () => true;
      document.onpointerdown = () => true;
    });
  },
};

for (const [what, noise] of Object.entries(NOISE)) {
  test(`while a script of somebody else ${what}`, async ({ visit }) => {
    const { arrive, page } = visit;
    await page.addInitScript(noise);
    await arrive('/sv/');
    await follow(page, '/sv/ring/');
    await exitOf(page).click();
    await expectLeft(visit);
  });
}

test('while a script of somebody else keeps every press from ours, the link leads away as a link does', async ({
  visit,
}) => {
  const { arrive, page, destination } = visit;
  await page.addInitScript(() => {
    for (const kind of ['click', 'pointerdown', 'keydown'])
      addEventListener(kind, (event) => event.stopImmediatePropagation(), true);
  });
  await arrive('/sv/');
  await exitOf(page).click();
  await page.waitForURL(`https://${destination.host}/`);
  await travel(page, -1);
  expect(await page.evaluate(() => document.body.outerHTML)).toBe(COVER);
});

test.describe('where a blocker takes what stays on the screen', () => {
  const BLOCKERS = {
    hides: () => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('.exit { display: none !important }');
      document.adoptedStyleSheets.push(sheet);
    },
    removes: () => {
      for (const element of document.querySelectorAll('body *')) {
        if (getComputedStyle(element).position === 'fixed') element.remove();
      }
    },
  };
  for (const [how, block] of Object.entries(BLOCKERS)) {
    test(`and ${how} it: the link at the end of every page leaves the same way`, async ({
      visit,
    }) => {
      const { arrive, page } = visit;
      await arrive('/sv/');
      await page.evaluate(block);
      await expect(exitOf(page).filter({ visible: true })).toHaveCount(0);
      await follow(page, '/sv/ring/');
      const last = page.locator('footer [data-leave]');
      await expect(last).toHaveText('Lämna sidan');
      expect((await last.boundingBox())?.height).toBeGreaterThanOrEqual(48);
      await last.click();
      await expectLeft(visit);
    });

    test(`and ${how} it: the keys leave`, async ({ visit }) => {
      const { arrive, page } = visit;
      await arrive('/sv/');
      await page.evaluate(block);
      await shiftThrice(page);
      await expectLeft(visit);
    });
  }
});

test('on paper there is no exit, and printing neither empties the page nor leaves it', async ({
  visit,
}) => {
  const { arrive, page, destination } = visit;
  await arrive('/sv/ring/');
  await page.evaluate(() => {
    for (const kind of ['beforeprint', 'afterprint'])
      addEventListener(kind, () => console.info(kind));
  });
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  await page.pdf();
  expect(said).toEqual(['beforeprint', 'afterprint']);
  await expect(page.locator('main h1')).toBeVisible();
  expect(destination.visits).toEqual([]);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('link', { name: 'Lämna sidan' })).toHaveCount(0);
  await page.emulateMedia({ media: 'screen' });
  await exitOf(page).click();
  await expectLeft(visit);
});
