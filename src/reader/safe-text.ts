// What a screen would obey instead of showing: controls, line ends that are no line feeds, forced writing directions.
// Tabs and line feeds stay; so do the joiners and marks that Persian, Arabic and emoji are written with.
// eslint-disable-next-line no-control-regex
const UNSEEN = /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

const FIRST_PICTURE = 0x2400;
const LAST_CONTROL = 0x1f;

/** The text with every character that would act unseen replaced by one that shows: `␛`, `⟨U+202E⟩`. Lines end with `\n`. */
export const visibleText = (text: string): string =>
  text.replaceAll('\r\n', '\n').replaceAll(UNSEEN, picture);

/** The text in a file: UTF-8, or UTF-16 where the file says so; null when it is not text. */
export const textIn = (bytes: Uint8Array): string | null => {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  try {
    return new TextDecoder(utf16 ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
};

const picture = (character: string): string => {
  const code = character.charCodeAt(0);
  return code <= LAST_CONTROL
    ? String.fromCharCode(FIRST_PICTURE + code)
    : `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
};
