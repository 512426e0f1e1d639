import { localeSchema } from '../../i18n/locales.ts';
import { siteIn, type Site } from '../../layouts/site.ts';

/** The site in the language of the page's address, for tags in MDX, which get no properties of the page. */
export const siteOfPage = (params: Readonly<Record<string, string | undefined>>): Promise<Site> =>
  siteIn(localeSchema.parse(params.locale));
