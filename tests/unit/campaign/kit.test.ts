import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeKit, type KitSource } from '../../../src/campaign/kit.ts';
import type { SheetLanguage } from '../../../src/campaign/told.ts';
import { kitSource } from '../../../scripts/content/kit-source.ts';

const FORMATS_TRIED = ['a5', 'square'];
const all = kitSource({});
const source = { ...all, formats: all.formats.filter(({ id }) => FORMATS_TRIED.includes(id)) };
const swedish = source.languages.find(({ locale }) => locale === 'sv')!;
let store: string;
beforeEach(() => {
  store = mkdtempSync(join(tmpdir(), 'kit-'));
});
afterEach(() => rmSync(store, { recursive: true }));

const make = (language: SheetLanguage, more: Partial<KitSource> = {}) =>
  makeKit({ ...source, languages: [language], ...more }, store, () => undefined);
const saying = (words: Partial<SheetLanguage['words']['support']>): SheetLanguage => ({
  ...swedish,
  words: { ...swedish.words, support: { ...swedish.words.support, ...words } },
});
/** What the build says of a kit that cannot be made. */
const complaint = (language: SheetLanguage, more: Partial<KitSource> = {}) =>
  make(language, more).then(
    () => '',
    (error: unknown) => String(error),
  );

const SHEETS_WITHIN_MS = 240_000;
const LONG_WORD = 'Ungefärsuppskattningsunderlagsutredning';
const LONG_LINE = 'måndag till fredag, men inte dagen före en helgdag och inte på sommaren';

test(
  'draws again only what has changed, and makes the same bytes elsewhere',
  { timeout: SHEETS_WITHIN_MS },
  async () => {
    const first = await make(swedish);
    expect(first?.drawn).toBe(10);
    expect((await make(swedish))?.drawn).toBe(0);
    expect((await make(saying({ alt: 'Ett hus.' })))?.drawn).toBe(2);
    const elsewhere = mkdtempSync(join(tmpdir(), 'kit-'));
    const again = await makeKit({ ...source, languages: [swedish] }, elsewhere, () => undefined);
    expect(again?.manifest).toEqual(first?.manifest);
    for (const [name, place] of first?.files ?? []) {
      expect(readFileSync(again!.files.get(name)!).equals(readFileSync(place)), name).toBe(true);
    }
    rmSync(elsewhere, { recursive: true });
  },
);

test(
  'a headline that does not fit stops the build with campaign, format, language and measure',
  { timeout: SHEETS_WITHIN_MS },
  async () => {
    const said = await complaint(saying({ headline: LONG_WORD }));
    expect(said).toMatch(
      /^support, a5, sv: does not fit: the headline at 30 pt .* needs \d+ mm more/mu,
    );
  },
);

test.each([
  ['slip', 'a word', 'the word beside the number at 8 pt', { common: { 'card.one': LONG_WORD } }],
  ['card', 'hours', 'the line below the number of the card at 9 pt', { after: LONG_LINE }],
])(
  'on a %s %s that do not fit stop the build with the measure',
  { timeout: SHEETS_WITHIN_MS },
  async (id, _what, where, { common, after }: { common?: object; after?: string }) => {
    const [first = '', ...others] = swedish.words.stop.lines;
    const stop = {
      ...swedish.words.stop,
      lines: [
        after === undefined ? first : `Välj att sluta: {valj-att-sluta}, ${after}.`,
        ...others,
      ],
    };
    const language = {
      ...swedish,
      common: { ...swedish.common, ...common },
      words: { ...swedish.words, stop },
    };
    const said = await complaint(language, { formats: all.formats.filter((one) => one.id === id) });
    expect(said).toMatch(
      new RegExp(
        `^stop, ${id}, sv: does not fit: ${where} needs [1-9]\\d* mm more; write shorter$`,
        'mu',
      ),
    );
  },
);

test('a number that no fact knows stops the build with campaign, format and language', async () => {
  const said = await complaint(saying({ lines: ['Ring {nobody}.'] }));
  expect(said).toMatch(
    /support, a5, sv: locales\/sv\/campaigns\/support\.json: "nobody" has no number/u,
  );
});

test('a letter without a glyph stops the build', { timeout: SHEETS_WITHIN_MS }, async () => {
  const said = await complaint(saying({ headline: 'Du väljer 漢字.' }));
  expect(said).toMatch(/^support, a5, sv: no glyph for 漢 字; write it with other letters$/mu);
});
