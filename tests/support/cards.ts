import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { helplineSchema } from '../../src/helplines/helpline.ts';
import { telHref } from '../../src/helplines/phone.ts';

/** The cards of help lines on a page. */
export const CARDS = '[data-fits]';

/** The address that the number on a card leads to. @throws where a line has no number of its own. */
export function numberOf(id: string): string {
  const line = helplineSchema.parse(
    JSON.parse(readFileSync(`content/helplines/${id}.json`, 'utf8')),
  );
  if (line.phone === null) throw new Error(`${id} has no number`);
  return telHref(line.phone.number);
}

/** The card of a help line. */
export const cardOf = (page: Page, id: string): Locator =>
  page.locator(`${CARDS}:has(> a.num[href="${numberOf(id)}"])`);
