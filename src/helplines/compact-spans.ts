import type { Span } from './opening-state.ts';

/**
 * Spans in their order as a short attribute for `readSpans`: for each the gap since the end of the one
 * before and its length, e.g. `540-420 1020-420`. What repeats every week then repeats in the text.
 */
export const writeSpans = (spans: readonly Span[]): string =>
  spans
    .map(([start, end], place) => `${start - (spans[place - 1]?.[1] ?? 0)}-${end - start}`)
    .join(' ');

/** The spans behind an attribute of `writeSpans`; no text is no span. Runs in the browser. */
export const readSpans = (text: string): Span[] => {
  let at = 0;
  return text.split(' ').map((pair) => {
    const [gap = 0, length = 0] = pair.split('-').map(Number);
    return [(at += gap), (at += length)];
  });
};
