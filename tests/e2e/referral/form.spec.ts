import { join } from 'node:path';
import { rm, writeFile } from 'node:fs/promises';
import { startSite } from '../../support/site-server.ts';
import { expect, test } from '../../support/site-test.ts';

test('without a way to answer it says so beside the field and nothing is lost', async ({
  page,
}) => {
  await page.goto('/sv/skriv/');
  await page.locator('#ownWords').fill('ring mig');
  await page.locator('.send').click();
  await expect(page.locator('[data-error-summary]')).toBeFocused();
  await expect(page.locator('[data-field=reach] .msg:visible')).toHaveText(
    'Fel: Skriv hur vi når dig, eller välj ”Jag vill inte ha svar”.',
  );
  await expect(page.locator('#reach')).toHaveAttribute('aria-invalid', 'true');
  await page.locator('[data-error-summary] a').click();
  await expect(page.locator('#reach')).toBeFocused();
  expect(new URL(page.url()).hash).toBe('');
  await expect(page.locator('#ownWords')).toHaveValue('ring mig');

  await page.locator('#noReply').check();
  await page.locator('.send').click();
  await expect(page.locator('main [data-mark]')).toBeVisible();
});

test('words that are too long are refused beside the field', async ({ page }) => {
  await page.goto('/sv/skriv/');
  await page.locator('#reach').fill('070');
  await page.locator('#ownWords').fill('å'.repeat(301));
  await expect(page.locator('[data-counter]')).toHaveText('-1 tecken kvar');
  await page.locator('.send').click();
  await expect(page.locator('[data-field=ownWords] .msg:visible')).toHaveCount(1);
});

test('the counter counts what a person counts', async ({ page }) => {
  await page.goto('/sv/skriv/');
  await page.locator('#ownWords').fill('👩‍👩‍👧‍👦');
  await expect(page.locator('[data-counter]')).toHaveText('299 tecken kvar');
});

test('the button names the receiver', async ({ page }) => {
  await page.goto('/sv/skriv/');
  const send = page.locator('.send');
  await expect(send).toHaveText(/Skicka till socialtjänsten/u, { useInnerText: true });
  await page.locator('[name=recipients][value=police]').check();
  await expect(send).toHaveText('Skicka till polisen', { useInnerText: true });
  await page.locator('[name=recipients][value=both]').check();
  await expect(send).toHaveText('Skicka till socialtjänsten och polisen', { useInnerText: true });
});

test('a spool that cannot be written is "not sent", with numbers, and the text stays', async ({
  page,
}) => {
  const site = await startSite();
  const spool = join(site.dataDir, 'spool', 'tmp');
  await page.goto(`${site.origin}/sv/skriv/`);
  await page.locator('#reach').fill('070-5');
  await rm(spool, { recursive: true });
  await writeFile(spool, 'a file where the folder was');
  await page.locator('.send').click();
  await expect(page.locator('[data-not-sent]')).toBeFocused();
  await expect(page.locator('[data-reason=not-stored]')).toBeVisible();
  await expect(page.locator('[data-not-sent] a[href="tel:112"]')).toBeVisible();
  await expect(page.locator('#reach')).toHaveValue('070-5');
  await site.stop();
});

test('R13: after sending neither Back nor the page holds a word, and nothing is stored', async ({
  page,
  context,
  site,
}) => {
  await page.goto('/sv/');
  await page.locator('a[href="/sv/skriv/"]').click();
  await page.waitForURL('**/sv/skriv/');
  await page.locator('#reach').fill('kvarnsten7719');
  await page.locator('.send').click();
  await expect(page.locator('h1')).toBeFocused();
  expect(await page.content()).not.toContain('kvarnsten7719');
  await page.reload();
  await expect(page.locator('#reach')).toHaveValue('');
  expect(await context.cookies()).toEqual([]);
  expect(await context.storageState({ indexedDB: true })).toEqual({ cookies: [], origins: [] });
  const answer = await page.request.get(`${site.origin}/sv/skriv/`);
  expect(answer.headers()['cache-control']).toBe('no-store');
  expect(answer.headers()['referrer-policy']).toBe('same-origin');
});

test('every kind of sender can send', async ({ page }) => {
  for (const path of ['/en/skriv/rad/', '/ar/skriv/arbete/', '/sv/sluta/skriv/']) {
    await page.goto(path);
    await page.locator('#reach').fill('070');
    await page.locator('.send').click();
    await expect(page.locator('main [data-mark]')).toBeVisible();
    await expect(page.locator('h1')).toBeFocused();
  }
});
