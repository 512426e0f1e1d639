import type { Page } from '@playwright/test';
import { exitOf, follow } from '../../support/browsing.ts';
import { expect, test, type Visit } from '../../support/discreet-visit.ts';
import { filesWith } from '../../support/profile-traces.ts';
import { tabHistory } from '../../support/tab-history.ts';

const MARKER = 'markword typed here';

/** Opens another tab of the site. */
async function tab({ profile, site }: Visit, path: string): Promise<Page> {
  const page = await profile.context.newPage();
  await page.goto(site.origin + path);
  return page;
}

/** The window of the browser that a tab is in. */
async function windowOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  return (await session.send('Browser.getWindowForTarget')).windowId;
}

async function expectLeft({ destination, site }: Visit, tabs: readonly Page[]): Promise<void> {
  for (const page of tabs) {
    await page.waitForURL(`https://${destination.host}/`);
    const { addresses } = await tabHistory(page);
    expect(addresses.filter((address) => address.startsWith(site.origin))).toEqual([]);
  }
  // Each of them once: no tab sends on what another has told it.
  expect(destination.visits.filter(({ path }) => path === '/')).toHaveLength(tabs.length);
}

test('the exit in one tab takes the others with it, one of them a form with words in it', async ({
  visit,
}) => {
  const { arrive, page, profile } = visit;
  await arrive('/sv/');
  const reading = await tab(visit, '/sv/');
  await follow(reading, '/sv/ring/');
  const form = await tab(visit, '/ar/skriv/');
  const asked: string[] = [];
  form.on('dialog', (dialog) => asked.push(dialog.type()));
  await form.locator('form[data-referral] textarea:visible').first().fill(MARKER);
  await page.bringToFront();
  await exitOf(page).click();
  await expectLeft(visit, [page, reading, form]);
  expect(asked).toEqual([]);
  await profile.quit();
  expect(filesWith(profile.folder, MARKER)).toEqual([]);
});

test('the keys take the other tabs with them too, and a tab in another window', async ({
  visit,
}) => {
  const { arrive, page, profile, site } = visit;
  await arrive('/sv/');
  const opened = profile.context.waitForEvent('page');
  await page.locator('#page a[href="/sv/om/"]').click({ modifiers: ['Shift'] });
  const other = await opened;
  await other.waitForURL(`${site.origin}/sv/om/`);
  expect(await windowOf(other)).not.toBe(await windowOf(page));
  await page.bringToFront();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expectLeft(visit, [page, other]);
});

test('a tab that shows the neutral cover leaves too', async ({ visit }) => {
  const { page, profile, search, destination } = visit;
  await page.goto(search.page('/other'));
  const covered = await tab(visit, '/sv/');
  await covered.goto(search.page('/other'));
  await covered.goBack({ waitUntil: 'commit' });
  await expect(covered.locator('button')).toHaveText('Fortsätt');
  const leaving = await tab(visit, '/sv/');
  await exitOf(leaving).click();
  await leaving.waitForURL(`https://${destination.host}/`);
  await covered.waitForURL(`https://${destination.host}/`);
  // What is not of the site stays where it is.
  expect(page.url()).toBe(search.page('/other'));
  expect(profile.context.pages()).toHaveLength(3);
});

const BROKEN = {
  'has no channel between tabs': () => {
    Reflect.deleteProperty(window, 'BroadcastChannel');
  },
  'forbids the channel between tabs': () => {
    Object.assign(window, {
      BroadcastChannel: function () {
        throw new DOMException('no', 'SecurityError');
      },
    });
  },
  'has a channel that cannot send': () => {
    BroadcastChannel.prototype.postMessage = () => {
      throw new Error('broken');
    };
  },
};

for (const [fault, breakPage] of Object.entries(BROKEN)) {
  test(`this tab leaves where the browser ${fault}`, async ({ visit }) => {
    const { arrive, page, site, destination } = visit;
    await page.addInitScript(breakPage);
    await arrive('/sv/');
    await follow(page, '/sv/ring/');
    await exitOf(page).click();
    await page.waitForURL(`https://${destination.host}/`);
    const { addresses } = await tabHistory(page);
    expect(addresses.filter((address) => address.startsWith(site.origin))).toEqual([]);
  });
}
