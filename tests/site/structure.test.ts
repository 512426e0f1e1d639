import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import profile from '../../content/area/profile.json' with { type: 'json' };
import { direction, htmlLang, localeSchema, ownName } from '../../src/i18n/locales.ts';
import { builtPage, builtPages, isFormPage, localeOf } from '../support/built-pages.ts';

const LOCALES = profile.locales.map((locale) => localeSchema.parse(locale));
const exitLines = (locale: string): string | undefined =>
  (JSON.parse(readFileSync(`content/locales/${locale}/ui.json`, 'utf8')) as Record<string, string>)[
    'exit.lines'
  ];

describe.each(builtPages)('$address', (page) => {
  const { document, html } = page;
  const locale = localeSchema.parse(localeOf(page));

  test('has one main with one heading, in the language of its address', () => {
    expect(document.querySelectorAll('main').length).toBe(1);
    expect(document.querySelectorAll('main h1').length).toBe(1);
    expect(document.documentElement.getAttribute('lang')).toBe(htmlLang(locale));
    expect(document.documentElement.getAttribute('dir')).toBe(direction(locale));
  });

  test('has the exit as a real link, first after the skip link and before any script', () => {
    const [skip, aside, script] = [...document.body.children];
    const exit = aside?.firstElementChild;
    expect(skip?.className).toBe('skip');
    expect(exit?.hasAttribute('data-quick-exit')).toBe(true);
    expect(exit?.getAttribute('href')).toMatch(/^https:/u);
    expect(exit?.getAttribute('rel')).toBe('noreferrer');
    expect(script?.tagName).toBe('SCRIPT');
    expect(html.indexOf('<script')).toBeGreaterThan(html.indexOf('data-quick-exit'));
  });

  test('has nothing that could lie over the exit or take the presses meant for it', () => {
    expect(document.querySelector('dialog, [popover], iframe')).toBeNull();
  });

  test('stands alone where it has a form, whose script no other page has', () => {
    expect(document.querySelector('#page[data-alone]') !== null).toBe(isFormPage(page));
  });

  test('has the way out once more at its end, for browsers that hide what stays on the screen', () => {
    const exit = document.querySelector('[data-quick-exit]');
    const last = document.querySelector('footer [data-leave]');
    for (const name of ['href', 'rel']) {
      expect(last?.getAttribute(name)).toBe(exit?.getAttribute(name));
    }
    expect(last?.textContent.trim()).toBe(exit?.textContent.trim());
  });

  // An answer to a form of either room says everything in every language, and leads nowhere.
  test.skipIf(page.address === '/not-sent/')('offers every language by its own name', () => {
    const names = [...document.querySelectorAll('#languages a')].map((link) => link.textContent);
    expect(names.map((name) => name.trim())).toEqual(LOCALES.map(ownName));
  });

  test('says that it is a demonstration', () => {
    expect(document.querySelector('.demo')?.textContent).toMatch(/112/u);
  });

  test('says what the exit cannot do', () => {
    const footer = document.querySelector('footer')?.textContent ?? '';
    expect(footer).toContain(exitLines(locale));
  });
});

test('the answer to a form that cannot be read leads nowhere but out, and to numbers for both rooms', () => {
  const { document } = builtPage('/not-sent/');
  const links = [...document.querySelectorAll('a:not(.skip, [data-quick-exit], [data-leave])')];
  const hrefs = links.map((link) => link.getAttribute('href') ?? '');
  expect(hrefs.filter((href) => !href.startsWith('tel:'))).toEqual([]);
  const sections = [...document.querySelectorAll('main section')];
  expect(sections.length).toBe(LOCALES.length);
  for (const section of sections) {
    const numbers = [...section.querySelectorAll('a')].map((link) => link.getAttribute('href'));
    expect(numbers).toEqual(['tel:116016', 'tel:112', 'tel:020555666']);
  }
});

test.each(['skriv', 'skriv/rad', 'sluta/skriv'])(
  'those under 18 find Bris before the form of /%s/, in every language',
  (path) => {
    for (const locale of LOCALES) {
      const { document } = builtPage(`/${locale}/${path}/`);
      expect(document.querySelector('.lead a[href="tel:116111"]'), locale).not.toBeNull();
    }
  },
);

test('every page of the room for those who use violence leads on within it', () => {
  const pages = builtPages.filter(({ address }) =>
    /^\/[^/]+\/sluta\/(?:om|integritet|tillganglighet)\/$/u.test(address),
  );
  expect(pages.length).toBe(3 * LOCALES.length);
  for (const { address, document } of pages) {
    const steps = [...document.querySelectorAll('nav[aria-labelledby=next] a')];
    expect(steps.map((step) => step.getAttribute('href'))).toEqual([
      address.replace(/[^/]+\/$/u, ''),
    ]);
  }
});

test('the start says that a call shows in the list before it leads on to more numbers', () => {
  const { document } = builtPage('/sv/');
  const [warning, more] = [...document.querySelectorAll('.call .trace, .call .more')];
  expect([warning?.className, more?.className]).toEqual(['trace open', 'more']);
});

test('the two tracks stand beside each other, each whole in a section of its own', () => {
  const { document } = builtPage('/sv/vagar/');
  const tracks = [...document.querySelectorAll('.tracks > section')];
  expect(tracks.map((track) => track.querySelectorAll('h2').length)).toEqual([1, 1]);
  expect(tracks.map((track) => track.querySelectorAll('h3').length)).toEqual([5, 4]);
  expect(document.querySelector('.tracks')?.children.length).toBe(2);
});

test('a link inside a text holds no space of its own, so that the full stop stands beside it', () => {
  const links = builtPages.flatMap(({ document }) => [
    ...document.querySelectorAll('.text p > a:not(.num)'),
  ]);
  expect(links.length).toBeGreaterThan(10);
  for (const link of links) expect(link.textContent).toBe(link.textContent.trim());
});
