import type { Helpline } from '../helplines/helpline.ts';
import { htmlLang, type Locale } from '../i18n/locales.ts';
import { pieces, type Translate } from '../i18n/sentences.ts';
import type { Campaign, CampaignWords } from './campaigns.ts';
import type { PosterWords } from './poster-words.ts';

/** A language with everything that its sheets say. */
export interface SheetLanguage {
  readonly locale: Locale;
  /** The sentences of the pages. */
  readonly t: Translate;
  readonly common: PosterWords;
  readonly words: Readonly<Record<Campaign['id'], CampaignWords>>;
  /** The campaigns whose sheets a native speaker has read, as they stand now. */
  readonly read: ReadonlySet<Campaign['id']>;
}

/** A sentence on a sheet, cut at its number; `number` is empty where it has none. */
export interface Line {
  readonly before: string;
  readonly number: string;
  readonly after: string;
  /** Whose number it is, where the sentence does not say it; Swedish. */
  readonly name: string;
  /** Its number stands on a line of its own, larger than everything else. */
  readonly main: boolean;
}

/** What the words of a campaign come to on a sheet. */
export interface Told {
  readonly headline: string;
  readonly lines: readonly Line[];
  /** Whose numbers these are. */
  readonly helplines: readonly Helpline[];
}

/** Fathatan to sukun (U+064B–U+0652). */
const ARABIC_MARKS = /[\u064b-\u0652]/gu;

/** What the words of a campaign come to. @throws where a number is not in the facts. */
export function toldIn(
  { locale, words }: SheetLanguage,
  { id }: Campaign,
  helplines: readonly Helpline[],
): Told {
  const { headline, sentences } = cutHeadline(unmarked(words[id]));
  const find = lineIn(helplines, `locales/${locale}/campaigns/${id}.json`);
  const used: Helpline[] = [];
  const lines = sentences.map((sentence): Line => {
    const [before, slot, after] = cutAtNumber(sentence);
    if (slot === null) return { before, number: '', after: '', name: '', main: false };
    const line = find(slot);
    const main = used.length === 0;
    used.push(line);
    const number = line.phone?.display ?? '';
    return { before, number, after, name: main ? nameBeside(line, sentence) : '', main };
  });
  return { headline: headlineLines(headline), lines, helplines: used };
}

/** Whose number it is, where the sentence round it does not say it; empty where it does, and for 112. */
export const nameBeside = ({ kind, name }: Helpline, sentence: string): string =>
  kind !== 'line' || sentence.includes(name) ? '' : name;

/** What begins a line begins with a capital. */
export const begun = ([first = '', ...rest]: string, locale: Locale): string =>
  first.toLocaleUpperCase(htmlLang(locale)) + rest.join('');

/** The headline and the sentences below it: a headline that ends with a number gives its last sentence to them. */
export function cutHeadline({ headline, lines }: Pick<CampaignWords, 'headline' | 'lines'>) {
  const cut = headline.includes('{') ? startOfEnd(headline) : headline.length;
  const last = headline.slice(cut).trim();
  return {
    headline: headline.slice(0, cut).trim(),
    sentences: [...(last === '' ? [] : [last]), ...lines],
  };
}

/** The line a number on every sheet is large for. */
export const mainLine = ({ lines }: Pick<Told, 'lines'>): Line | undefined =>
  lines.find(({ main }) => main);

/** The help line of an id. @throws naming the file where it has no number. */
export const lineIn =
  (helplines: readonly Helpline[], file: string) =>
  (id: string): Helpline => {
    const line = helplines.find((one) => one.id === id);
    if (line?.phone != null) return line;
    throw new Error(
      `${file}: "${id}" has no number in content/helplines/; write the id of a line that has one`,
    );
  };

/** A text without the vowel marks of Arabic: programs that read a PDF aloud or search it meet the letter under a mark twice. */
export const withoutMarks = (text: string): string => text.replace(ARABIC_MARKS, '');

const unmarked = ({ headline, lines }: CampaignWords) => ({
  headline: withoutMarks(headline),
  lines: lines.map(withoutMarks),
});

/** A sentence before its first number, the id of the number, and what follows. */
export function cutAtNumber(sentence: string): readonly [string, string | null, string] {
  const parts = pieces(sentence);
  const place = parts.findIndex((part) => 'slot' in part);
  const slot = parts[place];
  if (slot === undefined || !('slot' in slot)) return [sentence, null, ''];
  const text = (some: typeof parts) =>
    some.map((part) => ('text' in part ? part.text : '')).join('');
  const after = text(parts.slice(place + 1));
  // Without the comma that led from the number, and without a full stop that stands alone.
  return [text(parts.slice(0, place)).trim(), slot.slot, after.replace(/^[\s,،፡:.።]+/u, '').trim()];
}

/** A headline of several sentences, each on a line of its own. */
const headlineLines = (headline: string): string => headline.replace(/([.?!؟።])\s+/gu, '$1\n');

/** The last sentence of a text. */
export const endOf = (text: string): string => text.slice(startOfEnd(text));

/** Where the last sentence begins. */
function startOfEnd(text: string): number {
  const ends = [...text.matchAll(/[.?!؟።]\s+/gu)];
  const last = ends.at(-1);
  return last === undefined ? 0 : last.index + last[0].length;
}
