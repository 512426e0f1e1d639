import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { CAMPAIGNS } from '../../src/campaign/campaigns.ts';
import { SHELVES, standsOn } from '../../src/campaign/shelves.ts';
import { FORMATS } from '../../src/campaign/formats.ts';
import { checkedDate } from '../../src/helplines/dates.ts';
import { formatTag } from '../../src/i18n/locales.ts';
import { areaProfile } from '../../scripts/content/profile-file.ts';
import {
  described,
  formatOf,
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

const words = (locale: string, file = 'ui') =>
  JSON.parse(readFileSync(`content/locales/${locale}/${file}.json`, 'utf8')) as Record<
    string,
    string
  >;

/** What is not printed on plain paper. */
const PAPER = new Map([
  ['card', 'thick'],
  ['fold', 'thick'],
  ['sticker', 'sticky'],
]);

test.each(manifest.bundles)(
  '$file has a folder for each place, and says of every file what to print it on, where to hang it and until when',
  ({ file, locale }) => {
    const ui = words(locale ?? 'sv');
    const common = words(locale ?? 'sv', 'campaigns/common');
    const readMe = printed('unzip', '-p', kitFile(file), 'LAS-MIG.txt');
    const [head = '', ...parts] = readMe.split('\n--- ');
    expect(head).toContain(ui['kit.care.text']);
    const said = new Map(parts.map((part) => [part.slice(0, part.indexOf('/')), part]));
    const inside = inBundle(file).filter((name) => !name.endsWith('.txt'));
    expect(inside.length).toBeGreaterThan(0);
    expect(new Set(inside.map((name) => dirname(name)))).toEqual(new Set(said.keys()));
    for (const name of inside) {
      const shelf = SHELVES.find(({ slug }) => slug === dirname(name))!;
      const part = said.get(shelf.slug) ?? '';
      expect(part, name).toContain(ui[`kit.where.${shelf.id}`]);
      const piece = manifest.pieces.find((one) => one.file === basename(name))!;
      expect(standsOn(shelf, piece), name).toBe(true);
      const { layout, medium, free } = formatOf(piece);
      const paragraph = part.split('\n\n').find((one) => one.includes(`: ${piece.file}\n`)) ?? '';
      const paper = PAPER.get(layout) ?? 'plain';
      const use = piece.use === 'office' ? `kit.print.${paper}` : `kit.${piece.use}`;
      expect(paragraph, name).toContain(`${ui[use]}: ${piece.file}\n`);
      expect(paragraph, name).toContain(ui[`kit.to.${piece.campaign}`]);
      const month = checkedDate(piece.checkBy, formatTag(locale ?? 'sv'));
      const until = common[free === null ? 'until' : 'takedown']!.replace('{month}', month);
      expect(paragraph, name).toContain(until);
      expect(paragraph.includes(ui['kit.strips.cut']!), name).toBe(layout === 'strips');
      expect(paragraph.includes(ui['kit.strips']!), name).toBe(layout === 'strips');
      expect(paragraph.includes(piece.alt), name).toBe(medium !== 'print');
    }
  },
);

test('a bundle has the two-language sheets and the texts', () => {
  expect(inBundle('material-ar.zip')).toContain('trapphus/granne-affisch-a4-sv-ar.pdf');
  const text = printed('unzip', '-p', kitFile('material-ar.zip'), 'texter.txt');
  expect(text).toBe(readFileSync('dist/client/ar/material/texter.txt', 'utf8'));
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

test('the manifest tells of the guide, the texts and the numbers of every language', () => {
  const { booklets, texts, embeds } = manifest;
  const names = (papers: typeof texts) => papers.map(({ file }) => file).sort();
  const each = (nameIn: (locale: string) => string) => locales.map(nameIn).sort();
  expect(names(booklets)).toEqual(
    ['hafte', 'hafte-tryck'].flatMap((name) => each((of) => `../${of}/${name}.pdf`)).sort(),
  );
  expect(names(embeds)).toEqual(each((locale) => `numren-${locale}.txt`));
  expect(names(texts)).toEqual(
    ['texter', 'separat'].flatMap((kit) => each((of) => `../${of}/material/${kit}.txt`)).sort(),
  );
  for (const { file, campaigns } of texts)
    expect(campaigns.includes('stop')).toBe(file.endsWith('/separat.txt'));
});

test('the texts say that they are a test, and their last month', () => {
  for (const { file, checkBy, locale } of manifest.texts) {
    const ui = words(locale);
    const text = readFileSync(kitFile(file), 'utf8');
    expect(text.includes(ui['kit.demo']!), file).toBe(manifest.demonstration);
    const month = checkedDate(checkBy, formatTag(locale));
    expect(text, file).toContain(ui['kit.until']!.replace('{month}', month));
  }
});

test('check-by means one thing: the last month in which a file may be used, by what it says itself', () => {
  const { bundles, booklets, embeds, pieces } = manifest;
  const earliest = (of: typeof pieces) => of.map(({ checkBy }) => checkBy).sort()[0];
  for (const { file, checkBy } of bundles) {
    const inside = new Set(packed(file));
    expect(checkBy, file).toBe(earliest(pieces.filter((piece) => inside.has(piece.file))));
  }
  const before = (month: string) => new Date(Date.parse(`${month}-15`) + 30 * 86_400_000);
  for (const { file, checkBy, locale } of [...booklets, ...embeds]) {
    const month = checkedDate(before(checkBy).toISOString().slice(0, 7), formatTag(locale));
    const said = words(locale)['pocket.check-by']!.replace('{month}', month);
    const text = file.endsWith('.pdf')
      ? readFileSync(join('dist/client', locale, 'hafte/index.html'), 'utf8')
      : readFileSync(kitFile(file), 'utf8');
    expect(text.replaceAll('\u00a0', ' '), file).toContain(said.replaceAll('\u00a0', ' '));
  }
});

test('what partners paste leads to one site: that of the sheets, unless they are a demonstration', () => {
  const { embeds, address, demonstration } = manifest;
  const newest = embeds.map(
    ({ file }) => /data-newest="([^"]*)"/u.exec(readFileSync(kitFile(file), 'utf8'))![1]!,
  );
  const [origin, ...others] = new Set(newest.map((link) => new URL(link).origin));
  expect(others).toEqual([]);
  if (!demonstration) expect(origin).toBe(address);
});

test('neighbours get sheets in Swedish and each other language', () => {
  const seconds = manifest.pieces.filter(({ second }) => second !== null);
  expect(new Set(seconds.map(({ second }) => second))).toEqual(
    new Set(locales.filter((locale) => !locale.startsWith('sv'))),
  );
  expect(new Set(seconds.map(({ campaign }) => campaign))).toEqual(new Set(['neighbour']));
});

test('the manifest tells the size and digest of every file, and no file is missing from it', () => {
  const { pieces, previews, bundles, booklets, texts, embeds } = manifest;
  const told = [...pieces, ...previews, ...bundles, ...booklets, ...texts, ...embeds];
  for (const { file, bytes, sha256 } of told) {
    expect(statSync(kitFile(file)).size, file).toBe(bytes);
    expect(digestOf(kitFile(file)), file).toBe(sha256);
  }
  const shown = new Set(pieces.map(({ preview }) => preview));
  expect(previews.map(({ file }) => file).sort()).toEqual([...shown].sort());
  const known = new Set(told.map(({ file }) => file));
  const names = readdirSync(KIT).map((name) => name.replace(/\.(?:br|gz)$/u, ''));
  const others = new Set(names.filter((name) => !known.has(name)));
  expect([...others].sort()).toEqual(['manifest.json', 'sha256sums.txt']);
});

const digestOf = (path: string): string =>
  createHash('sha256').update(readFileSync(path)).digest('hex');

test('the digests are those that sha256sum finds', () => {
  expect(() =>
    printed('sh', '-c', `cd ${KIT} && sha256sum --quiet -c sha256sums.txt`),
  ).not.toThrow();
});

test('what no native speaker has read says so, and is in no bundle but that of its language', () => {
  for (const { locale, second, reviewed } of manifest.pieces) {
    expect(reviewed).toBe(locale === 'sv' && second === null);
  }
  const unread = new Map(manifest.pieces.map((piece) => [piece.file, !piece.reviewed]));
  for (const { file, locale } of manifest.bundles) {
    // One language is read: all that are read would be that one.
    expect(locale, file).not.toBeNull();
    expect(packed(file).some((name) => unread.get(name) === true)).toBe(locale !== 'sv');
  }
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
  expect(digestOf(kitFile(piece.file))).toBe(piece.sha256);
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
