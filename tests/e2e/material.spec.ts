import type { Request } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { expect, test } from '../support/site-test.ts';

const POSTER = 'granne-affisch-a3-sv.pdf';

test.use({ viewport: { width: 360, height: 720 } });

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a place, a language and a file are three presses away', async ({ page }) => {
    await page.goto('/sv/material/');
    await page.locator('.doors a[href="/sv/material/trapphus/"]').click();
    await expect(page.locator('main img').first()).toBeVisible();
    await page.locator('summary', { hasText: 'Polski' }).last().click();
    const link = page.locator('a[href="/material/granne-affisch-a3-pl.pdf"]');
    await expect(link).toBeVisible();
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toBe('granne-affisch-a3-pl.pdf');
  });
});

test('shown in place, a page has its pictures, and a download leaves the page as it is', async ({
  page,
}) => {
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  await page.goto('/sv/material/');
  await page.locator('.doors a[href="/sv/material/trapphus/"]').click();
  await expect(page.locator('h1')).toHaveText('Trapphus, tvättstuga och hiss');
  expect(new URL(page.url()).pathname).toBe('/sv/material/');
  const picture = page.locator('main img').first();
  await picture.scrollIntoViewIfNeeded();
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0);
  const link = page.locator(`a[href="/material/${POSTER}"]`);
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  expect(download.suggestedFilename()).toBe(POSTER);
  expect(readFileSync(await download.path())).toEqual(
    readFileSync(`dist/client/material/${POSTER}`),
  );
  await expect(page.locator('h1')).toHaveText('Trapphus, tvättstuga och hiss');
  expect(faults).toEqual([]);
});

for (const path of ['', 'trapphus/', 'toalett/', 'disk/', 'sociala/', 'separat/']) {
  // Each in a browser of its own: what finishes late belongs to nobody else.
  for (const viewport of [
    { width: 360, height: 720 },
    { width: 1280, height: 800 },
  ]) {
    test(`the first view of /sv/material/${path} is at most 60 kB, ${String(viewport.width)} px wide`, async ({
      page,
    }) => {
      const sizes: ReturnType<Request['sizes']>[] = [];
      page.on('requestfinished', (request) => {
        sizes.push(request.sizes());
      });
      await page.setViewportSize(viewport);
      await page.goto(`/sv/material/${path}`, { waitUntil: 'networkidle' });
      const bytes = (await Promise.all(sizes)).reduce((sum, one) => sum + one.responseBodySize, 0);
      expect(bytes).toBeGreaterThan(5_000);
      expect(bytes).toBeLessThanOrEqual(60_000);
    });
  }
}
