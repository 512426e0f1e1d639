import { publishedLocales, slug, textPages } from '../content.ts';

/** One page for each language of the area; the language is its `locale` property. */
export const localePaths = async () =>
  (await publishedLocales()).map((locale) => ({ params: { locale }, props: { locale } }));

/** The written pages in every language of the area, all of them or those named. */
export async function textPagePaths(only?: readonly string[]) {
  const locales = await publishedLocales();
  const paths = await Promise.all(
    locales.map(async (locale) =>
      (await textPages(locale))
        .filter((text) => only === undefined || only.includes(slug(text)))
        .map((text) => ({ params: { locale, page: slug(text) }, props: { locale, text } })),
    ),
  );
  return paths.flat();
}
