import { readdirSync, readFileSync } from 'node:fs';
import { parse, parseFragment, serializeOuter } from 'parse5';
import { describe, expect, test } from 'vitest';
import profile from '../../content/area/profile.json' with { type: 'json' };
import { attribute, pageTree, textBelow } from '../../src/embed/check/tree.ts';
import { helplineSchema } from '../../src/helplines/helpline.ts';
import { telHref } from '../../src/helplines/phone.ts';
import { direction, htmlLang, localeSchema } from '../../src/i18n/locales.ts';
import { wordsOf } from '../support/locale-words.ts';
import { builtSnippet, partnerPage } from '../support/partner-site.ts';
import { withdrawnIn } from '../support/withdrawn-numbers.ts';

const MAX_BYTES = 12_000;
const LOCALES = profile.locales.map((locale) => localeSchema.parse(locale));
const FACTS = readdirSync('content/helplines').map((name) =>
  helplineSchema.parse(JSON.parse(readFileSync(`content/helplines/${name}`, 'utf8'))),
);
const NUMBERS = new Map(
  FACTS.flatMap(({ phone }) => (phone === null ? [] : [[telHref(phone.number), phone.display]])),
);

describe.each(LOCALES)('the numbers to paste in %s', (locale) => {
  const text = builtSnippet(locale);
  const { places } = pageTree(text);
  const elements = places.map(({ element }) => element);
  const named = (tag: string) => elements.filter(({ tagName }) => tagName === tag);
  const root = elements.find((element) => attribute(element, 'data-numren') === locale)!;
  const words = JSON.parse(readFileSync(`content/locales/${locale}/ui.json`, 'utf8')) as Record<
    string,
    string
  >;

  test('are plain text in UTF-8 that an editor takes whole', () => {
    const bytes = readFileSync(`dist/client/material/numren-${locale}.txt`);
    expect(bytes.length).toBeLessThanOrEqual(MAX_BYTES);
    expect(bytes.subarray(0, 5).toString()).toBe('<!-- ');
    expect(text).not.toMatch(/\r|\ufeff|\ufffd/u);
    expect(text.split('\n')).toHaveLength(3);
  });

  test('run no script and ask for nothing', () => {
    const asking = ['script', 'img', 'iframe', 'object', 'embed', 'link', 'video', 'form', 'base'];
    expect(elements.filter(({ tagName }) => asking.includes(tagName))).toEqual([]);
    const names = elements.flatMap(({ attrs }) => attrs.map(({ name }) => name));
    expect(
      names.filter((name) => /^on|^(?:src|style|ping|srcset|background)$/u.test(name)),
    ).toEqual([]);
    expect(text).not.toMatch(/url\(|@import|javascript:/iu);
  });

  test('stand in a page without a parse error, and come out as they went in', () => {
    const errors: string[] = [];
    parse(partnerPage(text), { onParseError: ({ code }) => errors.push(code) });
    expect(errors).toEqual([]);
    const html = text.split('\n')[1] ?? '';
    expect(serializeOuter(parseFragment(html).childNodes[0]!)).toBe(html);
  });

  test('are those of the fact files, from left to right and isolated', () => {
    const links = named('a').filter((link) => attribute(link, 'href')?.startsWith('tel:'));
    expect(links.length).toBeGreaterThan(7);
    for (const link of links) {
      expect(textBelow(link)).toBe(NUMBERS.get(attribute(link, 'href') ?? ''));
      expect(attribute(link, 'dir')).toBe('ltr');
      expect(serializeOuter(link)).toMatch(/><bdi>[\d -]+<\/bdi><\/a>$/u);
    }
    for (const number of ['tel:112', 'tel:116016', 'tel:116111']) {
      const count = links.filter((link) => attribute(link, 'href') === number).length;
      expect(count, number).toBeGreaterThanOrEqual(2);
    }
    expect(withdrawnIn(text)).toEqual([]);
  });

  test('say when they were checked, and by when again', () => {
    const month = attribute(root, 'data-before') ?? '';
    expect(month).toMatch(/^20\d\d-(?:0[1-9]|1[0-2])$/u);
    const [before = '', after = ''] = (words['pocket.check-by'] ?? '').split('{month}');
    for (const part of [before, after, month.slice(0, 4)]) expect(textBelow(root)).toContain(part);
    expect(text.split('\n')[0]).toContain(`Byt före ${month}`);
  });

  test('say what stays: the call in the phone, the visit in the browser', () => {
    for (const key of ['helpline.call-list', 'helpline.other-site', 'start.write.note']) {
      expect(textBelow(root)).toContain(words[key]);
    }
  });

  test('say that no native speaker has read them, but for the Swedish ones', () => {
    expect(textBelow(root).includes(words['unread'] ?? '')).toBe(locale !== 'sv');
  });

  test('promise nothing that is not so', () => {
    // What a help line says of itself is its own fact, with its own source.
    const own = (words['helpline.nameless'] ?? '').toLowerCase();
    const said = textBelow(root).toLowerCase().replaceAll(own, '');
    for (const word of wordsOf(locale).untrue) expect(said).not.toContain(word);
  });

  test('lead to pages of the site in the same language only, and open them whole', () => {
    const links = named('a').filter((link) => !attribute(link, 'href')?.startsWith('tel:'));
    const addresses = links.map((link) => attribute(link, 'href'));
    expect(new Set(addresses)).toEqual(
      new Set(['skriv', 'ring'].map((name) => `http://127.0.0.1:4321/${locale}/${name}/`)),
    );
    for (const link of links) {
      expect(attribute(link, 'target')).toBe('_top');
      expect(attribute(link, 'rel')).toBe('noreferrer');
    }
  });

  test('know their language and direction, inside and outside', () => {
    for (const element of [root, ...named('section')]) {
      expect(attribute(element, 'lang')).toBe(htmlLang(locale));
      expect(attribute(element, 'dir')).toBe(direction(locale));
    }
  });
});
