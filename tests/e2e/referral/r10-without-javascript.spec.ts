import { join } from 'node:path';
import { filesWith } from '../../support/profile-traces.ts';
import { keyRing } from '../../support/gpg.ts';
import { landed } from '../../support/outbox.ts';
import { startSite } from '../../support/site-server.ts';
import { expect, test } from '../../support/site-test.ts';

const SENTINEL = 'kvarnsten7719';

test.use({ javaScriptEnabled: false });

test('the page says what differs', async ({ page }) => {
  await page.goto('/sv/skriv/');
  await expect(
    page.getByText('Då låses det du skriver först när det når vår server'),
  ).toBeVisible();
  await expect(page.getByText('Det du skriver låses i din telefon')).toBeHidden();
});

test('the same form sends a letter, and the words stand nowhere else', async ({ page }) => {
  const site = await startSite();
  await page.goto(`${site.origin}/ar/skriv/`);
  await page.locator('#reach').fill(SENTINEL);
  await page.locator('#ownWords').fill('أريد أن أتحدث');
  const [, note = ''] = (await page.locator('label.opt').first().innerText()).trim().split('\n');
  await page.locator('.send').click();
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  const mark = await page.locator('main [data-mark]').innerText();
  await expect(page.locator('form')).toHaveCount(0);

  const [letter] = await landed(site.dataDir, 1);
  expect(letter?.mail).toContain(`Subject: Post ${mark}`);
  const ring = keyRing(join('.local', 'keys', 'social.private.asc'));
  const { text } = ring.open(letter?.armor ?? '');
  ring.discard();
  expect(text).toContain(SENTINEL);
  expect(text).toContain('أريد أن أتحدث');
  expect(text).toContain(`Vid sitt val fick avsändaren veta:\r\n”${note}”`);
  expect(filesWith(site.dataDir, SENTINEL)).toEqual([]);
  await site.stop();
});

test('back and send again is one letter', async ({ page }) => {
  const site = await startSite();
  await page.goto(`${site.origin}/sv/skriv/`);
  await page.locator('#reach').fill('070');
  await page.locator('.send').click();
  const mark = await page.locator('main [data-mark]').innerText();
  await landed(site.dataDir, 1);
  await page.goBack();
  await page.locator('#reach').fill('070');
  await page.locator('.send').click();
  await expect(page.locator('main [data-mark]')).toHaveText(mark);
  await landed(site.dataDir, 1);
  await site.stop();
});

test('a form that is far too long is refused in every language, with numbers', async ({ page }) => {
  const site = await startSite();
  const answer = await page.request.post(`${site.origin}/api/referrals/`, {
    headers: { Origin: site.origin },
    form: { kind: 'self', locale: 'ar', ownWords: 'ض'.repeat(20_000) },
  });
  expect(answer.status()).toBe(413);
  const html = await answer.text();
  for (const part of ['lang="ar"', 'lang="en"', 'tel:112', 'tel:116016', 'tel:020555666']) {
    expect(html).toContain(part);
  }
  // Nor does it lead from the room of those who use violence to the others.
  expect(html).not.toContain('href="/ar/"');
  await site.stop();
});

test('a form without a way to answer comes back with a sentence and everything typed', async ({
  page,
}) => {
  await page.goto('/sv/skriv/');
  await page.locator('[name=recipients][value=both]').check();
  await page.locator('#ownWords').fill('ring <b>mig</b> & "tack"');
  await page.locator('[name=sms][value=no]').check();
  await page.locator('.send').click();
  await expect(page.locator('[data-field=reach] .msg:visible')).toHaveCount(1);
  await expect(page.locator('#ownWords')).toHaveValue('ring <b>mig</b> & "tack"');
  await expect(page.locator('[name=recipients][value=both]')).toBeChecked();
  await expect(page.locator('[name=sms][value=no]')).toBeChecked();
  await page.locator('[data-error-summary] a').click();
  await expect(page.locator('#reach')).toBeInViewport();
  await page.locator('#reach').fill('070');
  await page.locator('.send').click();
  await expect(page.locator('main [data-mark]')).toBeVisible();
});

test('the exit is a plain link, and reading works', async ({ page }) => {
  await page.goto('/sv/');
  await page.getByRole('link', { name: 'Läs mer' }).click();
  await expect(page.locator('h1')).toHaveText('Korta svar');
  await page.locator('a[data-back]').click();
  await expect(page.locator('h1')).toHaveText('Du väljer hur mycket du berättar.');
});
