import { Agent } from 'node:http';
import { sealedFrame } from '../../../scripts/bench/frames.ts';
import { FREE_REQUESTS } from '../../../src/intake/gate/gate.ts';
import { postFrom } from '../../support/flood.ts';
import { landed } from '../../support/outbox.ts';
import { startSite, type SiteServer } from '../../support/site-server.ts';
import { expect, test } from '../../support/site-test.ts';

let own: SiteServer;

/** Another sender of the same network has used up its share. */
test.beforeEach(async () => {
  own = await startSite();
  const { frame } = await sealedFrame('social');
  const agent = new Agent({ keepAlive: true });
  for (let time = 0; time < FREE_REQUESTS; time += 1) {
    expect(await postFrom({ origin: own.origin, frame }, '', agent)).toBe(202);
  }
  agent.destroy();
  await landed(own.dataDir, 1);
});
test.afterEach(() => own.stop());

test('a real sender gets through while its network is over its share, with the numbers in sight', async ({
  page,
}) => {
  const workers: string[] = [];
  page.on('worker', (worker) => workers.push(new URL(worker.url()).pathname));
  const posted: Buffer[] = [];
  const answers: number[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') posted.push(request.postDataBuffer() ?? Buffer.alloc(0));
  });
  page.on('response', (response) => {
    if (response.request().method() === 'POST') answers.push(response.status());
  });
  await page.goto(`${own.origin}/sv/skriv/`);
  // The worker waits until the page has been looked at.
  let goOn = (): void => undefined;
  const looked = new Promise<void>((resolve) => (goOn = resolve));
  await page.context().route('**/w.*.js', async (route) => {
    await looked;
    await route.continue();
  });
  await page.locator('#reach').fill('070-1');
  await page.locator('.send').click();
  await expect(page.locator('[data-not-sent]')).toBeFocused();
  await expect(page.locator('[data-reason=proof]')).toContainText('Vänta lite.');
  await expect(page.locator('[data-not-sent] a[href="tel:116016"]')).toBeVisible();
  await expect(page.locator('[data-not-sent] a[href="tel:112"]')).toBeVisible();
  await expect(page.locator('[data-quick-exit]').first()).toBeVisible();
  goOn();
  await expect(page.locator('main [data-mark]')).toBeVisible();
  expect(answers).toEqual([429, 202]);
  expect(posted).toHaveLength(2);
  expect(posted[1]?.equals(posted[0] ?? Buffer.alloc(0))).toBe(true);
  expect(workers).toEqual([expect.stringMatching(/^\/w\.[0-9a-f]{8}\.js$/u)]);
  await landed(own.dataDir, 2);
});

test('a device that cannot do the work is told "not sent", keeps its words, and never waits for nothing', async ({
  page,
}) => {
  await page.route('**/w.*.js', (route) => route.abort());
  await page.goto(`${own.origin}/ar/skriv/`);
  await page.locator('#reach').fill('070-2');
  await page.locator('.send').click();
  await expect(page.locator('[data-reason=not-stored]')).toBeVisible();
  await expect(page.locator('[data-reason=proof]')).toBeHidden();
  await expect(page.locator('[data-not-sent] a[href="tel:116016"]')).toBeVisible();
  await expect(page.locator('#reach')).toHaveValue('070-2');
});

test('who is not over a share loads no worker', async ({ page, site }) => {
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
  await page.goto(`${site.origin}/sv/skriv/`);
  await page.locator('#reach').fill('070-3');
  await page.locator('.send').click();
  await expect(page.locator('main [data-mark]')).toBeVisible();
  expect(loaded.filter((path) => path.startsWith('/w.'))).toEqual([]);
});

test('a browser that fills in the field nobody sees has to work, and its letter arrives', async ({
  page,
  site,
}) => {
  const answers: number[] = [];
  page.on('response', (response) => {
    if (response.request().method() === 'POST') answers.push(response.status());
  });
  await page.goto(`${site.origin}/sv/skriv/`);
  await page.locator('#reach').fill('070-4');
  await page.locator('#website').evaluate((field: HTMLInputElement) => (field.value = 'filled in'));
  await page.locator('.send').click();
  await expect(page.locator('main [data-mark]')).toBeVisible();
  expect(answers).toEqual([429, 202]);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('the page comes back with telephone numbers and everything typed', async ({ page }) => {
    await page.goto(`${own.origin}/uk/skriv/`);
    await page.locator('#reach').fill('070-5');
    await page.locator('#ownWords').fill('<b>så här</b>');
    await page.locator('.send').click();
    await expect(page.locator('[data-not-sent] a[href="tel:112"]')).toBeVisible();
    await expect(page.locator('[data-reason=not-stored]')).toBeVisible();
    await expect(page.locator('[data-reason=proof]')).toBeHidden();
    await expect(page.locator('#ownWords')).toHaveValue('<b>så här</b>');
    await expect(page.locator('#reach')).toHaveValue('070-5');
    await landed(own.dataDir, 1);
  });
});
