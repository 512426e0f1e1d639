import type { BrowserContext, CDPSession, Page } from '@playwright/test';
import type { HistoryRow } from './profile-traces.ts';

/** The list behind the Back and Forward buttons of a tab. */
export interface TabHistory {
  readonly addresses: readonly string[];
  readonly index: number;
}

/** What Back and Forward of this tab lead to. */
export async function tabHistory(page: Page): Promise<TabHistory> {
  const session = await page.context().newCDPSession(page);
  const { entries, currentIndex } = await session.send('Page.getNavigationHistory');
  await session.detach();
  return { addresses: entries.map(({ url }) => url), index: currentIndex };
}

/**
 * Presses Back (-1) or Forward (1), and waits until the page shows. Not `page.goBack`: that waits for
 * a load which a page restored from memory never has.
 */
export async function travel(page: Page, step: -1 | 1): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { entries, currentIndex } = await session.send('Page.getNavigationHistory');
  const entry = entries[currentIndex + step];
  if (entry === undefined) throw new Error('There is no page in that direction');
  await session.send('Page.navigateToHistoryEntry', { entryId: entry.id });
  await arrived(session, currentIndex + step);
  await session.detach();
}

/** The rows of the browser's own list, rendered as the person who opens it sees them. */
export async function visibleHistory(context: BrowserContext): Promise<HistoryRow[]> {
  const page = await context.newPage();
  await page.goto('chrome://history');
  const rows = page.locator('history-item');
  await rows.first().waitFor();
  const found = await rows.evaluateAll((items) =>
    items.map((item) => {
      const link = item.shadowRoot?.querySelector<HTMLAnchorElement>('a#title, #title a, a');
      return { address: link?.href ?? '', title: link?.textContent.trim() ?? '' };
    }),
  );
  await page.close();
  return found;
}

async function arrived(session: CDPSession, index: number): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (Date.now() < deadline) {
    const { currentIndex } = await session.send('Page.getNavigationHistory');
    const state = await session
      .send('Runtime.evaluate', { expression: 'document.readyState' })
      .catch(() => undefined);
    if (currentIndex === index && state?.result.value === 'complete') return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('The page in that direction did not show');
}
