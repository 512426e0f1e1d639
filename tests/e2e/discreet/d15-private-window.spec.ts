import type { BrowserContext, Page } from '@playwright/test';
import { exitOf, follow } from '../../support/browsing.ts';
import { expect, test, type Visit } from '../../support/discreet-visit.ts';
import { openFirefoxProfile } from '../../support/firefox-profile.ts';
import { filesWith } from '../../support/profile-traces.ts';
import { openStreet } from '../../support/traces/street.ts';
import { HERE } from '../../support/traces/subjects.ts';
import { arrive } from '../../support/traces/walk.ts';

/** Long enough for a browser to write down the state of its tabs. */
const STATE_WRITTEN_MS = 1500;

/** A private window of Chromium, in the profile of the visit. */
async function privateWindow({ profile }: Visit): Promise<BrowserContext> {
  return profile.context.browser()!.newContext();
}

async function read(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/sv/`);
  await follow(page, '/sv/ring/');
  await page.waitForTimeout(STATE_WRITTEN_MS);
}

test('a private window of Chromium names the site in no file, a common one does', async ({
  visit,
}) => {
  const { profile, site, page } = visit;
  const hidden = await privateWindow(visit);
  await read(await hidden.newPage(), site.origin);
  await hidden.close();
  const { host } = new URL(site.origin);
  expect(filesWith(profile.folder, host)).toEqual([]);
  await read(page, site.origin);
  await profile.quit();
  expect(filesWith(profile.folder, host)).toContain('Default/History');
});

test('private windows of Firefox name the site in no file, common ones do', async ({ server }) => {
  const street = await openStreet(server);
  const files = async (isPrivate: boolean): Promise<string[]> => {
    const profile = await openFirefoxProfile({ ...street.hosts, isPrivate });
    await arrive({ page: profile.page, press: (target) => target.click() }, street, HERE);
    await profile.page.waitForTimeout(STATE_WRITTEN_MS);
    await profile.quit();
    const named = filesWith(profile.folder, HERE.host);
    await profile.discard();
    return named;
  };
  expect(await files(true)).toEqual([]);
  expect(await files(false)).toContain('places.sqlite');
  await street.close();
});

test('the exit in a common window leaves the site open in a private one (D12)', async ({
  visit,
}) => {
  const { page, site, destination } = visit;
  const hidden = await (await privateWindow(visit)).newPage();
  await hidden.goto(`${site.origin}/sv/`);
  const beside = await visit.profile.context.newPage();
  await beside.goto(`${site.origin}/sv/`);
  await page.bringToFront();
  await visit.arrive('/sv/');
  await exitOf(page).click();
  for (const tab of [page, beside]) await tab.waitForURL(`https://${destination.host}/`);
  expect(hidden.url()).toBe(`${site.origin}/sv/`);
});
