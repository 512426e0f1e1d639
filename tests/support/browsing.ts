import { expect, type Page } from '@playwright/test';

/** The exit on the page shown. */
export const exitOf = (page: Page) => page.locator('[data-quick-exit]');

/** Waits until a page is shown in place, by its address in `data-page`. */
export async function shows(page: Page, path: string): Promise<void> {
  await expect(page.locator('#page')).toHaveAttribute('data-page', path);
}

/** Follows the first visible link to a page of the site, and waits for it. */
export async function follow(page: Page, path: string): Promise<void> {
  await page.locator(`#page a[href="${path}"]:visible`).first().click();
  await shows(page, path);
}
