import type { Translate } from '../i18n/sentences.ts';
import { localeSchema, type Locale } from '../i18n/locales.ts';
import { directory, helplineById } from './directory.ts';
import type { Helpline } from './helpline.ts';
import { telHref } from './phone.ts';

/** The languages that may be chosen: those of the site, and dari after Persian, which is close to it. */
const LANGUAGES = localeSchema.options
  .filter((locale) => locale !== 'sv-x-lattlast')
  .flatMap((locale) => (locale === 'fa' ? ['fa', 'prs'] : [locale]));
const AUDIENCES = [
  'women',
  'men',
  'trans',
  'lgbtq',
  'young',
  'parents',
  'older',
  'concerned',
  'deaf',
  'professional',
] as const;
/** What a card has to say of its audience; nobody asks for the rest. */
const ASKED: ReadonlySet<string> = new Set(['everyone', ...AUDIENCES]);
const CHANNELS = ['call', 'chat', 'sms'] as const;

/** Something to choose: its value and its words. */
export type Option = readonly [value: string, words: string];

/** The words and choices of the finder in one language, as the page carries them. */
export interface FinderFacts {
  readonly fields: Readonly<Record<'need' | 'who' | 'language' | 'channel', Field>>;
  /** The reader's own language, whose lines stand first; empty on Swedish pages. */
  readonly own: string;
  readonly open: string;
  readonly any: string;
  readonly clear: string;
  /** With `{count}` and `{total}`. */
  readonly count: string;
  readonly none: readonly [before: string, after: string];
  readonly danger: { readonly href: string; readonly display: string };
}

interface Field {
  readonly label: string;
  readonly options: readonly Option[];
}

/** What a card says of itself to the finder, for its `data-fits`; its need is its group's. */
export const fits = (line: Helpline): string =>
  [
    ...new Set([
      ...line.audiences
        .map((audience) => (audience === 'children' ? 'young' : audience))
        .filter((audience) => ASKED.has(audience))
        .map((audience) => `who-${audience}`),
      // No age is too high for these.
      ...(['violence', 'life', 'ways'].includes(line.group) ? ['who-older'] : []),
      ...(line.interpreter === true || line.languages.includes('many')
        ? ['language-any']
        : line.languages.map((language) => `language-${language}`)),
      ...(line.phone === null && line.viaEmergency === null ? [] : ['channel-call']),
      ...(line.chat === null ? [] : ['channel-chat']),
      ...(line.sms === null ? [] : ['channel-sms']),
    ]),
  ].join(' ');

/** Everything the finder shows in one language. Easy Swedish is read by people of every language. */
export function finderFacts(lines: readonly Helpline[], locale: Locale, t: Translate): FinderFacts {
  const offered = new Set(lines.flatMap((line) => fits(line).split(' ')));
  const field = (name: keyof FinderFacts['fields'], options: readonly Option[]): Field => ({
    label: t(`finder.${name}`),
    options: options.filter(
      ([value]) => name === 'need' || name === 'language' || offered.has(`${name}-${value}`),
    ),
  });
  const groups = directory(lines).filter(({ id }) => id !== 'danger');
  const { phone: danger } = helplineById(lines, 'sos-112');
  const [before = '', after = ''] = t('finder.none').split('{sos-112}');
  return {
    fields: {
      need: field(
        'need',
        groups.map(({ id }) => [id, t(`helpline.group.${id}`)]),
      ),
      who: field(
        'who',
        AUDIENCES.map((audience) => [audience, t(`finder.who.${audience}`)]),
      ),
      language: field(
        'language',
        LANGUAGES.map((language) => [language, t(`helpline.language.${language}`)]),
      ),
      channel: field(
        'channel',
        CHANNELS.map((channel) => [channel, t(`finder.channel.${channel}`)]),
      ),
    },
    own: locale.startsWith('sv') ? '' : locale,
    open: t('finder.open'),
    any: t('finder.any'),
    clear: t('finder.clear'),
    count: t('finder.count'),
    none: [before, after],
    danger: { href: telHref(danger.number), display: danger.display },
  };
}
