import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@playwright/test';
import profileOfArea from '../../content/area/profile.json' with { type: 'json' };
import { exitOf, follow, shows } from '../support/browsing.ts';
import { openProfile } from '../support/chromium-profile.ts';
import { keyRing } from '../support/gpg.ts';
import { startDestination, startSearchEngine } from '../support/neighbour-sites.ts';
import { landed } from '../support/outbox.ts';
import { filesWith, historyFile } from '../support/profile-traces.ts';
import { startSite } from '../support/site-server.ts';
import { cardOf } from '../support/cards.ts';
import { tabHistory, travel, visibleHistory } from '../support/tab-history.ts';

const KEYS = join('.local', 'keys');
/** Words that stand nowhere but in the fields that were filled. */
const TYPED = {
  reach: '0700-kvarnsten-7719',
  firstWord: 'زيتونة-القمر',
  ownWords: 'أريد أن أتحدث مع شخص ما، كلمة-السر-بنفسج',
} as const;

test('reads in Arabic, writes to social services only, and leaves nothing of it behind', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const site = await startSite();
  const search = await startSearchEngine();
  const destination = await startDestination(new URL(profileOfArea.exits.ar.url).host);
  const profile = await openProfile({ resolverRule: destination.resolverRule });
  const { page } = profile;

  await test.step('comes from a search engine and reads', async () => {
    await page.goto(search.searchPage(`${site.origin}/ar/`));
    await page.locator('#result').click();
    await shows(page, '/ar/');
    await follow(page, '/ar/fragor/');
    await follow(page, '/ar/spar/');
    await page.locator('[data-back]').click();
    await page.locator('[data-back]').click();
    await shows(page, '/ar/');
    await follow(page, '/ar/ring/');
    await expect(cardOf(page, 'kvinnofridslinjen').locator('> a.num')).toHaveText('116 016');
    await page.locator('[data-back]').click();
  });

  const mark = await test.step('writes to social services and sends', async () => {
    await page.locator('a[href="/ar/skriv/"]').click();
    await page.waitForURL(`${site.origin}/ar/skriv/`);
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
    for (const [name, words] of Object.entries(TYPED)) await page.locator(`#${name}`).fill(words);
    await expect(page.locator('[name=recipients]:checked')).toHaveValue('social');
    await page.locator('.send').click();
    await expect(page.locator('h1')).toBeFocused();
    return page.locator('main [data-mark]').innerText();
  });

  await test.step('the letter opens with the key of social services, and not with that of the police', async () => {
    const [letter] = await landed(site.dataDir, 1);
    expect(letter?.mail).toContain(`Subject: Post ${mark}`);
    const social = keyRing(join(KEYS, 'social.private.asc'));
    const police = keyRing(join(KEYS, 'police.private.asc'));
    const opened = social.open(letter?.armor ?? '');
    expect(opened.status).toContain('DECRYPTION_OKAY');
    expect(opened.text).toContain('SÅ FÅR VI KONTAKTA');
    for (const words of Object.values(TYPED)) expect(opened.text).toContain(words);
    expect(police.open(letter?.armor ?? '').opened).toBe(false);
    social.discard();
    police.discard();
  });

  await test.step('a social worker without any program reads it, from disk and without a network', async () => {
    const [letter] = await landed(site.dataDir, 1);
    const desk = await browser.newContext({ offline: true });
    const reader = await desk.newPage();
    await reader.goto(pathToFileURL('dist/reader.html').href);
    const buffer = Buffer.from(letter?.mail ?? '');
    const mail = { name: `Post ${mark}.eml`, mimeType: 'message/rfc822', buffer };
    await reader.setInputFiles('#letter-file', mail);
    await reader.setInputFiles('#key-file', join(KEYS, 'social.private.asc'));
    await reader.click('#open');
    await expect(reader.locator('#letter-heading')).toHaveText(`Brev ${mark}`);
    await expect(reader.locator('#letter')).toContainText(TYPED.reach);
    await expect(reader.locator('#letter .words', { hasText: TYPED.ownWords })).toHaveAttribute(
      'lang',
      'ar',
    );
    await desk.close();
  });

  await test.step('leaves, and nothing of the site comes back', async () => {
    await exitOf(page).click();
    await page.waitForURL(profileOfArea.exits.ar.url);
    const { addresses, index } = await tabHistory(page);
    expect(addresses.filter((address) => address.startsWith(site.origin))).toEqual([]);
    expect(addresses[index - 1]).toContain('/search');
    await travel(page, -1);
    await expect(page.locator('h1')).toHaveText('/search');
    const rows = await visibleHistory(profile.context);
    expect(rows.filter(({ address }) => address.startsWith(site.origin))).toEqual([]);
    expect(rows.some(({ address }) => address.includes('/search'))).toBe(true);
  });

  await test.step('no file of the profile holds a word that was typed', async () => {
    await profile.quit();
    for (const words of Object.values(TYPED)) expect(filesWith(profile.folder, words)).toEqual([]);
    // The search for words can fail: the address of the site is in the file that no page can change.
    expect(filesWith(profile.folder, new URL(site.origin).host)).toContain('Default/History');
    const rows = historyFile(profile.folder).filter(({ address }) =>
      address.startsWith(site.origin),
    );
    expect(rows.length).toBeLessThanOrEqual(2);
  });

  await profile.discard();
  await Promise.all([site.stop(), search.close(), destination.close()]);
});
