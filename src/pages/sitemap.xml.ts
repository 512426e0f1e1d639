import type { APIRoute } from 'astro';
import { SHELVES } from '../campaign/shelves.ts';
import { areaProfile, material, offeredPages } from '../content.ts';
import { htmlLang, SOURCE_LOCALE } from '../i18n/locales.ts';
import { siteIn } from '../layouts/site.ts';

const LISTED = ['', 'ring/', 'fragor/', 'kort/', 'hafte/', 'sluta/'];
const FORMS = ['skriv/', 'skriv/rad/', 'skriv/arbete/', 'sluta/skriv/'];

/** Every page that search engines should list, with the same page in the other languages. */
export const GET: APIRoute = async ({ site: origin }) => {
  const { locales } = await areaProfile();
  const shelves = material() === null ? [] : SHELVES.map(({ slug }) => `material/${slug}/`);
  const kit = ['material/', 'material/texter/', 'material/texter/separat/', ...shelves];
  const entries = await Promise.all(
    locales.map(async (locale) => {
      const own = (await offeredPages(locale)).filter(({ own }) => own !== undefined);
      const { form } = await siteIn(locale);
      const texts = own.map(
        ({ name, source }) => `${source.data.part === 'stop' ? 'sluta/' : ''}${name}/`,
      );
      const paths = new Set([...LISTED, ...(form.open ? FORMS : []), ...texts, ...kit]);
      return [...paths].map((path) => ({ locale, path }));
    }),
  );
  const pages = entries.flat();
  const address = (locale: string, path: string): string =>
    new URL(`/${locale}/${path}`, origin).href;
  const rows = pages.map(({ locale, path }) => {
    const same = pages.filter((other) => other.path === path).map((other) => other.locale);
    // For readers of every other language.
    const other = same.includes('en') ? 'en' : SOURCE_LOCALE;
    const alternates = [
      ...same.map((language) => [languageOf(language), language] as const),
      ['x-default', other] as const,
    ].map(
      ([tag, language]) =>
        `<xhtml:link rel="alternate" hreflang="${tag}" href="${address(language, path)}"/>`,
    );
    return `<url><loc>${address(locale, path)}</loc>${alternates.join('')}</url>`;
  });
  const body = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ...rows,
    '</urlset>',
  ];
  return new Response(`${body.join('\n')}\n`, { headers: { 'Content-Type': 'application/xml' } });
};

/** Two pages may not have the same language: easy Swedish keeps its own tag here. */
const languageOf = (locale: Parameters<typeof htmlLang>[0]): string =>
  locale === 'sv-x-lattlast' ? locale : htmlLang(locale);
