import type { APIRoute } from 'astro';
import { ownCopyFacts } from '../../../campaign/own-copy-facts.ts';
import library from '../../../campaign/own-making.ts?island';
import { SHELVES, standsOn } from '../../../campaign/shelves.ts';
import { material } from '../../../content.ts';
import { localePaths } from '../../../layouts/paths.ts';
import { siteIn } from '../../../layouts/site.ts';
import { localeSchema } from '../../../i18n/locales.ts';

/** One for each page of the kit. */
export async function getStaticPaths() {
  const paths = await localePaths();
  const shelves = material() === null ? [] : SHELVES;
  return paths.flatMap(({ params }) =>
    shelves.map(({ slug }) => ({ params: { ...params, place: slug } })),
  );
}

/** What the island of own copies knows of the sheets of a place; fetched when it is opened. */
export const GET: APIRoute = async ({ params }) => {
  const shelf = SHELVES.find(({ slug }) => slug === params.place);
  const site = await siteIn(localeSchema.parse(params.locale));
  const pieces = (material()?.pieces ?? []).filter(
    (piece) => shelf !== undefined && standsOn(shelf, piece),
  );
  return Response.json(ownCopyFacts(site, pieces, library));
};
