import { test as base } from '@playwright/test';
import { startSite, type SiteServer } from './site-server.ts';

/** Tests with the built site, served once for each worker. */
export const test = base.extend<object, { site: SiteServer }>({
  site: [
    async ({}, use) => {
      const site = await startSite();
      await use(site);
      await site.stop();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ site }, use) => {
    await use(site.origin);
  },
});

export { expect } from '@playwright/test';
export { FULL } from './full.ts';
