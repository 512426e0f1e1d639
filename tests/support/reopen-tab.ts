import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';

const MANIFEST = {
  manifest_version: 3,
  name: 'reopen',
  version: '1',
  permissions: ['sessions'],
  background: { service_worker: 'worker.js' },
};

/**
 * Writes an extension that may ask Chromium for what "reopen closed tab" in its menu does; gives its
 * folder, for `ProfileOptions.extension`.
 */
export async function reopeningExtension(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'extension-'));
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(MANIFEST));
  await writeFile(join(folder, 'worker.js'), '');
  return folder;
}

/** Reopens the tab that was closed last. */
export async function reopenTab(context: BrowserContext): Promise<Page> {
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  const opened = context.waitForEvent('page');
  await worker.evaluate('chrome.sessions.restore()');
  const page = await opened;
  await page.waitForLoadState();
  return page;
}
