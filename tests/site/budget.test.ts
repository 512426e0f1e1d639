import { readdirSync, readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { builtPages, isFormPage } from '../support/built-pages.ts';

/** What fits into the first round trip of a connection that has just been opened (ten segments). */
const MAX_PAGE_BYTES = 14_600;
const MAX_SCRIPT_BYTES = 2_000;
/** Everything of a language on one page, to print. */
const MAX_POCKET_BYTES = 100_000;
const MAX_ISLAND_BYTES = 9_000;
/** Reads a logo and puts it into a PDF; loaded when a partner chooses one or asks for a copy. */
const MAX_PDF_BYTES = 33_000;
const MAX_INDEX_BYTES = 30_000;

describe.each(builtPages)('$address', (page) => {
  test('is one request that fits into one round trip', () => {
    if (page.address.endsWith('/hafte/')) {
      expect(Buffer.byteLength(page.html)).toBeLessThanOrEqual(MAX_POCKET_BYTES);
    } else {
      expect(readFileSync(`${page.file}.br`).length).toBeLessThanOrEqual(MAX_PAGE_BYTES);
    }
    const fetched = [
      ...page.document.querySelectorAll(
        '[src], [srcset], link[rel~=stylesheet], link[rel~=preload], link[rel~=icon], object, embed, iframe',
      ),
    ]
      .filter((element) => !(element.getAttribute('href') ?? '').startsWith('data:'))
      // What partners choose from is shown to them; tests/site/material.test.ts says how much.
      .filter((element) => !element.matches('img[loading=lazy][src^="/material/"]'));
    expect(fetched.map((element) => element.outerHTML)).toEqual([]);
    expect(page.html).not.toMatch(/url\((?!#)|@import/u);
  });

  test('has little script', () => {
    const scripts = [...page.document.querySelectorAll('script:not([type])')].map(
      (script) => script.innerHTML,
    );
    // The form pages add the script of the form to the two that every page has.
    const site = isFormPage(page) ? scripts.filter((text) => !text.includes('data-lock')) : scripts;
    expect(brotliCompressSync(site.slice(0, 2).join('\n')).length).toBeLessThanOrEqual(
      MAX_SCRIPT_BYTES,
    );
    expect(scripts.length).toBe(isFormPage(page) ? 3 : 2);
  });
});

test('what a page loads when it is used stays small', () => {
  const files = readdirSync('dist/client', { recursive: true }).map(String);
  const islands = files.filter((name) => /^i\.[0-9a-f]+\.js\.br$/u.test(name));
  const sizes = islands.map((name) => readFileSync(`dist/client/${name}`).length);
  const [largest, ...others] = sizes.sort((one, other) => other - one);
  expect(others.length).toBe(3);
  expect(largest).toBeLessThanOrEqual(MAX_PDF_BYTES);
  expect(Math.max(...others)).toBeLessThanOrEqual(MAX_ISLAND_BYTES);
  const indexes = files.filter((name) => name.endsWith('search.json.br'));
  expect(indexes.length).toBeGreaterThan(0);
  for (const name of indexes) {
    expect(readFileSync(`dist/client/${name}`).length, name).toBeLessThanOrEqual(MAX_INDEX_BYTES);
  }
});
