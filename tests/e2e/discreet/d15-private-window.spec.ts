import type { BrowserContext, Page } from '@playwright/test';
import { exitOf, follow } from '../../support/browsing.ts';
import type { BrowserProfile } from '../../support/browser-profile.ts';
import { expect, test } from '../../support/discreet-visit.ts';
import { openProfile } from '../../support/chromium-profile.ts';
import { openFirefoxProfile } from '../../support/firefox-profile.ts';
import { filesWith } from '../../support/profile-traces.ts';
import { hashed } from '../../support/traces/chromium-engine.ts';
import { openStreet, type Street } from '../../support/traces/street.ts';
import { HERE } from '../../support/traces/subjects.ts';
import { arrive } from '../../support/traces/walk.ts';

/** Long enough for a browser to write down the state of its tabs. */
const STATE_WRITTEN_MS = 1500;

/** A private window of Chromium, in the profile of the visit. */
async function privateWindow({ context }: BrowserProfile): Promise<BrowserContext> {
  return context.browser()!.newContext();
}

/** Comes to the site, reads on, and lets the browser write down the state of its tabs. */
async function read(page: Page, street: Street): Promise<void> {
  await arrive({ page, press: (target) => target.click() }, street, HERE);
  await follow(page, '/sv/ring/');
  await page.waitForTimeout(STATE_WRITTEN_MS);
}

test('a private window of Chromium names the site in no file, a common one does', async ({
  server,
}) => {
  const street = await openStreet(server);
  const files = async (isPrivate: boolean): Promise<string[]> => {
    const profile = await openProfile(street.hosts);
    const hidden = isPrivate ? await privateWindow(profile) : undefined;
    await read((await hidden?.newPage()) ?? profile.page, street);
    await hidden?.close();
    await profile.quit();
    const named = [HERE.host, hashed(HERE.host)].flatMap((name) => filesWith(profile.folder, name));
    await profile.discard();
    return named;
  };
  expect(await files(true)).toEqual([]);
  expect(await files(false)).toEqual(
    expect.arrayContaining(['Default/History', expect.stringContaining('TransportSecurity')]),
  );
  await street.close();
});

test('private windows of Firefox name the site in no file, common ones do', async ({ server }) => {
  const street = await openStreet(server);
  const files = async (isPrivate: boolean): Promise<string[]> => {
    const profile = await openFirefoxProfile({ ...street.hosts, isPrivate });
    await read(profile.page, street);
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
  const hidden = await (await privateWindow(visit.profile)).newPage();
  await hidden.goto(`${site.origin}/sv/`);
  const beside = await visit.profile.context.newPage();
  await beside.goto(`${site.origin}/sv/`);
  await page.bringToFront();
  await visit.arrive('/sv/');
  await exitOf(page).click();
  for (const tab of [page, beside]) await tab.waitForURL(`https://${destination.host}/`);
  expect(hidden.url()).toBe(`${site.origin}/sv/`);
});
