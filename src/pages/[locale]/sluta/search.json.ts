import type { APIRoute } from 'astro';
import { localePaths } from '../../../layouts/paths.ts';
import { searchAnswer } from '../../../layouts/search-texts.ts';
import { localeSchema } from '../../../i18n/locales.ts';

export const getStaticPaths = localePaths;

/** The index that the search of the room for those who use violence reads: its own texts only. */
export const GET: APIRoute = ({ params }) =>
  searchAnswer(
    localeSchema.parse(params['locale']),
    'sluta/',
    ({ source }) => source.data.part === 'stop',
  );
