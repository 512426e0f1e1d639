/** The texts of one language by their ids, e.g. `ui:start.heading`, `cards:alone`, `pages:spar`. */
export type Texts = ReadonlyMap<string, string>;

/** What a language lacks, and which of its texts follow a Swedish text that has changed since. */
export interface TranslationState {
  readonly missing: readonly string[];
  readonly behind: readonly string[];
  /** Ids that Swedish does not have. */
  readonly extra: readonly string[];
}

/**
 * Compares a language with the Swedish.
 * @param follows the digest of the Swedish text that each translation was made from
 * @param digest of a Swedish text, as it stands in `follows`
 */
export function translationState(
  swedish: Texts,
  own: Texts,
  follows: ReadonlyMap<string, string>,
  digest: (text: string) => string,
): TranslationState {
  return {
    missing: [...swedish.keys()].filter((id) => !own.has(id)),
    behind: [...swedish].flatMap(([id, text]) =>
      own.has(id) && follows.get(id) !== digest(text) ? [id] : [],
    ),
    extra: [...own.keys()].filter((id) => !swedish.has(id)),
  };
}

/** The back-translations in the table of a locale's README: id and the translation they belong to. */
export const backTranslated = (readme: string): ReadonlyMap<string, string> =>
  new Map(
    [...readme.matchAll(/^\| `([^`]+)` \| (.+?) \| (?!–? *\|).+ \|$/gmu)].map(
      ([, id = '', text = '']) => [id, text.replaceAll('\\|', '|')],
    ),
  );
