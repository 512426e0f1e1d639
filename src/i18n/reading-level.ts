/** Words longer than this are long in LIX. */
const LONG_WORD_LETTERS = 6;

/** The plain sentences of a page written in MDX: without tags, links and numbers of help lines. */
export const plainText = (mdx: string): string =>
  mdx
    .replace(/^---\n.*?\n---\n/su, '')
    .replace(/<Helpline[^>]*>/gu, '112')
    .replace(/<[^>]+>/gu, '')
    .replace(/\]\([^)]*\)/gu, ']')
    .replace(/[#*[\]”“"]/gu, '')
    .replace(/^\s*(?:-|\d+\.)\s+/gmu, '');

/** LIX (Björnsson 1968): words a sentence plus the share of long words in per cent. */
export function lix(text: string): number {
  const { words, sentences } = counted(text);
  const long = words.filter((word) => word.length > LONG_WORD_LETTERS).length;
  return words.length / sentences + (100 * long) / words.length;
}

/** Automated Readability Index (Senter and Smith 1967): about the US school year a text asks for. */
export function readabilityIndex(text: string): number {
  const { words, sentences } = counted(text);
  const letters = words.join('').length;
  return (4.71 * letters) / words.length + (0.5 * words.length) / sentences - 21.43;
}

function counted(text: string): { words: string[]; sentences: number } {
  const words = text.match(/[\p{L}\p{N}’'-]+/gu) ?? [];
  const sentences = text.split(/[.?!:](?:\s|$)|\n/u).filter((part) => /\p{L}/u.test(part)).length;
  return { words, sentences: Math.max(1, sentences) };
}
