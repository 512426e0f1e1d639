import { test as base, type Page } from '@playwright/test';
import { parseHTML } from 'linkedom';
import type { BrowserProfile } from './browser-profile.ts';
import { openProfile, type ProfileOptions } from './chromium-profile.ts';
import {
  startDestination,
  startSearchEngine,
  type Destination,
  type SearchEngine,
} from './neighbour-sites.ts';
import { startFront, type SiteFront } from './site-front.ts';
import { startSite, type SiteServer } from './site-server.ts';

/** A visit as it happens: from a search engine to the site, and out by the exit. */
export interface Visit {
  readonly profile: BrowserProfile;
  readonly page: Page;
  readonly site: SiteFront;
  readonly search: SearchEngine;
  readonly destination: Destination;
  /** Comes from the search engine to a page of the site. */
  arrive(path: string): Promise<void>;
}

type BrowserOptions = Omit<ProfileOptions, 'resolverRule'>;

/**
 * Tests with a visit: an own profile, and the built site behind a front of its own. `browser` options
 * are set by `test.use({ browserOptions: … })`.
 */
export const test = base.extend<
  { visit: Visit; browserOptions: BrowserOptions },
  { server: SiteServer; exitHost: string }
>({
  browserOptions: [{}, { option: true }],
  server: [
    async ({}, use) => {
      const server = await startSite();
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
  exitHost: [
    async ({ server }, use) => {
      const { document } = parseHTML(await (await fetch(`${server.origin}/sv/`)).text());
      const exit = document.querySelector('[data-quick-exit]')?.getAttribute('href') ?? '';
      await use(new URL(exit).host);
    },
    { scope: 'worker' },
  ],
  visit: async ({ server, exitHost, browserOptions }, use) => {
    const site = await startFront(server.origin);
    const search = await startSearchEngine();
    const destination = await startDestination(exitHost);
    const { resolverRule } = destination;
    const profile = await openProfile({ resolverRule, ...browserOptions });
    const { page } = profile;
    const arrive = async (path: string): Promise<void> => {
      await page.goto(search.searchPage(site.origin + path));
      await page.locator('#result').click();
      await page.waitForURL(site.origin + path);
    };
    await use({ profile, page, site, search, destination, arrive });
    await profile.discard();
    await Promise.all([site.close(), search.close(), destination.close()]);
  },
});

export { expect } from '@playwright/test';
