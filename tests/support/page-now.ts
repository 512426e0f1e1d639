import type { CDPSession, Page } from '@playwright/test';

/**
 * Looks at a page while it is leaving for another one. Playwright's own calls wait for the new page.
 */
export interface PageNow {
  /** The value of an expression in the page as it is at this moment. */
  value<Value>(expression: string): Promise<Value>;
  /** A picture of the screen at this moment. */
  picture(): Promise<Buffer>;
  readonly session: CDPSession;
}

/** To be opened before the page begins to leave. */
export async function pageNow(page: Page): Promise<PageNow> {
  const session = await page.context().newCDPSession(page);
  return {
    session,
    value: async (expression) => {
      const { result } = await session.send('Runtime.evaluate', {
        expression,
        returnByValue: true,
      });
      return result.value;
    },
    picture: async () => {
      const { data } = await session.send('Page.captureScreenshot', { format: 'png' });
      return Buffer.from(data, 'base64');
    },
  };
}

/** Elements and text left in the body: an emptied page has neither. */
export const BODY_CONTENT = 'document.body.childNodes.length';
