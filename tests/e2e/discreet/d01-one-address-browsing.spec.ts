import { follow, shows } from '../../support/browsing.ts';
import { expect, test } from '../../support/discreet-visit.ts';
import { historyFile } from '../../support/profile-traces.ts';
import type { Answer } from '../../support/site-front.ts';
import { tabHistory } from '../../support/tab-history.ts';

const TOPICS = ['ring/', '', 'fragor/', 'spar/', 'om/', 'integritet/'].map((path) => `/sv/${path}`);

test('reading six pages leaves the Back list as it was and one row in the history file', async ({
  visit: { arrive, page, profile, site },
}) => {
  await arrive('/sv/');
  const before = await tabHistory(page);
  for (const topic of TOPICS) await follow(page, topic);
  expect(await tabHistory(page)).toEqual(before);
  expect(page.url()).toBe(`${site.origin}/sv/`);
  await profile.quit();
  const rows = historyFile(profile.folder).filter(({ address }) => address.startsWith(site.origin));
  expect(rows.map(({ address }) => address)).toEqual([`${site.origin}/sv/`]);
});

test('opening the form takes the place of the page, and leaves two rows at most', async ({
  visit: { arrive, page, profile, site },
}) => {
  await arrive('/sv/');
  const before = await tabHistory(page);
  await follow(page, '/sv/ring/');
  await follow(page, '/sv/');
  await page.locator('#page a[href="/sv/skriv/"]').first().click();
  await page.waitForURL('**/sv/skriv/');
  await page.locator('a[data-back]:visible').first().click();
  await shows(page, '/sv/');
  const after = await tabHistory(page);
  expect(after.index).toBe(before.index);
  expect(after.addresses).toHaveLength(before.addresses.length);
  await profile.quit();
  const rows = historyFile(profile.folder).filter(({ address }) => address.startsWith(site.origin));
  expect(rows.map(({ address }) => address).sort()).toEqual([
    `${site.origin}/sv/`,
    `${site.origin}/sv/skriv/`,
  ]);
});

test('another language of the form is opened in its place, with the script of the form', async ({
  visit: { arrive, page },
}) => {
  await arrive('/sv/skriv/');
  const before = await tabHistory(page);
  await page.locator('#languages a[href="/ar/skriv/"]').click();
  await page.waitForURL('**/ar/skriv/');
  expect((await tabHistory(page)).addresses).toHaveLength(before.addresses.length);
});

for (const modifier of ['Control', 'Shift'] as const) {
  test(`a link pressed with ${modifier} opens a page of its own`, async ({
    visit: { arrive, page, profile, site },
  }) => {
    await arrive('/sv/');
    const opened = profile.context.waitForEvent('page');
    await page.locator('#page a[href="/sv/om/"]').click({ modifiers: [modifier] });
    await (await opened).waitForURL(`${site.origin}/sv/om/`);
    await shows(page, '/sv/');
  });
}

test('a link pressed with the middle button opens a page of its own', async ({
  visit: { arrive, page, profile, site },
}) => {
  await arrive('/sv/');
  const opened = profile.context.waitForEvent('page');
  await page.locator('#page a[href="/sv/om/"]').click({ button: 'middle' });
  await (await opened).waitForURL(`${site.origin}/sv/om/`);
  await shows(page, '/sv/');
});

for (const shownInPlace of [false, true]) {
  const where = shownInPlace ? 'of a page shown in place' : 'of the page of arrival';
  test(`places within a page ${where} are reached without another address`, async ({
    visit: { arrive, page, site },
  }) => {
    await arrive('/sv/');
    if (shownInPlace) await follow(page, '/sv/om/');
    const before = await tabHistory(page);
    await page.locator('#page header a[href="#languages"]').click();
    await expect(page.locator('#languages')).toBeFocused();
    await expect(page.locator('#languages')).toBeInViewport();
    await page.locator('.skip').focus();
    await page.keyboard.press('Enter');
    await expect(page.locator('#main')).toBeFocused();
    await shows(page, shownInPlace ? '/sv/om/' : '/sv/');
    expect(await tabHistory(page)).toEqual(before);
    expect(page.url()).toBe(`${site.origin}/sv/`);
  });
}

test('a place within another page is shown in place and focused', async ({
  visit: { arrive, page, site },
}) => {
  site.rewrite('/sv/', (answer) => ({
    ...answer,
    body: answer.body.replace('</h1>', '</h1><a href="/sv/ring/#c">young</a>'),
  }));
  await arrive('/sv/');
  await page.locator('#page a[href="/sv/ring/#c"]').click();
  await shows(page, '/sv/ring/');
  await expect(page.locator('#c')).toBeFocused();
  await expect(page.locator('#c')).toBeInViewport();
  expect(page.url()).toBe(`${site.origin}/sv/`);
});

const UNFIT: Record<string, (answer: Answer) => Answer> = {
  'is missing': (answer) => ({ ...answer, status: 404 }),
  'is sent as plain text': (answer) => ({
    ...answer,
    headers: { ...answer.headers, 'content-type': 'text/plain' },
  }),
  'is of another build': (answer) => ({
    ...answer,
    body: answer.body.replace(/data-build="[^"]*"/u, 'data-build="other"'),
  }),
  'is too large': (answer) => ({
    ...answer,
    // Fewer than 200 000 characters, each of three bytes.
    body: answer.body.replace('</main>', `<p>${'ሰ'.repeat(67_000)}</p></main>`),
  }),
  'stands alone, as those with a form do': (answer) => ({
    ...answer,
    body: answer.body.replace('id="page"', 'id="page" data-alone'),
  }),
};

for (const [fault, unfit] of Object.entries(UNFIT)) {
  test(`a page that ${fault} is opened by itself, in the place of the one before`, async ({
    visit: { arrive, page, site },
  }) => {
    site.rewrite('/sv/om/', unfit);
    await arrive('/sv/');
    const before = await tabHistory(page);
    await page.locator('#page a[href="/sv/om/"]').click();
    await page.waitForURL(`${site.origin}/sv/om/`);
    const after = await tabHistory(page);
    expect(after.index).toBe(before.index);
    expect(after.addresses).toHaveLength(before.addresses.length);
  });
}

test('a page that does not come in time is opened by itself', async ({
  visit: { arrive, page, site },
}) => {
  const release = site.hold('/sv/om/');
  await arrive('/sv/');
  const before = await tabHistory(page);
  await page.locator('#page a[href="/sv/om/"]').click();
  await expect(page.locator('html')).toHaveAttribute('data-loading');
  await expect
    .poll(() => site.requests.filter(({ path }) => path === '/sv/om/').length, { timeout: 20_000 })
    .toBe(2);
  release();
  await page.waitForURL(`${site.origin}/sv/om/`);
  expect((await tabHistory(page)).addresses).toHaveLength(before.addresses.length);
});

test('of two links pressed one after the other only the later one is shown', async ({
  visit: { arrive, page, site },
}) => {
  const release = site.hold('/sv/om/');
  await arrive('/sv/');
  await page.evaluate(() => {
    new MutationObserver(() => {
      document.title += ` ${document.querySelector<HTMLElement>('#page')?.dataset['page'] ?? ''}`;
    }).observe(document.body, { childList: true });
  });
  await page.locator('#page a[href="/sv/om/"]').click();
  await follow(page, '/sv/spar/');
  await expect(page).toHaveTitle(/ \/sv\/spar\/$/u);
  release();
  await follow(page, '/sv/integritet/');
  await expect(page).toHaveTitle(/ \/sv\/integritet\/$/u);
  expect(page.url()).toBe(`${site.origin}/sv/`);
});
