import { readFileSync } from 'node:fs';

/** Parts of words, in lower case, that a language must not use where they harm (`words.json`). */
export interface LocaleWords {
  /** Tell what the site is about: never in what browsers keep. */
  readonly telling: readonly string[];
  /** Promise of this site what no site can keep: on no page. */
  readonly untrue: readonly string[];
  /** Say something of the law: regular expressions by what they say. */
  readonly law: Readonly<Partial<Record<string, readonly string[]>>>;
}

/** The words of one language. */
export const wordsOf = (locale: string): LocaleWords =>
  JSON.parse(readFileSync(`content/locales/${locale}/words.json`, 'utf8')) as LocaleWords;
