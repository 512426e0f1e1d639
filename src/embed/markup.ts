import type { Card } from '../helplines/card.ts';
import { helplineById } from '../helplines/directory.ts';
import type { Helpline } from '../helplines/helpline.ts';
import { telHref, type PhoneNumber } from '../helplines/phone.ts';
import { SOURCE_LOCALE } from '../i18n/locales.ts';
import { pieces } from '../i18n/sentences.ts';

/** A text as HTML, in the form in which the HTML standard writes it out (13.3), also for attributes. */
export const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('\u00a0', '&nbsp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

/** Sentences as one paragraph. */
export const paragraph = (...sentences: readonly string[]): string =>
  `<p>${escaped(sentences.join(' '))}</p>`;

/** A number that dials: left to right and isolated in every language. */
export const phoneLink = ({ number, display }: PhoneNumber): string =>
  `<a href="${telHref(number)}" dir="ltr"><bdi>${escaped(display)}</bdi></a>`;

/** A sentence whose braces name help lines. @throws when one of them has no number. */
export const sentenceWithNumbers = (text: string, lines: readonly Helpline[]): string =>
  pieces(text)
    .map((piece) =>
      'slot' in piece ? phoneLink(helplineById(lines, piece.slot).phone) : escaped(piece.text),
    )
    .join('');

/** The name of a help line, isolated where it stays Swedish. */
export const lineName = ({ heading, isSwedishName }: Card): string =>
  isSwedishName ? `<bdi lang="${SOURCE_LOCALE}">${escaped(heading)}</bdi>` : escaped(heading);
