/** Elements beside and inside of whose edges white space is never shown (HTML, "Rendering", 15.3); drawings hold no text. */
const BLOCKS =
  'address|article|aside|body|caption|details|dd|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|head|header|' +
  'html|legend|li|main|nav|ol|p|section|summary|table|tbody|td|th|thead|tr|ul|' +
  'circle|defs|g|path|pattern|polygon|rect|symbol|use';
/** White space of HTML; a space that may not break is none. */
const SPACE = '[ \\t\\n\\f\\r]';
const AT_EDGE = new RegExp(
  `${SPACE}+(?=</?(?:${BLOCKS})[\\s>])|(?<=</?(?:${BLOCKS})(?:\\s[^<>]*)?>)${SPACE}+|` +
    // Boxes of their own in a line: their edges too.
    `(?<=<a class="(?:row|skip)"[^<>]*>|<button[^<>]*>)${SPACE}+|${SPACE}+(?=</button>)`,
  'gu',
);
/** What keeps its text letter by letter. */
const KEPT =
  /(<(?:script|style|textarea|template|pre)\b[^]*?<\/(?:script|style|textarea|template|pre)>)/u;

/** A page without the white space that no browser shows: Astro leaves one space wherever it is unsure. */
export const withoutIdleSpace = (html: string): string =>
  html
    .split(KEPT)
    .map((part, place) => (place % 2 === 1 ? part : part.replace(AT_EDGE, '')))
    .join('');
