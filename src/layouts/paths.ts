import { news, offeredPages, publishedLocales, type OfferedPage } from '../content.ts';

/** One page for each language of the area; the language is its `locale` property. */
export const localePaths = async () =>
  (await publishedLocales()).map((locale) => ({ params: { locale }, props: { locale } }));

/** The written pages that are chosen, in every language of the area, also where a language lacks them. */
export async function textPagePaths(isChosen: (page: OfferedPage) => boolean) {
  const locales = await publishedLocales();
  const paths = await Promise.all(
    locales.map(async (locale) =>
      (await offeredPages(locale))
        .filter(isChosen)
        .map((page) => ({ params: { locale, page: page.name }, props: { locale, page } })),
    ),
  );
  return paths.flat();
}

/** The languages that have news. */
export async function newsPaths() {
  const paths = await localePaths();
  const counts = await Promise.all(
    paths.map(async ({ props }) => (await news(props.locale)).length),
  );
  return paths.filter((_path, place) => counts[place] !== 0);
}
