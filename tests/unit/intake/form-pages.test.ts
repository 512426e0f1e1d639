import { parseHTML } from 'linkedom';
import { beforeAll, expect, test } from 'vitest';
import { FormPages } from '../../../src/intake/form-pages.ts';
import type { IntakeFacts } from '../../../src/intake/facts.ts';
import { FORM_PAGE } from './form-page.ts';
import { ORIGIN, makeStage } from './stage.ts';

const PATH = '/sv/skriv/';
const ENTRIES = [
  ['kind', 'self'],
  ['locale', 'sv'],
] as const;

let facts: IntakeFacts;
beforeAll(async () => {
  ({ facts } = await makeStage());
});

/** As long as the longest form of the site. */
const LONG_PAGE = FORM_PAGE.replace('</form>', `${'<p>En mening till.</p>'.repeat(2_000)}</form>`);

const pagesOf = (html: string) => new FormPages(facts, new Map([[PATH, html]]), new Uint8Array(32));

/** Where a post with this mark led to. */
const addressOf = (pages: FormPages, mark: string, outcome: 'received' | 'kept' = 'received') =>
  new URL(pages.sent(ENTRIES, outcome, mark).headers.get('location') ?? '', ORIGIN);

const textOf = (html: string | null) =>
  parseHTML(html ?? '').document.querySelector('main')?.textContent;

test('each outcome is shown with its own mark', () => {
  const pages = pagesOf(FORM_PAGE);
  for (const mark of ['K7-42', 'HP-9C']) {
    expect(textOf(pages.sentPage(addressOf(pages, mark)))).toBe(
      `MottagetMärke: ${mark}. Ingen har läst det än.`,
    );
    expect(textOf(pages.sentPage(addressOf(pages, mark, 'kept')))).toBe(
      `Mottaget och sparatMärke: ${mark}.`,
    );
  }
});

test('asked for a thousand times, the page after sending is made once', () => {
  const pages = pagesOf(LONG_PAGE);
  const address = addressOf(pages, 'K7-42');
  const once = timeOf(() => pages.sentPage(address));
  const thousand = timeOf(() => {
    for (let count = 0; count < 1_000; count += 1) pages.sentPage(address);
  });
  expect(thousand).toBeLessThan(100 * once);
});

test('nothing but a mark is written into a page', () => {
  const pages = pagesOf(FORM_PAGE);
  const address = addressOf(pages, '<b>');
  expect(pages.sentPage(address)).toBeNull();
});

function timeOf(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
