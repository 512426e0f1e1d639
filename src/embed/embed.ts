import type { FormState } from '../area/form-state.ts';
import type { Profile } from '../area/profile.ts';
import type { CardSite } from '../helplines/card.ts';
import type { Helpline } from '../helplines/helpline.ts';
import { direction, htmlLang } from '../i18n/locales.ts';
import type { EmbedLines } from './embed-lines.ts';
import { escaped } from './markup.ts';

/** What the embed of one language is made from. */
export interface EmbedSite extends CardSite {
  readonly profile: Pick<Profile, 'name'>;
  readonly helplines: readonly Helpline[];
  readonly demonstration: boolean;
  readonly form: FormState;
}

/** An embed to be written: its language and facts, its lines, and the address its links lead to. */
export interface Embed {
  readonly site: EmbedSite;
  readonly lines: EmbedLines;
  /** The site's own address. */
  readonly origin: string;
}

/** `lang` and `dir` of the language. */
export const languageAttributes = ({ site: { locale } }: Embed): string =>
  `lang="${htmlLang(locale)}" dir="${direction(locale)}"`;

/** A link to a page of the site: it takes the place of the whole page, and does not tell where from. */
export const siteLink = (words: string, path: string, { site, origin }: Embed): string =>
  `<a href="${escaped(new URL(`/${site.locale}/${path}`, origin).href)}" target="_top" rel="noreferrer">${escaped(words)}</a>`;
