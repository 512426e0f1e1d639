/** Looks a sentence up by its key and fills `{name}` with the value of that name. */
export type Translate = (key: string, values?: Readonly<Record<string, string>>) => string;

/** A piece of a sentence: plain text, or the name that stood in braces. */
export type Piece = { readonly text: string } | { readonly slot: string };

/**
 * The sentences of one language as a function.
 * @throws Error naming the file and the key when a sentence is missing, so that a page never shows a key.
 */
export const translator =
  (sentences: Readonly<Record<string, string>>, file: string): Translate =>
  (key, values = {}) => {
    const sentence = sentences[key];
    if (sentence === undefined) {
      throw new Error(
        `${file}: the sentence "${key}" is missing; write it as in content/locales/sv/`,
      );
    }
    return fill(sentence, values);
  };

/** Replaces each `{name}` that has a value; the others stay for a component to fill. */
const fill = (sentence: string, values: Readonly<Record<string, string>>): string =>
  sentence.replace(/\{([a-z0-9-]+)\}/gu, (whole, name: string) => values[name] ?? whole);

/** A sentence cut at its braces: `Ring {sos-112}.` gives text, slot `sos-112`, text. */
export const pieces = (sentence: string): Piece[] =>
  sentence
    .split(/(\{[a-z0-9-]+\})/u)
    .filter((part) => part !== '')
    .map((part) => (/^\{.+\}$/u.test(part) ? { slot: part.slice(1, -1) } : { text: part }));

/** Names joined as the language joins them: `måndagar och torsdagar`. */
export const joined = (names: readonly string[], lang: string): string =>
  new Intl.ListFormat(lang, { type: 'conjunction' }).format(names);
