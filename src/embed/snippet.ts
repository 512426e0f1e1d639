import { checkByMonth } from '../helplines/check-by.ts';
import type { Locale } from '../i18n/locales.ts';
import { embedId } from './digest.ts';
import { languageAttributes, type Embed, type EmbedSite } from './embed.ts';
import { embedLines } from './embed-lines.ts';
import { EMBED_STYLE } from './embed-style.ts';
import { escaped } from './markup.ts';
import { plainNumbers, section } from './section.ts';

/** What a partner pastes into a page. */
export interface Snippet {
  /** Its mark (see `digest.ts`): another text has another mark. */
  readonly id: string;
  /** The element itself. */
  readonly html: string;
  /** The file: a line for the web editor, then the element. */
  readonly text: string;
}

/** Where the file lies below the site's own address. */
const snippetPath = (locale: Locale): string => `/material/numren-${locale}.txt`;

/**
 * The embed of one language: numbers without script, image, font or any request. It is a declarative
 * shadow tree, which the page's style cannot reach; where a browser or an editor drops that, the plain
 * numbers after it show instead. The element is one line: editors turn line breaks into `<br>`.
 * @param origin the site's own address; the links lead there
 */
export function snippet(site: EmbedSite, origin: string): Snippet {
  const lines = embedLines(site.helplines, site.locale);
  const embed = { site, origin, lines };
  const month = checkByMonth([...lines.shown, ...lines.folded]);
  const id = embedId(element(embed, month, ''));
  const html = element(embed, month, id);
  return { id, html, text: `${note(embed, month, id)}\n${html}\n` };
}

function element(embed: Embed, month: string, id: string): string {
  const { locale } = embed.site;
  const newest = escaped(new URL(snippetPath(locale), embed.origin).href);
  return [
    `<div ${languageAttributes(embed)} data-numren="${locale}" data-before="${month}" data-newest="${newest}" data-id="${id}">`,
    `<template shadowrootmode="open"><style>${EMBED_STYLE}</style>${section(embed)}</template>`,
    `${plainNumbers(embed)}</div>`,
  ].join('');
}

function note({ site, origin }: Embed, month: string, id: string): string {
  const text = [
    `Telefonnummer (${site.locale}) från ${site.profile.name}, utgåva ${id}.`,
    'Klistra in allt, även den här raden, i ett block för HTML. Ändra inget.',
    `Byt före ${month} mot den nyaste från ${new URL('/sv/material/', origin).href}`,
  ];
  // Two hyphens would end the comment.
  return `<!-- ${text.join(' ').replace(/--+|[<>]/gu, '-')} -->`;
}
