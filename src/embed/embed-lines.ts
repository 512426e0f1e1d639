import { newestFact } from '../helplines/check-by.ts';
import { directory, helplineById, type DialledHelpline } from '../helplines/directory.ts';
import { freshness } from '../helplines/fact-age.ts';
import type { Helpline } from '../helplines/helpline.ts';
import { htmlLang, type Locale } from '../i18n/locales.ts';

/** The help lines of an embed: those always in sight, and those under the fold. */
export interface EmbedLines {
  readonly shown: readonly DialledHelpline[];
  readonly folded: readonly DialledHelpline[];
}

const SHOWN = ['sos-112', 'kvinnofridslinjen'];
const FOLDED = ['bris'];
const MAX_OTHERS = 3;

/**
 * The help lines for readers of one language: 112, 116 016 and 116 111, then the first lines about
 * violence that are answered in that language or in many.
 * @throws Error when one of the three is missing.
 */
export function embedLines(lines: readonly Helpline[], locale: Locale): EmbedLines {
  const newest = new Date(newestFact(lines));
  const violence = directory(lines).find(({ id }) => id === 'violence')?.lines ?? [];
  const others = violence.filter(
    (line): line is DialledHelpline =>
      line.phone !== null &&
      !SHOWN.includes(line.id) &&
      isAnsweredIn(line, locale) &&
      ['fresh', 'old'].includes(freshness(line.checked, newest)),
  );
  return {
    shown: SHOWN.map((id) => helplineById(lines, id)),
    folded: [...FOLDED.map((id) => helplineById(lines, id)), ...others.slice(0, MAX_OTHERS)],
  };
}

const isAnsweredIn = ({ languages }: Helpline, locale: Locale): boolean =>
  languages.some((language) => language === htmlLang(locale) || language === 'many');
