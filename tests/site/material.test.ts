import { readdirSync, readFileSync, statSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import profile from '../../content/area/profile.json' with { type: 'json' };
import { manifestSchema, type Piece } from '../../src/campaign/manifest.ts';
import { SHELVES, standsOn } from '../../src/campaign/shelves.ts';
import { fileSize } from '../../src/i18n/file-size.ts';
import { direction, formatTag, htmlLang, localeSchema } from '../../src/i18n/locales.ts';
import { builtPage, builtPages, type BuiltPage } from '../support/built-pages.ts';
import { wordsOf } from '../support/locale-words.ts';

const MAX_FIRST_VIEW_BYTES = 60_000;
/** The month in which the tests build the site (`scripts/test.ts`). */
const BUILT_IN = '2026-11';

const kit = manifestSchema.parse(
  JSON.parse(readFileSync('dist/client/material/manifest.json', 'utf8')),
);
const LOCALES = profile.locales.map((locale) => localeSchema.parse(locale));
const byName = new Map(kit.pieces.map((piece) => [piece.file, piece]));
const bundles = new Map(kit.bundles.map((bundle) => [bundle.file, bundle]));
const zips = (wanted: boolean): string[] =>
  kit.bundles.filter(({ apart }) => apart === wanted).map(({ file }) => file);

/** The links to files of the kit; the numbers for a partner's own page are none of them. */
const FILES = 'a[href^="/material/"]:not([href*="/numren-"])';

/** The names of the files of the kit that a page offers. */
const offered = (root: ParentNode): string[] =>
  [...root.querySelectorAll(FILES)].map(
    (link) => link.getAttribute('href')?.replace('/material/', '') ?? '',
  );
const piecesIn = (root: ParentNode): Piece[] =>
  offered(root).flatMap((name) => byName.get(name) ?? []);
const kitPages = builtPages.filter(({ address }) => address.split('/')[2] === 'material');

describe.each(LOCALES)('%s', (locale) => {
  const overview = builtPage(`/${locale}/material/`);
  const pages = SHELVES.map((shelf) => ({
    shelf,
    page: builtPage(`/${locale}/material/${shelf.slug}/`),
  }));

  test('each page offers every file that may stand there, in every language, and no other', () => {
    for (const { shelf, page } of pages) {
      const expected = kit.pieces.filter((piece) => standsOn(shelf, piece)).map(({ file }) => file);
      expect(expected.length).toBeGreaterThan(0);
      const packed = shelf.id === 'apart' ? zips(true) : [];
      expect(offered(page.document).sort()).toEqual([...expected, ...packed].sort());
    }
  });

  test('the overview leads to every place, and holds a zip of each language and of what is read', () => {
    const links = [...overview.document.querySelectorAll('.doors a')].map((link) =>
      link.getAttribute('href'),
    );
    const slugs = [...SHELVES.map(({ slug }) => slug), 'texter'];
    const kit = slugs.map((slug) => `/${locale}/material/${slug}/`);
    expect(links).toEqual([...kit, `/${locale}/hafte/`]);
    expect(offered(overview.document).sort()).toEqual(zips(false).sort());
  });

  test('every link says the type and the true size of its file', () => {
    for (const { document } of [overview, ...pages.map(({ page }) => page)]) {
      for (const link of document.querySelectorAll(FILES)) {
        const name = link.getAttribute('href')?.replace('/material/', '') ?? '';
        const { size } = statSync(`dist/client/material/${name}`);
        expect((byName.get(name) ?? bundles.get(name))?.bytes, name).toBe(size);
        expect(link.textContent, name).toContain(fileSize(size, formatTag(locale)));
        expect(link.textContent, name).toContain(name.split('.').at(-1)?.toUpperCase());
      }
    }
  });

  test('no two files in one block have the same name', () => {
    for (const { page } of pages) {
      for (const table of page.document.querySelectorAll('.tool table')) {
        const names = [...table.querySelectorAll(FILES)].map(({ textContent }) => textContent);
        expect(new Set(names).size).toBe(names.length);
      }
    }
  });

  test('what nobody has read stands in a group of its own and says so', () => {
    for (const { document } of [overview, ...pages.map(({ page }) => page)]) {
      for (const group of document.querySelectorAll('[data-group]')) {
        const read = group.getAttribute('data-group') === 'ready';
        for (const piece of piecesIn(group)) expect(piece.reviewed, piece.file).toBe(read);
        if (!read) expect(group.textContent).toContain(sentence(locale, 'kit.unread.note'));
      }
      const grouped = [...document.querySelectorAll(`[data-group] ${FILES}`)];
      expect(grouped.length).toBe(offered(document).length);
    }
  });

  test('the zips stand in the same two groups', () => {
    const grouped = (id: string) =>
      [...overview.document.querySelectorAll(`[data-group=${id}]`)].flatMap(offered);
    // With one language read, there is no zip of all that are read: it would be the same.
    expect(bundles.has('material-alla.zip')).toBe(false);
    expect(grouped('ready')).toEqual(['material-sv.zip']);
    expect(grouped('unread').length).toBe(LOCALES.length - 1);
  });

  test('the first view is small: nothing is loaded that is not in sight', () => {
    for (const { document, file } of [overview, ...pages.map(({ page }) => page)]) {
      const images = [...document.querySelectorAll('img')];
      for (const image of images) expect(image.getAttribute('loading')).toBe('lazy');
      // Even if a browser looks ahead as far as it likes: what is shut is not loaded.
      const inOpen = images.filter((image) => image.closest('details')?.hasAttribute('open'));
      const bytes = inOpen.map(
        (image) => statSync(`dist/client${image.getAttribute('src') ?? ''}`).size,
      );
      const html = statSync(`${file}.br`).size;
      expect(bytes.reduce((sum, one) => sum + one, html)).toBeLessThanOrEqual(MAX_FIRST_VIEW_BYTES);
    }
  });

  test('every small picture has its size, and says what it shows in its language', () => {
    for (const { page } of pages) {
      for (const image of page.document.querySelectorAll('img')) {
        const preview = image.getAttribute('src')?.replace('/material/', '');
        const piece = kit.pieces.find((candidate) => candidate.preview === preview)!;
        expect(image.getAttribute('alt')).toBe(piece.label);
        expect(image.getAttribute('lang')).toBe(htmlLang(piece.locale));
        expect(image.getAttribute('dir')).toBe(direction(piece.locale));
      }
    }
  });

  test('says where and how, what to say, and until when, in its own words', () => {
    for (const { shelf, page } of pages) {
      const text = page.document.querySelector('main')?.textContent ?? '';
      const keys = [`kit.where.${shelf.id}`, 'kit.trace', 'kit.demo'];
      if (!['screen', 'social'].includes(shelf.id)) keys.push('kit.care.text');
      for (const key of keys) expect(text).toContain(sentence(locale, key));
      if (shelf.id !== 'social') expect(text).toContain('112');
    }
  });

  test('the texts to copy hold every line of a campaign, with numbers that nothing turns around', () => {
    const { document } = builtPage(`/${locale}/material/texter/`);
    const own = [...document.querySelectorAll(`pre[id$="-${locale}"]`)];
    expect(own.map(({ id }) => id.replace(`-${locale}`, ''))).toEqual([
      'support',
      'neighbour',
      'young',
      'workplace',
    ]);
    const text = own.map(({ textContent }) => textContent).join('\n');
    const mark = direction(locale) === 'rtl' ? '\u200e' : '';
    for (const number of ['112', '114 14', '116 016', '116 111'])
      expect(text).toContain(mark + number.replace(' ', '\u00a0'));
    expect(text).not.toContain('{');
    expect(text).toContain(`${kit.address}/s/${locale === 'sv' ? '' : `${locale}/`}`);
  });

  test('the text files say the same', () => {
    const file = readFileSync(`dist/client/${locale}/material/texter.txt`, 'utf8');
    const { document } = builtPage(`/${locale}/material/texter/`);
    for (const area of document.querySelectorAll(`pre[id$="-${locale}"]`))
      expect(file).toContain(area.textContent);
    expect(file.includes(sentence(locale, 'unread'))).toBe(locale !== 'sv');
    expect(file).not.toContain('020-555');
    expect(readFileSync(`dist/client/${locale}/material/separat.txt`, 'utf8')).toContain('020-555');
  });
});

test('what is for those who use violence stands on no page with another campaign', () => {
  const mixed = kitPages.filter(({ document }) => {
    const campaigns = new Set(piecesIn(document).map(({ campaign }) => campaign));
    return campaigns.has('stop') && campaigns.size > 1;
  });
  expect(mixed).toEqual([]);
  for (const { document } of kitPages.filter(isApart))
    expect(document.querySelectorAll('pre:not([id^=stop-])').length).toBe(0);
  for (const { document } of kitPages.filter((page) => !isApart(page)))
    expect(document.querySelectorAll('pre[id^=stop-]').length).toBe(0);
});

test('where a poster leads its numbers are named, larger than the words, and said to stay in the telephone', () => {
  const { document } = builtPage('/s/');
  const [talk, danger] = document.querySelectorAll('main .line.big');
  expect(talk?.querySelector('h2')?.textContent.trim()).toBe('Prata med någon: Kvinnofridslinjen');
  expect(talk?.querySelector('a.num')?.getAttribute('href')).toBe('tel:116016');
  expect(talk?.textContent).toContain('Dygnet runt. Samtalet syns i telefonens samtalslista.');
  expect(danger?.querySelector('a.num')?.textContent).toBe('112');
  for (const locale of LOCALES) {
    const page = builtPage(locale === 'sv' ? '/n/' : `/n/${locale}/`).document;
    for (const number of page.querySelectorAll('main .num'))
      expect(number.closest('.line.big')?.textContent).toContain(
        sentence(locale, 'start.talk.trace'),
      );
    expect(page.querySelector('main')?.textContent).toContain(
      sentence(locale, 'helpline.not-checked'),
    );
  }
});

test('no small picture is stretched', async () => {
  for (const { slug } of SHELVES) {
    for (const image of builtPage(`/sv/material/${slug}/`).document.querySelectorAll('img')) {
      const src = image.getAttribute('src') ?? '';
      const { width, height } = await sharp(`dist/client${src}`).metadata();
      const shown = (name: string) => Number(image.getAttribute(name));
      expect(shown('width') * 2, src).toBe(width);
      expect(Math.abs(shown('height') * 2 - height), src).toBeLessThanOrEqual(2);
    }
  }
});

test('where couples stand together only neighbours are spoken to', () => {
  for (const slug of ['trapphus', 'vantrum']) {
    const pieces = piecesIn(builtPage(`/sv/material/${slug}/`).document);
    expect(new Set(pieces.map(({ campaign }) => campaign))).toEqual(new Set(['neighbour']));
  }
});

test('every file is made for a place', () => {
  const shelved = (piece: Piece) => SHELVES.some((shelf) => standsOn(shelf, piece));
  expect(kit.pieces.filter((piece) => !shelved(piece)).map(({ file }) => file)).toEqual([]);
});

test('says that sheets are out of date where they are, and nowhere else', () => {
  for (const { slug } of SHELVES) {
    const { document } = builtPage(`/sv/material/${slug}/`);
    for (const row of document.querySelectorAll('.tool tr')) {
      const [piece] = piecesIn(row);
      const isOver = piece!.checkBy < BUILT_IN;
      expect(row.querySelector('.chk') !== null, piece!.file).toBe(isOver);
    }
    const ready = document.querySelector('[data-group=ready]')!;
    const holds = piecesIn(ready).some(({ checkBy }) => checkBy >= BUILT_IN);
    const heading = ready.querySelector('h2')?.textContent ?? '';
    expect(heading.includes(sentence('sv', 'kit.ready')), slug).toBe(holds);
  }
});

test('every file has a neutral name, and is there', () => {
  const files = readdirSync('dist/client/material');
  const names = [...byName.keys(), ...bundles.keys()];
  expect(files).toEqual(expect.arrayContaining(names));
  for (const name of names)
    for (const word of wordsOf('sv').telling) expect(name).not.toContain(word);
});

test('files are downloads, so that no page is left for them', () => {
  for (const { document } of kitPages) {
    for (const link of document.querySelectorAll('a[href^="/material/"], a[href$=".txt"]'))
      expect(link.hasAttribute('download')).toBe(true);
  }
});

test('pictures come from the kit only, and on its pages only', () => {
  for (const { document, address } of builtPages) {
    for (const image of document.querySelectorAll('img')) {
      expect(address).toContain('/material/');
      expect(image.getAttribute('src')).toMatch(/^\/material\/[a-z0-9-]+\.webp$/u);
    }
  }
  const headers = readFileSync('dist/headers/headers.json', 'utf8');
  expect(headers).toContain("img-src 'self' data:;");
});

function isApart({ address }: BuiltPage): boolean {
  return address.endsWith('/separat/');
}

function sentence(locale: string, key: string): string {
  const file = readFileSync(`content/locales/${locale}/ui.json`, 'utf8');
  return (JSON.parse(file) as Record<string, string>)[key] ?? '';
}
