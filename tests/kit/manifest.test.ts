import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { CAMPAIGNS } from '../../src/campaign/campaigns.ts';
import { SHELVES } from '../../src/campaign/shelves.ts';
import { FORMATS } from '../../src/campaign/formats.ts';
import { areaProfile } from '../../scripts/content/profile-file.ts';
import {
  described,
  helplines,
  KIT,
  kitFile,
  manifest,
  piecesFor,
  printed,
} from '../support/kit.ts';

const { locales } = areaProfile();

test('every campaign stands in every format and language, for office and printer or as picture and drawing', () => {
  for (const { id: campaign } of CAMPAIGNS) {
    for (const { id: format, medium } of FORMATS) {
      for (const locale of locales) {
        const uses = manifest.pieces
          .filter((piece) => piece.campaign === campaign && piece.format === format)
          .filter((piece) => piece.locale === locale && piece.second === null)
          .map(({ use }) => use);
        const wanted = medium === 'print' ? ['office', 'press'] : ['picture', 'drawing'];
        expect(uses, `${campaign} ${format} ${locale}`).toEqual(wanted);
      }
    }
  }
});

/** The names in a bundle, with their folders. */
const inBundle = (file: string): string[] =>
  printed('unzip', '-Z1', kitFile(file)).trim().split('\n');
/** The names of the files of the kit in a bundle. */
const packed = (file: string): string[] =>
  inBundle(file)
    .filter((name) => !name.endsWith('.txt'))
    .map((name) => basename(name));

test('a bundle has a folder for each place, the two-language sheets, where to hang what, and the texts', () => {
  const names = inBundle('material-ar.zip');
  expect(names).toContain('trapphus/granne-affisch-a4-sv-ar.pdf');
  expect(names).toContain('ovrigt/ring-affisch-a3-ar.pdf');
  const text = (name: string) => printed('unzip', '-p', kitFile('material-ar.zip'), name);
  const ui = JSON.parse(readFileSync('content/locales/ar/ui.json', 'utf8')) as Record<
    string,
    string
  >;
  const readMe = text('LAS-MIG.txt');
  for (const { id, slug } of SHELVES.filter((shelf) => shelf.id !== 'apart')) {
    expect(readMe).toContain(ui[`kit.where.${id}`]);
    expect(names.some((name) => name.startsWith(`${slug}/`))).toBe(
      // Everything for waiting rooms hangs in stairwells or cubicles too.
      readMe.includes(`${slug}/ `),
    );
  }
  const pictures = manifest.pieces.filter(
    ({ type, locale, campaign }) =>
      type.startsWith('image/') && locale === 'ar' && campaign !== 'stop',
  );
  for (const { file, alt } of pictures) {
    expect(readMe).toContain(`/${file}\n`);
    expect(readMe).toContain(alt);
  }
  expect(text('texter.txt')).toBe(readFileSync('dist/client/ar/material/texter.txt', 'utf8'));
  expect(inBundle('material-separat-ar.zip')).toEqual(
    expect.arrayContaining(['LAS-MIG.txt', 'separat.txt']),
  );
});

test('the digests reach every file, the small pictures and the texts', () => {
  const sums = readFileSync(kitFile('sha256sums.txt'), 'utf8');
  const listed = new Set(
    sums
      .trim()
      .split('\n')
      .map((line) => line.slice(66)),
  );
  for (const name of readdirSync(KIT))
    expect(listed.has(name), name).toBe(name !== 'sha256sums.txt');
  for (const locale of locales) expect(listed).toContain(`../${locale}/material/texter.txt`);
  for (const { file, sha256 } of manifest.booklets) expect(sums).toContain(`${sha256}  ${file}\n`);
});

test('the manifest tells of the guide in large print of every language', () => {
  expect(manifest.booklets.map(({ locale }) => locale).sort()).toEqual([...locales].sort());
  for (const { file, bytes } of manifest.booklets) expect(statSync(kitFile(file)).size).toBe(bytes);
});

test('neighbours get sheets in Swedish and each other language', () => {
  const seconds = manifest.pieces.filter(({ second }) => second !== null);
  expect(new Set(seconds.map(({ second }) => second))).toEqual(
    new Set(locales.filter((locale) => !locale.startsWith('sv'))),
  );
  expect(new Set(seconds.map(({ campaign }) => campaign))).toEqual(new Set(['neighbour']));
});

test('the manifest tells the size and digest of every file, and no file is missing from it', () => {
  const told = [...manifest.pieces, ...manifest.bundles];
  for (const { file, bytes } of told) expect(statSync(kitFile(file)).size, file).toBe(bytes);
  const previews = new Set(manifest.pieces.map(({ preview }) => preview));
  const known = new Set([...told.map(({ file }) => file), ...previews]);
  const others = readdirSync(KIT).filter((name) => !known.has(name));
  expect(others.filter((name) => !name.startsWith('numren-')).sort()).toEqual([
    'manifest.json',
    'sha256sums.txt',
  ]);
});

test('the digests are those that sha256sum finds', () => {
  expect(() =>
    printed('sh', '-c', `cd ${KIT} && sha256sum --quiet -c sha256sums.txt`),
  ).not.toThrow();
});

test('what no native speaker has read says so, and is in no bundle but that of its language', () => {
  for (const { locale, second, reviewed } of manifest.pieces) {
    expect(reviewed).toBe(locale === 'sv' && second === null);
  }
  const all = manifest.bundles.find(({ locale }) => locale === null);
  const read = manifest.pieces.filter(({ reviewed }) => reviewed);
  const together = read.filter(({ campaign }) => campaign !== 'stop').map(({ file }) => file);
  expect(packed(all!.file).sort()).toEqual(together.sort());
});

test('what is meant for those who use violence is packed alone', () => {
  const stop = new Set(
    manifest.pieces.filter(({ campaign }) => campaign === 'stop').map(({ file }) => file),
  );
  for (const { file, apart } of manifest.bundles)
    expect(packed(file).filter((name) => stop.has(name) !== apart)).toEqual([]);
});

test('a bundle holds the same bytes as the single files', () => {
  const [bundle] = manifest.bundles;
  const piece = manifest.pieces.find(({ locale }) => locale === bundle!.locale)!;
  const inside = printed(
    'sh',
    '-c',
    `unzip -p ${kitFile(bundle!.file)} '*/${piece.file}' | sha256sum`,
  );
  expect(inside.slice(0, 64)).toBe(piece.sha256);
  const digest = createHash('sha256')
    .update(readFileSync(kitFile(piece.file)))
    .digest('hex');
  expect(digest).toBe(piece.sha256);
});

test('the alternative text of a file says every number on it; a drawing carries it under a neutral title', () => {
  const plain = (text: string) => text.replaceAll('\u00a0', ' ').replaceAll('\u200e', '');
  for (const piece of manifest.pieces) {
    const sheet = described(piece);
    const numbers = sheet.helplines.map((id) => helplines.find((line) => line.id === id)!.phone!);
    expect(numbers.length).toBeGreaterThan(0);
    for (const { display } of numbers) expect(plain(piece.alt), piece.file).toContain(display);
    expect(plain(piece.label), piece.file).toContain(numbers[0]!.display);
    const isDrawn = !['card', 'fold', 'slip'].includes(sheet.layout);
    expect(piece.alt.includes(sheet.alt), piece.file).toBe(isDrawn);
  }
  for (const piece of piecesFor('drawing')) {
    const text = readFileSync(kitFile(piece.file), 'utf8');
    expect(text).toContain(`role="img" lang="${described(piece).lang}" aria-label="${piece.alt}"`);
    expect(text).toContain(`<title>${piece.file.replace('.svg', '')}</title>`);
  }
});

test('the median printer file is at most 200 kB', () => {
  const sizes = manifest.pieces.filter(({ use }) => use === 'press').map(({ bytes }) => bytes);
  sizes.sort((one, other) => one - other);
  expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(200_000);
});
