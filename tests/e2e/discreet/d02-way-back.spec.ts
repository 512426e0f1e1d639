import { exitOf, follow, shows } from '../../support/browsing.ts';
import { expect, test } from '../../support/discreet-visit.ts';
import type { Answer } from '../../support/site-front.ts';
import { tabHistory } from '../../support/tab-history.ts';

test('the way back leads to the page as it was left: place, focus, language and exit', async ({
  visit: { arrive, page, site },
}) => {
  await arrive('/sv/');
  const before = await tabHistory(page);
  await follow(page, '/sv/ring/');
  const language = page.locator('#languages a[href="/ar/ring/"]');
  await language.scrollIntoViewIfNeeded();
  const [left, exit] = [await page.evaluate(() => scrollY), await exitOf(page).innerText()];
  expect(left).toBeGreaterThan(0);
  await language.click();
  await shows(page, '/ar/ring/');
  expect(await page.evaluate(() => scrollY)).toBe(0);
  await page.locator('a[data-back]:visible').first().click();
  await shows(page, '/sv/ring/');
  await expect(page.locator('html')).toHaveAttribute('lang', 'sv');
  await expect(page.locator('html')).toHaveAttribute('dir', 'ltr');
  await expect(exitOf(page)).toHaveText(exit);
  await expect(language).toBeFocused();
  expect(await page.evaluate(() => scrollY)).toBe(left);
  await page.locator('a[data-back]:visible').first().click();
  await shows(page, '/sv/');
  expect(await tabHistory(page)).toEqual(before);
  expect(site.requests.filter(({ path }) => path === '/sv/')).toHaveLength(1);
});

test('with nothing to go back to, the way back leads to its own address in place', async ({
  visit: { arrive, page, site },
}) => {
  await arrive('/sv/ring/');
  await page.locator('a[data-back]').first().click();
  await shows(page, '/sv/');
  expect(page.url()).toBe(`${site.origin}/sv/ring/`);
  await follow(page, '/sv/fragor/');
  await page.locator('a[data-back]').first().click();
  await shows(page, '/sv/');
});

test('Arabic and Swedish change in place, with title, exit, skip link and cover', async ({
  visit: { arrive, page, site },
}) => {
  await arrive('/sv/ring/');
  const before = await tabHistory(page);
  const frame = () =>
    page.evaluate(() => ({
      cover: document.querySelector<HTMLElement>('[data-quick-exit]')?.dataset['cover'],
      lang: document.documentElement.lang,
      dir: document.documentElement.dir,
      title: document.title,
      skip: document.querySelector('.skip')?.textContent,
      exit: document.querySelector('[data-quick-exit]')?.outerHTML,
    }));
  const swedish = await frame();
  await follow(page, '/ar/ring/');
  const inPlace = await frame();
  expect(inPlace).toMatchObject({ lang: 'ar', dir: 'rtl' });
  for (const part of ['title', 'skip', 'exit', 'cover'] as const)
    expect(inPlace[part]).not.toBe(swedish[part]);
  await expect(page.locator('h1')).toBeFocused();
  await expect(page.locator('[data-live]')).toHaveText(inPlace.title);
  await follow(page, '/sv/ring/');
  expect(await frame()).toEqual(swedish);
  expect(await tabHistory(page)).toEqual(before);
  await page.goto(`${site.origin}/ar/ring/`);
  expect(await frame()).toEqual(inPlace);
});

test('the keyboard alone reads, goes back and leaves', async ({
  visit: { arrive, page, destination },
}) => {
  await arrive('/sv/');
  await page.locator('#page a[href="/sv/fragor/"]').focus();
  await page.keyboard.press('Enter');
  await shows(page, '/sv/fragor/');
  await expect(page.locator('h1')).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(page.locator('a[data-back]').first()).toBeFocused();
  await page.keyboard.press('Enter');
  await shows(page, '/sv/');
  await expect(page.locator('#page a[href="/sv/fragor/"]')).toBeFocused();
  await page.locator('.skip').focus();
  await page.keyboard.press('Tab');
  await expect(exitOf(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await page.waitForURL(`https://${destination.host}/`);
});

test('what Back does is said once, on the first page shown in place that has the sentence', async ({
  visit: { arrive, page },
}) => {
  await arrive('/sv/ring/');
  await expect(page.locator('[data-back-note]')).toBeHidden();
  await follow(page, '/sv/');
  await follow(page, '/sv/fragor/');
  await expect(page.locator('[data-back-note]')).toBeVisible();
  await follow(page, '/sv/om/');
  await expect(page.locator('[data-back-note]')).toBeHidden();
});

test('the link that is copied is that of the page shown, which the address bar does not tell', async ({
  visit: { arrive, page, profile, site },
}) => {
  await profile.context.grantPermissions(['clipboard-read', 'clipboard-write'], {
    origin: site.origin,
  });
  await arrive('/sv/');
  await expect(page.locator('[data-copy-link]')).toBeHidden();
  await follow(page, '/sv/om/');
  const button = page.locator('[data-copy-link]');
  await button.click();
  await expect(page.locator('[data-live]')).toHaveText((await button.getAttribute('data-copied'))!);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${site.origin}/sv/om/`);
});

test('no way back leads into the room of those who use violence, or out of it', async ({
  visit: { arrive, page, site },
}) => {
  const withLink = (link: string) => (answer: Answer) => ({
    ...answer,
    body: answer.body.replace('</h1>', `</h1>${link}`),
  });
  site.rewrite('/sv/sluta/', withLink('<a data-back href="/sv/sluta/om/">own</a>'));
  site.rewrite('/sv/sluta/om/', withLink('<a href="/sv/spar/">out</a>'));
  await arrive('/sv/');
  await follow(page, '/sv/fragor/');
  await follow(page, '/sv/');
  await follow(page, '/sv/sluta/');
  await page.getByText('own', { exact: true }).click();
  await shows(page, '/sv/sluta/om/');
  await follow(page, '/sv/spar/');
  await page.locator('a[data-back]').first().click();
  await shows(page, '/sv/fragor/');
});

test('leaving is never asked about', async ({ visit: { arrive, page, destination } }) => {
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.type());
    void dialog.accept();
  });
  await arrive('/sv/skriv/');
  await page.locator('form[data-referral] textarea:visible').first().fill('some words');
  await exitOf(page).click();
  await page.waitForURL(`https://${destination.host}/`);
  expect(dialogs).toEqual([]);
});
