import { expect, type BrowserContext, type CDPSession, type Page } from '@playwright/test';
import type { HistoryRow } from './profile-traces.ts';

/** The list behind the Back and Forward buttons of a tab. */
export interface TabHistory {
  readonly addresses: readonly string[];
  readonly index: number;
}

/** What Back and Forward of this tab lead to. */
export async function tabHistory(page: Page): Promise<TabHistory> {
  const { entries, currentIndex } = await ask(page, (session) =>
    session.send('Page.getNavigationHistory'),
  );
  return { addresses: entries.map(({ url }) => url), index: currentIndex };
}

/**
 * Presses Back (-1) or Forward (1), and waits until the page shows. Not `page.goBack`: that waits for
 * a load which a page restored from memory never has.
 */
export async function travel(page: Page, step: -1 | 1): Promise<void> {
  const { entries, currentIndex } = await ask(page, (session) =>
    session.send('Page.getNavigationHistory'),
  );
  const entry = entries[currentIndex + step];
  if (entry === undefined) throw new Error('There is no page in that direction');
  await ask(page, (session) => session.send('Page.navigateToHistoryEntry', { entryId: entry.id }));
  await expect.poll(() => isAt(page, currentIndex + step), { timeout: 10_000 }).toBe(true);
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

/** A page that comes back has another session than the one that was left. */
async function ask<Answer>(
  page: Page,
  question: (session: CDPSession) => Promise<Answer>,
): Promise<Answer> {
  const session = await page.context().newCDPSession(page);
  const answer = await question(session);
  await session.detach();
  return answer;
}

/** False also while one page gives way to the other. */
const isAt = (page: Page, index: number): Promise<boolean> =>
  ask(page, async (session) => {
    const { currentIndex } = await session.send('Page.getNavigationHistory');
    const expression = 'document.readyState';
    const { result } = await session.send('Runtime.evaluate', { expression });
    return currentIndex === index && result.value === 'complete';
  }).catch(() => false);
