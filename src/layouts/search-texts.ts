import {
  areaWords,
  helplines,
  helplineTexts,
  offeredPages,
  searchWords,
  type OfferedPage,
  sentences,
} from '../content.ts';
import { directory, groupAnchor, helplineById } from '../helplines/directory.ts';
import type { Locale } from '../i18n/locales.ts';
import { searchIndex, sectionsOf, type Section } from '../search/search-index.ts';

/** The search index of one language as an answer, over the pages that are chosen. */
export async function searchAnswer(
  locale: Locale,
  room: '' | 'sluta/',
  isChosen: (page: OfferedPage) => boolean,
): Promise<Response> {
  const lines = await helplines();
  const words = await areaWords(locale);
  const asked = await searchWords(locale);
  const phone = (id: string): string => helplineById(lines, id).phone.display;
  const sections = (await offeredPages(locale)).filter(isChosen).flatMap(({ name, own, title }) => {
    const heading = own?.data.heading ?? title;
    if (heading === undefined) return [];
    const page = {
      address: `/${locale}/${room}${name}/`,
      heading,
      body: [own?.body ?? '', ...(words.pages[name] ?? [])].join('\n'),
      asked: asked[name] ?? [],
    };
    return sectionsOf(page, phone);
  });
  // Whoever uses violence may ask here too, and is shown the way to the room that is made for it.
  const lineRows =
    room === '' ? [...(await lineSections(locale, asked)), await roomSection(locale, asked)] : [];
  return Response.json(searchIndex([...sections, ...lineRows]));
}

async function roomSection(
  locale: Locale,
  asked: Readonly<Record<string, readonly string[]>>,
): Promise<Section> {
  const heading = (await sentences(locale))('stop.heading');
  return {
    address: `/${locale}/sluta/`,
    page: heading,
    heading,
    text: '',
    asked: asked['steg'] ?? [],
  };
}

/** The help lines by the headings they stand under; the separate room has its own lines on its start. */
async function lineSections(
  locale: Locale,
  asked: Readonly<Record<string, readonly string[]>>,
): Promise<Section[]> {
  const [t, texts] = [await sentences(locale), await helplineTexts(locale)];
  return directory(await helplines())
    .filter(({ id }) => id !== 'danger' && id !== 'stop')
    .map(({ id, lines }) => ({
      address: `/${locale}/ring/#${groupAnchor(id)}`,
      page: t('ring.heading'),
      heading: t(`helpline.group.${id}`),
      text: lines.map((line) => `${line.name} ${texts[line.id]?.text ?? ''}`).join(' '),
      // `ring` alone: those for everybody who is hurt; others are found by whom they are for too.
      asked: asked[id === 'violence' ? 'ring' : `ring#${id}`] ?? [],
    }));
}
