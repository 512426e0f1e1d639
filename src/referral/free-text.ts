const encoder = new TextEncoder();

/** The length of a text in UTF-8 bytes. */
export const utf8Bytes = (text: string): number => encoder.encode(text).length;

/** An answer on one line: no control characters, line breaks become spaces; blank when nothing visible is left. */
export const cleanLine = (raw: string): string =>
  cleanLines(raw)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ');

/** An answer of several lines: line breaks become `\n`, every other control character and half surrogate goes. */
export const cleanLines = (raw: string): string => {
  const text = raw
    .replaceAll(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replaceAll(/(?!\n)[\p{Cc}\p{Cs}]/gu, '')
    .trim();
  return /[^\s\p{Cf}]/u.test(text) ? text : '';
};

/** Columns of a quoted line; narrower than mail windows, so that no window breaks a line anew without its bar. */
const QUOTE_COLUMNS = 66;

/**
 * Free text as lines of a letter, each beginning with `| `, so that it can never pass for the letter's own lines.
 * Characters that force a writing direction are left out: they could show the letter's words in another order.
 */
export const quotedLines = (text: string): string[] =>
  withoutForcedDirection(text)
    .split('\n')
    .flatMap(wrappedLine)
    .map((line) => `| ${line}`);

/**
 * The telephone numbers of an answer in ASCII digits, where the answer as written could be misread: it has other
 * digits or right-to-left letters, which make mail programs draw the groups of a number in reverse order.
 */
export const numbersToDial = (text: string): string[] => {
  if (!/[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(text)) return [];
  const ascii = text
    .replaceAll(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0x0f))
    .replaceAll(/\p{Cf}/gu, '');
  return ascii.match(/\+?\d[\d ()./-]{4,}\d/g) ?? [];
};

const withoutForcedDirection = (text: string): string =>
  text.replaceAll(/[\u202a-\u202e\u2066-\u2069]/g, '');

const wrappedLine = (line: string): string[] => {
  const characters = Array.from(line);
  const lines: string[] = [];
  let start = 0;
  while (characters.length - start > QUOTE_COLUMNS) {
    const end = breakBefore(characters, start);
    lines.push(characters.slice(start, end).join(''));
    start = end;
  }
  return [...lines, characters.slice(start).join('')];
};

const breakBefore = (characters: readonly string[], start: number): number => {
  const limit = start + QUOTE_COLUMNS;
  const space = characters.lastIndexOf(' ', limit - 1);
  if (space > start) return space + 1;
  for (let end = limit; end > start + QUOTE_COLUMNS / 2; end -= 1) {
    if (!joins(characters[end - 1] ?? '', characters[end] ?? '')) return end;
  }
  return limit;
};

// A break inside a joined emoji or before a combining mark would show another character than was written.
const joins = (left: string, right: string): boolean =>
  left === '\u200d' || /^[\u200d\p{M}\p{Emoji_Modifier}]/u.test(right) || isFlagHalf(left, right);

const isFlagHalf = (left: string, right: string): boolean =>
  /^\p{Regional_Indicator}/u.test(left) && /^\p{Regional_Indicator}/u.test(right);
