import { areaWords, helplines, offeredPages, type OfferedPage } from '../content.ts';
import { helplineById } from '../helplines/directory.ts';
import type { Locale } from '../i18n/locales.ts';
import { searchIndex, sectionsOf } from '../search/search-index.ts';

/** The search index of one language as an answer, over the pages that are chosen. */
export async function searchAnswer(
  locale: Locale,
  room: '' | 'sluta/',
  isChosen: (page: OfferedPage) => boolean,
): Promise<Response> {
  const lines = await helplines();
  const words = await areaWords(locale);
  const phone = (id: string): string => helplineById(lines, id).phone.display;
  const sections = (await offeredPages(locale)).filter(isChosen).flatMap(({ name, own }) =>
    own === undefined
      ? []
      : sectionsOf(
          {
            address: `/${locale}/${room}${name}/`,
            heading: own.data.heading,
            body: [own.body ?? '', ...(words.pages[name] ?? [])].join('\n'),
          },
          phone,
        ),
  );
  return Response.json(searchIndex(sections));
}
