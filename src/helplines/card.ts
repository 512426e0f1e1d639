import { formatTag, SOURCE_LOCALE, type Locale } from '../i18n/locales.ts';
import type { Translate } from '../i18n/sentences.ts';
import { checkedDate } from './dates.ts';
import { freshness } from './fact-age.ts';
import type { Helpline } from './helpline.ts';
import { chatOpening, phoneOpening, type OpeningWords, type Writer } from './opening-words.ts';
import type { HelplineTexts } from './texts.ts';

/** What a card needs to know of the site. */
export interface CardSite {
  readonly locale: Locale;
  readonly t: Translate;
  readonly helplineTexts: HelplineTexts;
  /** The day by which the age of facts is judged. */
  readonly today: Date;
}

/** The sentences of a help-line card in one language. */
export interface Card {
  readonly heading: string;
  /** The heading is the service's Swedish name on a page in another language. */
  readonly isSwedishName: boolean;
  readonly phoneOpening: OpeningWords | null;
  readonly chatOpening: OpeningWords | null;
  readonly languages: string;
  /** At most three. */
  readonly notes: readonly string[];
  /** The address that the card leads to when there is neither a number nor a chat. */
  readonly web: string | null;
  readonly text: string;
  readonly checked: string;
}

/**
 * What stands on the card of a help line.
 * @throws Error naming the file when the line has no text in this language.
 */
export function helplineCard(line: Helpline, { locale, t, helplineTexts, today }: CardSite): Card {
  const words = helplineTexts[line.id];
  if (words === undefined) {
    throw new Error(`locales/${locale}/helplines.json: "${line.id}" is missing; write its "text"`);
  }
  const writer = { t, lang: formatTag(locale), today };
  const { chat } = line;
  const called = isCalled(line) ? phoneOpening(line, writer) : null;
  const chatted = chat === null ? null : chatOpening(line, chat.hours, writer);
  return {
    heading: words.name ?? line.name,
    isSwedishName: words.name === undefined && writer.lang !== SOURCE_LOCALE,
    phoneOpening: called,
    chatOpening: chatted,
    languages: languages(line, writer),
    notes: notes(line, t),
    web: isCalled(line) || chat !== null ? null : line.web,
    text: words.text,
    checked: [
      whenChecked(line, writer),
      ...((called ?? chatted) !== null && freshness(line.checked, today) === 'stale'
        ? [t('helpline.hours-old')]
        : []),
    ].join(' '),
  };
}

const whenChecked = ({ checked }: Helpline, { t, lang }: Writer): string =>
  checked === null
    ? t('helpline.not-checked')
    : t('helpline.checked', { date: checkedDate(checked, lang) });

/** The name of a website as people know it: `mind.se`. */
export const siteName = (address: string): string => new URL(address).host.replace(/^www\./, '');

const isCalled = ({ phone, viaEmergency }: Helpline): boolean =>
  phone !== null || viaEmergency !== null;

function languages(line: Helpline, { t, lang }: Writer): string {
  const names = line.languages.map((language) => t(`helpline.language.${language}`));
  const list = new Intl.ListFormat(lang, { type: 'conjunction' }).format(names);
  const spoken = t('helpline.languages', { languages: list });
  return line.interpreter === true ? `${spoken} ${t('helpline.interpreter')}` : spoken;
}

function notes(line: Helpline, t: Translate): string[] {
  if (line.kind === 'directory' || line.kind === 'information') return [];
  return [
    ...(line.price === 'unknown' ? [] : [t(`helpline.price.${line.price}`)]),
    ...(line.anonymous === true ? [t('helpline.nameless')] : []),
    ...(isCalled(line) ? [trace(line, t)] : []),
  ];
}

// What the bill does not show the phone still does: the one is never said without the other.
const trace = ({ phoneBill }: Helpline, t: Translate): string => {
  const inPhone = t('helpline.call-list');
  return phoneBill === 'unknown' ? inPhone : `${t(`helpline.bill.${phoneBill}`)} ${inPhone}`;
};
