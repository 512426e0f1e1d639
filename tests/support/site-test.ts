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

/** Every matrix instead of samples (`npm run test:full`). */
export const FULL = process.env['FULL_TESTS'] === '1';

export { expect } from '@playwright/test';
