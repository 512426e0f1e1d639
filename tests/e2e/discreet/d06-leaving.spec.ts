import { exitOf, follow } from '../../support/browsing.ts';
import { expect, test, type Visit } from '../../support/discreet-visit.ts';
import { leavingPage, type LeavingPage } from '../../support/leaving-page.ts';
import { historyFile, type HistoryRow } from '../../support/profile-traces.ts';
import { tabHistory, travel, visibleHistory } from '../../support/tab-history.ts';

const ESCAPE = { key: 'Escape', code: 'Escape', windowsVirtualKeyCode: 27 };

/** Reads three pages. */
async function read({ arrive, page }: Visit): Promise<void> {
  await arrive('/sv/');
  await follow(page, '/sv/ring/');
  await follow(page, '/sv/');
}

const rowsOf = (rows: readonly HistoryRow[], { site }: Visit) =>
  rows.filter(({ address }) => address.startsWith(site.origin));

/** Neither the list behind Back nor the page behind it is of the site. */
async function expectBackLeadsToSearch({ page, search, site }: Visit): Promise<void> {
  const { addresses } = await tabHistory(page);
  expect(addresses.filter((address) => address.startsWith(site.origin))).toEqual([]);
  await travel(page, -1);
  expect(new URL(page.url()).origin).toBe(new URL(search.page('/')).origin);
  await expect(page.locator('h1')).toHaveText('/search');
}

/** What the site leaves where its visit was not followed by another page: the page of arrival. */
async function expectNeutralRowAtMost(visit: Visit): Promise<void> {
  const { profile, site } = visit;
  const rows = rowsOf(await visibleHistory(profile.context), visit);
  expect(rows.map(({ address }) => address)).toEqual([`${site.origin}/sv/`]);
  expect(rows[0]?.title).toBe('Start');
}

test('Back leads to the page before the site, and the list of visited pages shows no row of it', async ({
  visit,
}) => {
  const { page, profile, destination, site } = visit;
  await read(visit);
  await exitOf(page).click();
  await page.waitForURL(`https://${destination.host}/`);
  expect(rowsOf(await visibleHistory(profile.context), visit)).toEqual([]);
  await expectBackLeadsToSearch(visit);
  expect(rowsOf(await visibleHistory(profile.context), visit)).toEqual([]);
  await profile.quit();
  const rows = rowsOf(historyFile(profile.folder), visit);
  expect(rows.map(({ address }) => address)).toEqual([`${site.origin}/sv/`]);
});

test('two visits in one tab, each left by the exit, leave no row in the list', async ({
  visit,
}) => {
  const { page, profile, destination } = visit;
  for (let visits = 0; visits < 2; visits += 1) {
    await read(visit);
    await exitOf(page).click();
    await page.waitForURL(`https://${destination.host}/`);
  }
  expect(rowsOf(await visibleHistory(profile.context), visit)).toEqual([]);
});

test('after the form was opened the list of visited pages shows no row of the site either', async ({
  visit,
}) => {
  const { page, profile, destination } = visit;
  await read(visit);
  await page.locator('#page a[href="/sv/skriv/"]').first().click();
  await page.waitForURL('**/sv/skriv/');
  await exitOf(page).click();
  await page.waitForURL(`https://${destination.host}/`);
  expect(rowsOf(await visibleHistory(profile.context), visit)).toEqual([]);
  await expectBackLeadsToSearch(visit);
});

/** What leaves a visit in the browser that the exit does not replace. */
const KEEPS_A_ROW: readonly (readonly [string, (visit: Visit) => Promise<unknown>])[] = [
  ['a page that was loaded again', ({ page }) => page.reload()],
  ['a site reached twice in one tab', ({ arrive }) => arrive('/sv/')],
  [
    'a page opened again from its cover',
    async ({ page, search }) => {
      await page.goto(search.page('/other'));
      await travel(page, -1);
      await page.locator('button').click();
      await page.locator('h1').waitFor();
    },
  ],
];
for (const [name, before] of KEEPS_A_ROW) {
  test(`${name} keeps one row in the list of visited pages, under the title of the destination`, async ({
    visit,
  }) => {
    const { arrive, page, profile, destination, site } = visit;
    await arrive('/sv/');
    await before(visit);
    await exitOf(page).click();
    await page.waitForURL(`https://${destination.host}/`);
    expect(rowsOf(await visibleHistory(profile.context), visit)).toEqual([
      { address: `${site.origin}/sv/`, title: 'Weather' },
    ]);
  });
}

test('from a destination that never answers it goes on to an empty page', async ({ visit }) => {
  const { page, destination } = visit;
  destination.stall();
  await read(visit);
  const leaving = await leavingPage(page);
  await leaving.tap();
  await page.waitForURL('about:blank', { waitUntil: 'commit' });
  expect(destination.visits).toHaveLength(1);
  expectEmptyThroughout(leaving);
  const [press] = leaving.notes;
  console.log(
    `D6: empty page ${Math.round(leaving.notes.at(-1)!.ms - press!.ms)} ms after the press`,
  );
  await expectNeutralRowAtMost(visit);
  await expectBackLeadsToSearch(visit);
});

test('a destination that refuses leaves nothing of the site on the screen', async ({ visit }) => {
  const { page, destination } = visit;
  await destination.refuse();
  await read(visit);
  const leaving = await leavingPage(page);
  await leaving.tap();
  await expect.poll(() => page.url()).toMatch(/^chrome-error:/u);
  expectEmptyThroughout(leaving);
  await expectNeutralRowAtMost(visit);
  await expectBackLeadsToSearch(visit);
});

test('without a network nothing of the site stays on the screen', async ({ visit }) => {
  const { page, profile } = visit;
  await read(visit);
  const leaving = await leavingPage(page);
  await profile.context.setOffline(true);
  await leaving.tap();
  await expect.poll(() => page.url()).toMatch(/^chrome-error:/u);
  expectEmptyThroughout(leaving);
  await profile.context.setOffline(false);
  await expectNeutralRowAtMost(visit);
  await expectBackLeadsToSearch(visit);
});

test('Esc six times and further presses do not stop it', async ({ visit }) => {
  const { page, profile, destination } = visit;
  const answer = destination.stall();
  await read(visit);
  const leaving = await leavingPage(page);
  await leaving.tap();
  await expect.poll(() => destination.visits.length).toBe(1);
  for (let count = 0; count < 6; count += 1) {
    await leaving.session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...ESCAPE });
    await leaving.session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...ESCAPE });
    await leaving.tap();
  }
  answer();
  await page.waitForURL(`https://${destination.host}/`);
  expectEmptyThroughout(leaving);
  expect(rowsOf(await visibleHistory(profile.context), visit)).toEqual([]);
  await expectBackLeadsToSearch(visit);
});

test('a load stopped by the browser itself ends at an empty page', async ({ visit }) => {
  const { page, destination } = visit;
  destination.stall();
  await read(visit);
  const leaving = await leavingPage(page);
  await leaving.tap();
  await expect.poll(() => destination.visits.length).toBe(1);
  await leaving.session.send('Page.stopLoading');
  await page.waitForURL('about:blank', { waitUntil: 'commit' });
  expectEmptyThroughout(leaving);
  await expectBackLeadsToSearch(visit);
});

test('no key pressed after the exit reaches the page or the browser', async ({ visit }) => {
  const { page, destination } = visit;
  destination.stall();
  await read(visit);
  await page.evaluate(() => {
    // Heard first, and asked when all the others have been.
    addEventListener(
      'keydown',
      (event) => {
        setTimeout(() => {
          console.info(`${event.key} prevented: ${event.defaultPrevented}`);
        });
      },
      true,
    );
  });
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  const leaving = await leavingPage(page);
  await leaving.tap();
  await leaving.session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...ESCAPE });
  await expect.poll(() => said).toContain('Escape prevented: true');
});

test('the forms are emptied before the page', async ({ visit: { arrive, page, destination } }) => {
  destination.stall();
  await arrive('/sv/skriv/');
  await page.locator('form[data-referral] textarea:visible').first().fill('some words');
  await page.evaluate(() => {
    document.addEventListener('reset', () => {
      console.info(`reset, content ${document.body.childNodes.length > 0}`);
    });
  });
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  const leaving = await leavingPage(page);
  await leaving.tap();
  await expect.poll(() => said).toContain('reset, content true');
  await expect.poll(() => leaving.notes.at(-1)?.content).toBe(0);
});

/** From the first frame after the press to the last one of the page. The title stays as served. */
function expectEmptyThroughout({ notes }: LeavingPage): void {
  const frames = notes.filter(({ at }) => at === 'frame');
  expect(frames.filter(({ content }) => content > 0)).toEqual([]);
  expect(frames.filter(({ title }) => title !== 'Start')).toEqual([]);
}
