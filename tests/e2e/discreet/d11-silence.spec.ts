import { exitOf, follow } from '../../support/browsing.ts';
import { expect, test } from '../../support/discreet-visit.ts';

test('a whole visit asks the site for its pages only, and nothing once it has left', async ({
  visit: { arrive, page, profile, search, site, destination },
}) => {
  const asked: string[] = [];
  profile.context.on('request', (request) => asked.push(request.url()));
  await arrive('/sv/');
  for (const path of ['/sv/ring/', '/ar/ring/', '/ar/', '/ar/fragor/']) await follow(page, path);
  await page.locator('a[data-back]:visible').first().click();
  await page.locator('#page a[href="/ar/skriv/"]').first().click();
  await page.waitForURL('**/ar/skriv/');
  // The first focus in the form asks for the script that locks letters.
  await page.locator('form[data-referral] textarea:visible').first().fill('words');
  await expect.poll(() => site.requests.at(-1)?.path).toMatch(/^\/l\./u);
  const before = site.requests.length;
  await exitOf(page).click();
  await page.waitForURL(`https://${destination.host}/`);
  // Beacons and the like would follow late.
  await page.waitForTimeout(1000);
  expect(site.requests.slice(before)).toEqual([]);
  const paths = site.requests.map(({ path }) => path).filter((path) => !path.startsWith('/l.'));
  expect(paths).toEqual(['/sv/', '/sv/ring/', '/ar/ring/', '/ar/', '/ar/fragor/', '/ar/skriv/']);
  expect(site.requests.map(({ method }) => method)).toEqual(site.requests.map(() => 'GET'));
  const strangers = asked.filter(
    (url) =>
      !url.startsWith('data:') &&
      ![site.origin, new URL(search.page('/')).origin, `https://${destination.host}`].includes(
        new URL(url).origin,
      ),
  );
  expect(strangers).toEqual([]);
});

test('the destination is not told where the visitor comes from', async ({
  visit: { arrive, page, destination },
}) => {
  await arrive('/sv/');
  await follow(page, '/sv/fragor/');
  await exitOf(page).click();
  await page.waitForURL(`https://${destination.host}/`);
  const { headers } = destination.visits.find(({ path }) => path === '/')!;
  expect(headers.referer).toBeUndefined();
  expect(headers.origin).toBeUndefined();
  expect(await page.evaluate(() => document.referrer)).toBe('');
  expect(await page.evaluate(() => window.opener === null)).toBe(true);
});

test('nothing is stored: no cookie, no storage, no cache, no worker', async ({
  visit: { arrive, page, profile, site },
}) => {
  await arrive('/sv/');
  await follow(page, '/sv/fragor/');
  await follow(page, '/sv/');
  await page.locator('#page a[href="/sv/skriv/"]').first().click();
  await page.waitForURL('**/sv/skriv/');
  await page.locator('form[data-referral] textarea:visible').first().fill('words');
  const stored = await page.evaluate(async () => ({
    cookies: document.cookie,
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    controlled: navigator.serviceWorker.controller !== null,
    historyState: history.state as unknown,
  }));
  expect(stored).toEqual({
    cookies: '',
    local: 0,
    session: 0,
    databases: 0,
    caches: 0,
    workers: 0,
    controlled: false,
    historyState: null,
  });
  expect(await profile.context.cookies(site.origin)).toEqual([]);
});

test('every answer asks to be kept by nobody and to tell nobody', async ({
  visit: { arrive, site },
}) => {
  await arrive('/sv/');
  for (const path of ['/sv/', '/ar/ring/', '/sv/skriv/', '/nowhere/']) {
    const { headers } = await fetch(site.origin + path);
    expect(headers.get('cache-control'), path).toContain('no-store');
    expect(headers.get('referrer-policy'), path).toBe('same-origin');
    expect(headers.get('request-otr'), path).toBe('1');
    expect(headers.get('set-cookie'), path).toBeNull();
  }
});

test('no page asks the browser to fetch anything ahead', async ({ visit: { page, site } }) => {
  for (const path of ['/sv/', '/ar/ring/', '/sv/skriv/']) {
    await page.goto(site.origin + path);
    const ahead =
      'link[rel~=prefetch], link[rel~=preload], link[rel~=preconnect], link[rel~=dns-prefetch], link[rel~=prerender], script[type=speculationrules], link[rel=manifest]';
    await expect(page.locator(ahead)).toHaveCount(0);
  }
});
