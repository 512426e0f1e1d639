import type { ReadPage } from '../../../src/embed/check/check-page.ts';
import type { OwnSite } from '../../../src/embed/check/content.ts';
import type { EmbedSite } from '../../../src/embed/embed.ts';
import { snippet } from '../../../src/embed/snippet.ts';
import type { Helpline } from '../../../src/helplines/helpline.ts';
import { telHref } from '../../../src/helplines/phone.ts';
import type { Locale } from '../../../src/i18n/locales.ts';
import { line, sentencesIn } from '../helplines/fixtures.ts';

export const ORIGIN = 'https://numren.example';
export const TODAY = new Date('2026-11-23');

const always = { hours: 'always', checked: '2026-09-23' } as const;

/** The three lines that every embed has, and invented ones. */
export const LINES: readonly Helpline[] = [
  line({
    ...always,
    id: 'sos-112',
    kind: 'emergency',
    group: 'danger',
    phone: { number: '112', display: '112' },
  }),
  line({
    ...always,
    id: 'kvinnofridslinjen',
    name: 'Kvinnofridslinjen',
    phone: { number: '116016', display: '116 016' },
  }),
  line({
    ...always,
    id: 'bris',
    name: 'Bris',
    group: 'young',
    phone: { number: '116111', display: '116 111' },
  }),
  line({ order: 2, languages: ['sv', 'en'] }),
];

/** A site with these lines. */
export function siteOf(facts: Partial<EmbedSite> = {}): EmbedSite {
  const locale = facts.locale ?? 'sv';
  const helplines = facts.helplines ?? LINES;
  // A variable, so that a site may know more than an embed needs.
  const site = {
    locale,
    today: TODAY,
    t: sentencesIn(locale),
    helplines,
    helplineTexts: Object.fromEntries(helplines.map(({ id }) => [id, { text: `Om ${id}.` }])),
    profile: { name: 'Huset' },
    demonstration: false,
    form: { open: true, inboxes: ['social', 'police'] } as const,
    ...facts,
  };
  return site;
}

/** The embed of a language on the invented site. */
export const snippetIn = (locale: Locale = 'sv', facts: Partial<EmbedSite> = {}) =>
  snippet(siteOf({ locale, ...facts }), ORIGIN);

/** The invented site as the check knows it. */
export const ownSite = (facts: Partial<OwnSite> = {}): OwnSite => ({
  today: TODAY,
  origin: ORIGIN,
  locales: ['sv', 'ar'],
  numbers: new Set(LINES.flatMap(({ phone }) => (phone === null ? [] : [telHref(phone.number)]))),
  snippetOf: (locale, origin) => snippet(siteOf({ locale }), origin),
  ...facts,
});

/** A partner's page with this in its body. */
export const pageWith = (body: string, facts: Partial<ReadPage> = {}): ReadPage => ({
  html: `<!doctype html>\n<html lang="sv"><head><title>Bibliotek</title></head><body>\n${body}\n</body></html>`,
  address: new URL('https://bibliotek.example/'),
  policies: [],
  ...facts,
});
