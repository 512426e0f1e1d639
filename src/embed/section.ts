import { helplineCard, type Card } from '../helplines/card.ts';
import { checkBy } from '../helplines/check-by.ts';
import { checkedDate } from '../helplines/dates.ts';
import type { DialledHelpline } from '../helplines/directory.ts';
import { hoursInWords } from '../helplines/hours-in-words.ts';
import { formatTag, SOURCE_LOCALE } from '../i18n/locales.ts';
import { languageAttributes, siteLink, type Embed } from './embed.ts';
import { escaped, lineName, paragraph, phoneLink, sentenceWithNumbers } from './markup.ts';

/** The embed as it is meant to be seen: 112 and the first line in sight, the others under a fold. */
export function section(embed: Embed): string {
  const { site, lines } = embed;
  const { t } = site;
  return [
    `<section ${languageAttributes(embed)} aria-labelledby="heading">`,
    `<h2 id="heading">${escaped(t('ring.heading'))}</h2>`,
    demonstration(embed),
    `<ul>${lines.shown.map((line) => shownLine(line, embed)).join('')}</ul>`,
    `<details><summary>${escaped(t('start.more'))}</summary>`,
    `<ul>${lines.folded.map((line) => foldedLine(line, embed)).join('')}</ul>`,
    `<ul class="ways">${ways(embed)}</ul>`,
    `${paragraph(t('helpline.other-site'))}</details>`,
    `<footer>${checked(embed)}</footer></section>`,
  ].join('');
}

/** What is seen where a browser or an editor has dropped the rest; it has the style of its page. */
export function plainNumbers(embed: Embed): string {
  const { site, lines } = embed;
  const { t } = site;
  const numbers = [...lines.shown, ...lines.folded].map(
    (line) =>
      `${line.kind === 'emergency' ? escaped(t('start.danger')) : lineName(helplineCard(line, site))} ${phoneLink(line.phone)}`,
  );
  const more = siteLink(t('start.talk.more'), 'ring/', embed);
  const stays = paragraph(t('helpline.other-site'), t('helpline.call-list'));
  return `${demonstration(embed)}<p>${[...numbers, more].join(' · ')}</p>${stays}${checked(embed)}`;
}

const demonstration = ({ site: { demonstration, t, helplines } }: Embed): string =>
  demonstration ? `<p>${sentenceWithNumbers(t('demo'), helplines)}</p>` : '';

function shownLine(line: DialledHelpline, { site }: Embed): string {
  const { t } = site;
  const number = phoneLink(line.phone);
  if (line.kind === 'emergency') {
    return `<li class="danger"><b>${escaped(t('start.danger'))}</b>${number}${paragraph(t('start.danger.note'))}</li>`;
  }
  const card = helplineCard(line, site);
  const facts = paragraph(...factsOf(line, card, site));
  return `<li><b>${escaped(t('start.talk'))} ${lineName(card)}</b>${number}${facts}</li>`;
}

function foldedLine(line: DialledHelpline, { site }: Embed): string {
  const card = helplineCard(line, site);
  const facts = paragraph(card.text, ...factsOf(line, card, site));
  return `<li><b>${lineName(card)}</b>${phoneLink(line.phone)}${facts}</li>`;
}

const factsOf = ({ checked }: DialledHelpline, card: Card, { t }: Embed['site']): string[] => [
  ...(card.phoneOpening === null ? [] : hoursInWords(card.phoneOpening, t).map(unbroken)),
  card.languages,
  ...card.notes,
  ...(checked === null ? [card.checked] : []),
];

/** No line ends within a time. */
const unbroken = (hours: string): string => hours.replaceAll('–', '\u2060–\u2060');

function ways(embed: Embed): string {
  const { form, t } = embed.site;
  const more = siteLink(t('start.talk.more'), 'ring/', embed);
  if (!form.open) return `<li>${more}</li>`;
  const words = t(form.inboxes.includes('police') ? 'start.write' : 'start.write.social');
  const write = `${siteLink(words, 'skriv/', embed)}${paragraph(t('start.write.note'))}`;
  return `<li>${write}</li><li>${more}</li>`;
}

/** When the numbers were checked, and by when again. */
function checked({ site, lines }: Embed): string {
  const { locale, t } = site;
  const all = [...lines.shown, ...lines.folded];
  const lang = formatTag(locale);
  const [oldest] = all.flatMap((line) => line.checked?.slice(0, 7) ?? []).sort();
  return paragraph(
    ...(oldest === undefined ? [] : [t('helpline.checked', { date: checkedDate(oldest, lang) })]),
    t('pocket.check-by', { month: checkBy(all, lang) }),
    ...(locale === SOURCE_LOCALE ? [] : [t('unread')]),
  );
}
