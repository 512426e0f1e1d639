/**
 * What an island knows, as JSON inside a `<template>`: nothing there is shown, read aloud or run, and
 * unlike in an attribute its quotation marks stay as they are.
 */
export const dataMarkup = (data: unknown): string =>
  JSON.stringify(data).replace(/[<&]/gu, (sign) => (sign === '<' ? '\\u003c' : '\\u0026'));

/** What the page tells an island; null where it tells nothing. */
export function dataIn(island: HTMLElement): unknown {
  const told = island.querySelector('template')?.content.textContent;
  return told ? JSON.parse(told) : null;
}

/** A file of the site that an island needs; null where it does not come, or is no JSON. */
export async function fetchedData(address: string): Promise<unknown> {
  try {
    const answer = await fetch(address, { cache: 'no-store' });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}
