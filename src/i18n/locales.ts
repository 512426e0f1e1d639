import { z } from 'zod';

/** Every language the site can be published in, with its own name, direction and the tag for `lang`. */
const LOCALES = {
  sv: { name: 'Svenska', direction: 'ltr', lang: 'sv' },
  'sv-x-lattlast': { name: 'Lätt svenska', direction: 'ltr', lang: 'sv' },
  en: { name: 'English', direction: 'ltr', lang: 'en' },
  fi: { name: 'Suomi', direction: 'ltr', lang: 'fi' },
  ar: { name: 'العربية', direction: 'rtl', lang: 'ar' },
  fa: { name: 'فارسی', direction: 'rtl', lang: 'fa' },
  so: { name: 'Soomaali', direction: 'ltr', lang: 'so' },
  ti: { name: 'ትግርኛ', direction: 'ltr', lang: 'ti' },
  pl: { name: 'Polski', direction: 'ltr', lang: 'pl' },
  es: { name: 'Español', direction: 'ltr', lang: 'es' },
  uk: { name: 'Українська', direction: 'ltr', lang: 'uk' },
  tr: { name: 'Türkçe', direction: 'ltr', lang: 'tr' },
} as const;

/** A folder under `content/locales/` and the first part of every address. */
export const localeSchema = z.enum([
  'sv',
  'sv-x-lattlast',
  'en',
  'fi',
  'ar',
  'fa',
  'so',
  'ti',
  'pl',
  'es',
  'uk',
  'tr',
]);

/** A language of the site, e.g. `ar`. */
export type Locale = z.infer<typeof localeSchema>;

/** The language that the others are translated from. */
export const SOURCE_LOCALE = 'sv' satisfies Locale;

/** What a page is offered in where a language lacks it. */
export const FALLBACK_LOCALES: readonly Locale[] = ['sv-x-lattlast', 'en'];

/** The languages that stand at the top of each page, beside the link to all of them. */
export const NEAR_LANGUAGES: readonly Locale[] = ['en', 'ar', 'sv'];

/** The writing direction, for `dir`. */
export const direction = (locale: Locale): 'ltr' | 'rtl' => LOCALES[locale].direction;

/** The BCP 47 tag for `lang`; easy Swedish is served as Swedish. */
export const htmlLang = (locale: Locale): string => LOCALES[locale].lang;

/** The tag for writing dates, times and lists: British English where the language is English. */
export const formatTag = (locale: Locale): string =>
  locale === 'en' ? 'en-GB' : LOCALES[locale].lang;

/** The name of the language in the language itself. */
export const ownName = (locale: Locale): string => LOCALES[locale].name;
