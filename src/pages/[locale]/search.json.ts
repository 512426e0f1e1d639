import type { APIRoute } from 'astro';
import { localePaths } from '../../layouts/paths.ts';
import { searchAnswer } from '../../layouts/search-texts.ts';
import { localeSchema } from '../../i18n/locales.ts';

export const getStaticPaths = localePaths;

/** The index that the search of the ordinary room reads. */
export const GET: APIRoute = ({ params }) =>
  searchAnswer(
    localeSchema.parse(params['locale']),
    '',
    ({ source }) => source.data.part !== 'stop',
  );
