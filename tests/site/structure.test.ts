import { describe, expect, test } from 'vitest';
import profile from '../../content/area/profile.json' with { type: 'json' };
import ar from '../../content/locales/ar/ui.json' with { type: 'json' };
import en from '../../content/locales/en/ui.json' with { type: 'json' };
import sv from '../../content/locales/sv/ui.json' with { type: 'json' };
import { builtPages } from '../support/built-pages.ts';

const SENTENCES: Record<string, Record<string, string>> = { ar, en, sv };

describe.each(builtPages)('$address', ({ document, html, address }) => {
  test('has one main with one heading, in the language of its address', () => {
    expect(document.querySelectorAll('main').length).toBe(1);
    expect(document.querySelectorAll('main h1').length).toBe(1);
    const locale = address.split('/')[1] ?? '';
    const lang = profile.locales.includes(locale) ? locale : 'sv';
    expect(document.documentElement.getAttribute('lang')).toBe(lang);
    expect(document.documentElement.getAttribute('dir')).toBe(lang === 'ar' ? 'rtl' : 'ltr');
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

  test('offers every language by its own name', () => {
    const names = [...document.querySelectorAll('#languages a')].map((link) => link.textContent);
    expect(names.map((name) => name.trim())).toEqual(['Svenska', 'English', 'العربية']);
  });

  test('says that it is a demonstration', () => {
    expect(document.querySelector('.demo')?.textContent).toMatch(/112/u);
  });

  test('says what the exit cannot do', () => {
    const footer = document.querySelector('footer')?.textContent ?? '';
    const locale = document.documentElement.getAttribute('lang') ?? '';
    expect(footer).toContain(SENTENCES[locale]?.['exit.lines']);
  });
});
