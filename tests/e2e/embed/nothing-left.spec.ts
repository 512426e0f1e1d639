import { expect, test as base, type Page } from '@playwright/test';
import type { BrowserProfile } from '../../support/browser-profile.ts';
import { openProfile } from '../../support/chromium-profile.ts';
import { builtSnippet, startPartner, type PartnerSite } from '../../support/partner-site.ts';
import { filesWith, historyFile } from '../../support/profile-traces.ts';
import { startFront, type SiteFront } from '../../support/site-front.ts';
import { startSite } from '../../support/site-server.ts';
import { tabHistory, travel, visibleHistory } from '../../support/tab-history.ts';

/** A name that nothing else in a profile can hold; it leads to the site. */
const HOST = 'numren.example';
const NO_STORE = { 'Cache-Control': 'no-store' };

interface Visit {
  readonly profile: BrowserProfile;
  readonly page: Page;
  readonly site: SiteFront;
  readonly partner: PartnerSite;
}

const test = base.extend<{
  headers: Record<string, string>;
  siteName: string | null;
  javaScriptEnabled: boolean;
  visit: Visit;
}>({
  headers: [NO_STORE, { option: true }],
  siteName: [HOST, { option: true }],
  visit: async ({ headers, siteName, javaScriptEnabled }, use) => {
    const server = await startSite();
    const site = await startFront(server.origin);
    const origin = siteName === null ? site.origin : `http://${siteName}`;
    const partner = await startPartner(builtSnippet('sv', origin), {
      headers,
      pages: { '/intranet': '<!doctype html><title>Intranet</title><iframe src="/"></iframe>' },
    });
    const profile = await openProfile({
      resolverRule: `MAP ${HOST} ${new URL(site.origin).host}`,
      javaScriptEnabled,
    });
    await use({ profile, page: profile.page, site, partner });
    await profile.discard();
    await Promise.all([site.close(), partner.close(), server.stop()]);
  },
});

/** Everything that can be done with the numbers on the partner's page itself. */
async function useNumbers(page: Page): Promise<void> {
  const fold = page.locator('summary');
  await page.locator('[href="tel:116016"]:visible').click({ noWaitAfter: true });
  await fold.click();
  await page.locator('[href="tel:116111"]:visible').click({ noWaitAfter: true });
  await page.locator('a:visible', { hasText: 'Fler nummer och chatt' }).hover();
  await fold.press('Enter');
  await fold.press('Enter');
  // Long enough for the browser to write down the state of the tab.
  await page.waitForTimeout(1500);
}

test('using the numbers leaves the row of the partner’s page, and names our host nowhere', async ({
  visit: { page, partner, profile, site },
}) => {
  const asked: string[] = [];
  profile.context.on('request', (request) => asked.push(request.url()));
  await page.goto(`${partner.origin}/`);
  await useNumbers(page);
  const rows = [{ address: `${partner.origin}/`, title: 'Biblioteket' }];
  expect((await tabHistory(page)).addresses.filter((one) => one !== 'about:blank')).toEqual([
    `${partner.origin}/`,
  ]);
  expect(site.requests).toEqual([]);
  expect(asked.filter((url) => !url.startsWith('tel:'))).toEqual([`${partner.origin}/`]);
  expect(await visibleHistory(profile.context)).toEqual(rows);
  await profile.quit();
  expect(historyFile(profile.folder)).toEqual(rows);
  expect(filesWith(profile.folder, HOST)).toEqual([]);
});

test('a visit to our site is found by the same search, so that it finds what there is', async ({
  visit: { page, partner, profile },
}) => {
  await page.goto(`${partner.origin}/`);
  await page.locator('summary').click();
  await page.locator('a:visible', { hasText: 'Fler nummer och chatt' }).click();
  await page.waitForURL(`http://${HOST}/sv/ring/`);
  expect(await visibleHistory(profile.context)).toHaveLength(2);
  await profile.quit();
  const files = filesWith(profile.folder, HOST);
  console.log(`embed: a visit to our site leaves its name in ${files.join(', ')}`);
  expect(files).toContain('Default/History');
});

test.describe('where browsers may keep the partner’s page', () => {
  test.use({ headers: {} });

  test('our host is in the browser’s copy of that page, which is there unused too, and nowhere else', async ({
    visit: { page, partner, profile },
  }) => {
    await page.goto(`${partner.origin}/`);
    await useNumbers(page);
    await profile.quit();
    expect(historyFile(profile.folder)).toHaveLength(1);
    const files = filesWith(profile.folder, HOST);
    console.log(`embed: a page that is kept holds our name in ${files.join(', ')}`);
    expect(files).toHaveLength(1);
    expect(files[0]).toMatch(/^Default\/Cache\/Cache_Data\//u);
  });
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('the numbers show, and the fold opens', async ({ visit: { page, partner } }) => {
    await page.goto(`${partner.origin}/`);
    await expect(page.locator('[href="tel:116016"]:visible')).toHaveCount(1);
    await expect(page.locator('[href="tel:116111"]:visible')).toHaveCount(0);
    await page.locator('summary').click();
    await expect(page.locator('[href="tel:116111"]:visible')).toHaveCount(1);
  });
});

test.describe('the form', () => {
  // A demonstration offers its form on loopback only.
  test.use({ siteName: null });

  test('takes the place of the whole page, and is not told where the visitor comes from', async ({
    visit: { page, partner, site },
  }) => {
    await page.goto(`${partner.origin}/`);
    await page.locator('summary').click();
    await page.locator('a:visible', { hasText: 'Skriv till' }).click();
    await page.waitForURL(`${site.origin}/sv/skriv/`);
    await expect(page.locator('form[data-referral]')).toBeVisible();
    expect(page.context().pages()).toHaveLength(1);
    expect(site.requests[0]?.headers.referer).toBeUndefined();
    await travel(page, -1);
    await expect(page.locator('h1')).toHaveText('Biblioteket');
  });

  test('also from a page that stands in a frame of another', async ({
    visit: { page, partner, site },
  }) => {
    await page.goto(`${partner.origin}/intranet`);
    const frame = page.frameLocator('iframe');
    await frame.locator('summary').click();
    await frame.locator('a:visible', { hasText: 'Skriv till' }).click();
    await page.waitForURL(`${site.origin}/sv/skriv/`);
    await expect(page.locator('form[data-referral]')).toBeVisible();
  });
});
