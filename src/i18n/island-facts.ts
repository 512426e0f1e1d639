/**
 * What an island knows, as JSON inside a `<template>`: nothing there is shown, read aloud or run, and
 * unlike in an attribute its quotation marks stay as they are.
 */
export const factsMarkup = (facts: unknown): string =>
  JSON.stringify(facts).replace(/[<&]/gu, (sign) => (sign === '<' ? '\\u003c' : '\\u0026'));

/** What the page tells an island; null where it tells nothing. */
export function factsIn(island: HTMLElement): unknown {
  const told = island.querySelector('template')?.content.textContent;
  return told ? JSON.parse(told) : null;
}
