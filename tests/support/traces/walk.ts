import type { Locator, Page } from '@playwright/test';
import { shows } from '../browsing.ts';
import type { Street } from './street.ts';
import type { Subject } from './subjects.ts';

/** What is typed into every field, in turn: an address, a number, words. */
const TYPED = ['markmail@example.org', '0701740605', 'markword typed here'];
/** What of it is looked for. */
export const TYPED_MARKS = ['markmail', '0701740605', 'markword'];

/** A visitor in one tab, with a mouse or a finger. */
export interface Walker {
  readonly page: Page;
  readonly press: (target: Locator) => Promise<void>;
}

/** Comes from the search engine to the site's first page. */
export async function arrive(
  { page, press }: Walker,
  street: Street,
  subject: Subject,
): Promise<void> {
  await page.goto(street.search);
  await press(page.getByRole('link', { name: subject.name, exact: true }));
  await shows(page, subject.start);
}

/** Reads the pages of the site, by its links, and types into the form of the last one. */
export async function readAndType({ page, press }: Walker, subject: Subject): Promise<void> {
  for (const path of subject.reads) {
    await press(page.locator(`#page a[href="${path}"]:visible`).first());
    await shows(page, path);
  }
  for (const [index, field] of (await visibleFields(page, subject)).entries()) {
    await field.pressSequentially(TYPED[index % TYPED.length]!, { delay: 2 });
  }
}

/** Presses the exit and waits for what it leads to. */
export async function leave(
  { page, press }: Walker,
  street: Street,
  subject: Subject,
): Promise<void> {
  await press(page.locator(subject.exit));
  await page.waitForURL(street.destination);
}

const visibleFields = (page: Page, { fields }: Subject): Promise<Locator[]> =>
  page.locator(fields).and(page.locator(':visible')).all();
