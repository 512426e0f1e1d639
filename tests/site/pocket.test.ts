import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import profile from '../../content/area/profile.json' with { type: 'json' };
import { readmeOf } from '../../scripts/content/locale-files.ts';
import { htmlLang, localeSchema } from '../../src/i18n/locales.ts';
import { builtPage } from '../support/built-pages.ts';

const LOCALES = profile.locales.map((locale) => localeSchema.parse(locale));

describe.each(LOCALES)('the pocket edition in %s', (locale) => {
  const page = builtPage(`/${locale}/hafte/`);
  const pdf = readFileSync(`dist/client/${locale}/hafte.pdf`).toString('latin1');

  test('holds the numbers and every guide, and nothing for those who use violence', () => {
    const text = page.document.querySelector('main')?.textContent ?? '';
    for (const number of ['112', '116 016', '116 111']) expect(text).toContain(number);
    expect(text).not.toContain('020-555 666');
    expect(page.document.querySelectorAll('.chapter').length).toBeGreaterThan(6);
  });

  test('warns before the file, which has a neutral name', () => {
    const link = page.document.querySelector('a[download]');
    expect(link?.getAttribute('href')).toBe(`/${locale}/hafte.pdf`);
    const words = JSON.parse(readFileSync(`content/locales/${locale}/ui.json`, 'utf8')) as Record<
      string,
      string
    >;
    const note = link?.closest('.note')?.textContent ?? '';
    expect(note).toContain(words['pocket.warning']);
    const files = [...(link?.closest('.note')?.querySelectorAll('a[download]') ?? [])];
    expect(files.map((file) => file.getAttribute('href'))).toEqual([
      `/${locale}/hafte.pdf`,
      `/${locale}/hafte-tryck.pdf`,
    ]);
    expect(files[1]?.textContent).toContain(words['kit.press']);
  });

  test('says of the file and of the paper that others can find them', () => {
    const said = locale.startsWith('sv')
      ? page.document.querySelector('a[download]')?.closest('.note')?.textContent
      : /^\| `ui:pocket\.warning` \|.*\|(.*)\|$/mu.exec(readmeOf(locale))?.[1];
    for (const word of [
      /filen/iu,
      /papper|utskriv/u,
      /andra|någon annan/iu,
      /personal|anställda/u,
    ]) {
      expect(said).toMatch(word);
    }
  });

  test('is tagged (PDF/UA-1), says its language, and dates from the newest fact', () => {
    expect(pdf).toMatch(/^%PDF-1\.7/u);
    expect(pdf).toContain('/MarkInfo');
    expect(pdf).toMatch(/pdfuaid:part>1</u);
    expect(pdf).toContain(`/Lang (${htmlLang(locale)}`);
    expect(pdf).toContain('D:20260923');
  });
});
