import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import sharp from 'sharp';
import type { Manifest, Piece } from '../../src/campaign/manifest.ts';
import { readSheet, type ReadImage } from '../support/own-copy-pdf.ts';
import { expect, FULL, test } from '../support/site-test.ts';

const POINTS_PER_MM = 72 / 25.4;
const LINE = 'Reception, 08-123 45 67';
const { pieces } = JSON.parse(
  readFileSync('dist/client/material/manifest.json', 'utf8'),
) as Manifest;
const words = (locale: string) =>
  JSON.parse(readFileSync(`content/locales/${locale}/ui.json`, 'utf8')) as Record<string, string>;
const sv = words('sv');

const XMLNS = 'xmlns="http://www.w3.org/2000/svg"';
/** A logo: a red bar with a clear hole in it, 4 times as wide as high. */
const DRAWN = `<svg ${XMLNS} viewBox="0 0 400 100">
  <style>.bar { fill: #c00 }</style><path class="bar" style="fill-rule:evenodd" d="M0 0h400v100H0zM100 25h200v50H100z"/></svg>`;
const raster = sharp(Buffer.from(DRAWN), { density: 250 });
const LOGOS = {
  'image/svg+xml': Buffer.from(DRAWN),
  'image/png': await raster.clone().png().toBuffer(),
  'image/jpeg': await raster.clone().flatten({ background: '#fff' }).jpeg().toBuffer(),
};

const tool = (page: Page) => page.locator('details[data-island]');
const kind = (page: Page, name: string) => tool(page).getByLabel(name, { exact: true });
const press = (page: Page) => tool(page).locator('.send').click();

async function open(page: Page, locale = 'sv', place = 'toalett'): Promise<void> {
  await page.goto(`/${locale}/material/${place}/`);
  await tool(page).locator('summary').click();
  await expect(page.locator('#own-line')).toBeVisible();
}

const choose = (page: Page, mimeType: string, buffer: Buffer) =>
  page.setInputFiles('#own-logo', { name: 'logo', mimeType, buffer });

async function saved(page: Page, link: Locator): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** How dark a place of an image is, 0 to 255; from its upper left corner, as parts of its size. */
const inkAt = ({ width, height, pixels }: ReadImage, x: number, y: number): number =>
  255 - pixels[Math.floor(y * height) * width + Math.floor(x * width)]!;

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });
  test('says what to do instead, and shows nothing that would not work', async ({ page }) => {
    await page.goto('/sv/material/toalett/');
    await expect(tool(page)).toBeHidden();
    await expect(page.locator('noscript p')).toHaveText(sv['own.by-hand']!);
    await expect(page.locator('noscript p')).toBeVisible();
  });
});

for (const [type, logo] of Object.entries(LOGOS)) {
  test(`${type} and a line stand grey in the field, and nothing else is changed`, async ({
    page,
    site,
  }) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(`${request.method()} ${request.url()}`));
    const faults: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    await open(page);
    const two = [`${sv['kit.to.young']!}: A4`, `${sv['kit.to.support']!}: A5`];
    for (const name of two) await kind(page, name).check();
    await choose(page, type, logo);
    await page.locator('#own-line').fill(LINE);
    await press(page);
    const links = tool(page).locator('.list a');
    await expect(links).toHaveCount(2);
    await expect(links.first()).toBeFocused();
    for (const link of await links.all()) {
      const { name, bytes } = await saved(page, link);
      const piece = pieces.find(({ file }) => file.replace('.pdf', '-egen.pdf') === name)!;
      expect(piece).toMatchObject({ use: 'press', locale: 'sv' });
      await comparesWith(piece, bytes);
    }
    // The page, its facts, its two modules and the two sheets, besides the pictures of the page; `data:` and
    // `blob:` stay inside it.
    const outside = asked.filter((request) => !/^GET (?:(?:data|blob):|.*\.webp$)/u.test(request));
    expect(outside.every((request) => request.startsWith(`GET ${site.origin}/`))).toBe(true);
    expect(outside.length).toBe(6);
    expect(await kept(page)).toEqual([]);
    // The policy of the site forbids the styles of a drawing while it is read; its text keeps them, and they are drawn.
    expect(faults.filter((fault) => !fault.startsWith('Applying inline style'))).toEqual([]);
  });
}

async function comparesWith(piece: Piece, bytes: Buffer): Promise<void> {
  const before = await readSheet(readFileSync(`dist/client/material/${piece.file}`));
  const after = await readSheet(bytes);
  expect(after.pages).toBe(before.pages);
  expect(after.boxes).toEqual(before.boxes);
  expect(before.streams.length).toBeGreaterThan(0);
  expect(after.streams).toEqual(expect.arrayContaining([...before.streams]));
  const added = after.streams.filter((stream) => !before.streams.includes(stream));
  // Saving and restoring the state, the marked words, the matrix and one image: no colour, no text.
  expect(added.join('\n').match(/(?<=^|\s)[A-Za-z*]{1,3}(?=\s|$)/gu)).toEqual([
    'q',
    'Q',
    'BDC',
    'q',
    'cm',
    'Do',
    'Q',
    'EMC',
  ]);
  expect(before.images).toEqual([]);
  const [image, ...others] = after.images;
  expect(others).toEqual([]);
  expect(image).toMatchObject({ colours: '/DeviceGray', bits: 8 });
  const [width, , , height, x, y] = /([\d. -]+) cm/u
    .exec(added.join('\n'))![1]!
    .trim()
    .split(' ')
    .map(Number);
  const [left, , , top] = before.boxes['TrimBox']!;
  const field = piece.free!;
  expect((x! - left!) / POINTS_PER_MM).toBeCloseTo(field.x, 2);
  expect((top! - y! - height!) / POINTS_PER_MM).toBeCloseTo(field.y, 2);
  expect(width! / POINTS_PER_MM).toBeCloseTo(field.width, 2);
  expect(height! / POINTS_PER_MM).toBeCloseTo(field.height, 2);
  expect(image!.width / (field.width / 25.4)).toBeGreaterThan(599);
  // The bar is as wide as the field, above the line; what was clear or white stays without ink.
  const middle = 1 - (8 * 25.4) / 72 / field.height - field.width / 8 / field.height;
  expect(inkAt(image!, 0.1, middle - 0.05)).toBeGreaterThan(180);
  expect(inkAt(image!, 0.5, middle - 0.05)).toBeLessThan(6);
  expect(inkAt(image!, 0.5, 0.01)).toBe(0);
  const foot = image!.pixels.subarray(Math.floor(image!.height * 0.9) * image!.width);
  expect(foot.some((shade) => shade < 20)).toBe(true);
}

/** Everything that a page can keep in a browser. */
const kept = (page: Page) =>
  page.evaluate(async () => [
    ...Object.keys(localStorage),
    ...Object.keys(sessionStorage),
    ...(document.cookie === '' ? [] : [document.cookie]),
    ...(await indexedDB.databases()).map(({ name }) => name),
    ...(await caches.keys()),
  ]);

test('says what is wrong with a file at once, and keeps what was written', async ({ page }) => {
  await open(page, 'sv', 'trapphus');
  await page.locator('#own-line').fill(LINE);
  await kind(page, `${sv['kit.to.neighbour']!}: A3`).check();
  const problem = page.locator('#own-logo-problem');
  const size = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: '#123' } })
      .png({ compressionLevel: 1 })
      .toBuffer();

  await choose(page, 'image/png', Buffer.from('%PDF-1.7'));
  await expect(problem).toHaveText(sv['own.problem.not-a-picture']!);
  await choose(page, 'image/png', LOGOS['image/png'].subarray(0, 20));
  await expect(problem).toHaveText(sv['own.problem.not-a-picture']!);
  await choose(page, 'image/svg+xml', Buffer.from('<svg viewBox="0 0 1 1"><g></svg>'));
  await expect(problem).toHaveText(sv['own.problem.not-a-picture']!);
  await choose(page, 'image/png', Buffer.alloc(10_100_000, 1));
  await expect(problem).toContainText('10.1 MB');
  await choose(page, 'image/png', await size(5000, 4100));
  await expect(problem).toContainText('5000 × 4100');
  await choose(page, 'image/svg+xml', Buffer.from(`<svg ${XMLNS}><animate/></svg>`));
  await expect(problem).toHaveText(sv['own.problem.moves']!);
  for (const inside of ['<image href="logo.png"/>', '<g id="a"><use href="b.svg#a"/></g>']) {
    await choose(page, 'image/svg+xml', Buffer.from(`<svg ${XMLNS}>${inside}</svg>`));
    await expect(problem).toHaveText(sv['own.problem.drawing']!);
  }
  for (const light of ['<path/>', '<path fill="#f5f5f5" d="M0 0h300v150H0z"/>']) {
    await choose(page, 'image/svg+xml', Buffer.from(`<svg ${XMLNS}>${light}</svg>`));
    await expect(problem).toHaveText(sv['own.problem.blank']!);
  }
  await choose(page, 'image/png', await size(400, 100));
  await expect(problem).toContainText('400 × 100');
  await expect(problem).toContainText('1016 × 254');
  await expect(page.locator('#own-logo')).toHaveAttribute('aria-invalid', 'true');

  await press(page);
  await expect(page.locator('#own-logo')).toBeFocused();
  await expect(page.locator('#own-line')).toHaveValue(LINE);
  await tool(page).getByRole('button', { name: sv['own.logo.remove']! }).click();
  await expect(problem).toBeEmpty();
  await press(page);
  await expect(tool(page).locator('.list a')).toHaveCount(1);
});

test('says what is wrong with the rest when the copies are asked for', async ({ page }) => {
  await open(page);
  const line = page.locator('#own-line-problem');
  await press(page);
  await expect(page.locator('#own-sheets-problem')).toHaveText(sv['own.problem.sheets']!);
  await expect(line).toHaveText(sv['own.problem.nothing']!);
  const a5 = kind(page, `${sv['kit.to.support']!}: A5`);
  await a5.check();
  await page.locator('#own-line').fill('08-123 45 67 eller 070-123 45 67');
  await expect(line).toHaveText(sv['own.problem.numbers']!);
  await page.locator('#own-line').fill('Стокгольм');
  await expect(line).toContainText('С т о к г л ь м');
  await page.locator('#own-line').fill('Stadsdelens bibliotek, informationsdisken en trappa upp');
  await expect(line).toContainText(`${sv['kit.to.support']!}: A5`);
  await expect(tool(page).locator('.list')).toHaveCount(0);
  await expect(a5).toBeChecked();
});

test('keeps what was chosen when a sheet cannot be fetched, and tries again', async ({ page }) => {
  await open(page);
  await kind(page, `${sv['kit.to.young']!}: A4`).check();
  await page.locator('#own-line').fill(LINE);
  await page.route('**/material/*-tryck.pdf', (route) => route.abort());
  await press(page);
  await expect(tool(page).getByText(sv['own.problem.failed']!)).toBeVisible();
  await expect(page.locator('#own-line')).toHaveValue(LINE);
  await page.unroute('**/material/*-tryck.pdf');
  await press(page);
  await expect(tool(page).locator('.list a')).toHaveCount(1);
  // Copies of what was written before are not offered any more.
  await page.locator('#own-line').fill('Expeditionen');
  await expect(tool(page).locator('.list')).toHaveCount(0);
});

test('says what to do by hand while it cannot be fetched, and tries again when opened again', async ({
  page,
}) => {
  await page.route('**/material/toalett.json', (route) => route.abort());
  await page.goto('/sv/material/toalett/');
  const summary = tool(page).locator('summary');
  await summary.click();
  await expect(tool(page).getByText(sv['own.by-hand']!)).toBeVisible({ timeout: 10_000 });
  await page.unroute('**/material/toalett.json');
  await summary.click();
  await summary.click();
  await expect(page.locator('#own-line')).toBeVisible();
});

test('waits for a file that is still being read', async ({ page }) => {
  await page.addInitScript(() => {
    const read = FileReader.prototype.readAsDataURL;
    FileReader.prototype.readAsDataURL = function (blob) {
      setTimeout(() => read.call(this, blob), 1000);
    };
  });
  await open(page);
  await kind(page, `${sv['kit.to.support']!}: A4`).check();
  await choose(page, 'image/png', LOGOS['image/png']);
  await press(page);
  const { bytes } = await saved(page, tool(page).locator('.list a'));
  const { images } = await readSheet(bytes);
  expect(images[0]!.pixels.some((shade) => shade < 100)).toBe(true);
});

test('works in Arabic, with the keyboard alone, on a page shown in place', async ({ page }) => {
  await page.goto('/ar/material/');
  await page.locator('#page a[href="/ar/material/toalett/"]').first().click();
  await tool(page).locator('summary').focus();
  await page.keyboard.press('Enter');
  const ar = words('ar');
  await kind(page, `${ar['kit.to.support']!}: A4`).focus();
  await page.keyboard.press('Space');
  await page.locator('#own-line').focus();
  await page.keyboard.type(LINE);
  await page.keyboard.press('Enter');
  const link = tool(page).locator('.list a');
  await expect(link).toBeFocused();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.keyboard.press('Enter'),
  ]);
  expect(download.suggestedFilename()).toBe('ring-affisch-a4-ar-tryck-egen.pdf');
  const { images } = await readSheet(readFileSync(await download.path()));
  // The line ends where reading begins: at the right.
  const [image] = images;
  const columns = (from: number, to: number) =>
    Array.from({ length: 400 }, (_, place) =>
      inkAt(image!, from + ((to - from) * place) / 400, 0.94),
    );
  expect(Math.max(...columns(0.9, 0.999))).toBeGreaterThan(100);
});

for (const locale of FULL ? ['sv', 'ar'] : ['ar']) {
  test(`axe finds nothing in the open form, with its problems and its copies (${locale})`, async ({
    page,
  }) => {
    await open(page, locale);
    await press(page);
    const found = async () =>
      (await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id);
    expect(await found()).toEqual([]);
    await tool(page).locator('fieldset input').first().check();
    await page.locator('#own-line').fill(LINE);
    await press(page);
    await expect(tool(page).locator('.list a')).toHaveCount(1);
    expect(await found()).toEqual([]);
    for (const control of await tool(page).locator('.opt, .in, button, .list a').all()) {
      expect((await control.boundingBox())!.height).toBeGreaterThanOrEqual(48);
    }
  });
}
