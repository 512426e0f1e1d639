import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';

/** A tab that says nothing for so long is asleep. */
const SILENT_MS = 2000;

/**
 * Stops the process that a tab runs in, as a telephone does with one behind others; gives what wakes it. Chromium's
 * own way (`Page.setWebLifecycleState`) does nothing to a tab that is driven: such a tab always counts as seen.
 */
export async function putToSleep(page: Page): Promise<() => void> {
  const session = await page.context().browser()!.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  for (const { type, id } of processInfo) {
    if (type !== 'renderer') continue;
    process.kill(id, 'SIGSTOP');
    const wake = (): void => {
      process.kill(id, 'SIGCONT');
    };
    if (!(await answers(page))) return wake;
    wake();
  }
  throw new Error('No process of the browser is the one that the tab runs in.');
}

async function answers(page: Page): Promise<boolean> {
  const answer = page.evaluate(() => true).catch(() => false);
  return Promise.race([answer, sleep(SILENT_MS, false)]);
}
