import { readFileSync } from 'node:fs';
import { exitOf } from '../../support/browsing.ts';
import { historyFile, type HistoryRow } from '../../support/profile-traces.ts';
import { visibleHistory } from '../../support/tab-history.ts';
import { expect, FULL } from '../../support/site-test.ts';
import { test } from '../../support/discreet-visit.ts';
import { CHROMIUM } from '../../support/traces/chromium-engine.ts';
import { MEASURES, worsened } from '../../support/traces/findings.ts';
import { measureAll } from '../../support/traces/measure-all.ts';
import { measure } from '../../support/traces/measure.ts';
import { recorded, withTables } from '../../support/traces/report.ts';
import { NO_SCRIPTS, openStreet } from '../../support/traces/street.ts';
import { HERE } from '../../support/traces/subjects.ts';

const REPORT = readFileSync('docs/TRACES.md', 'utf8');

test('the site leaves no more behind in Chromium than docs/TRACES.md says', async ({ server }) => {
  test.setTimeout(120_000);
  const street = await openStreet(server);
  const now = await measure({ engine: CHROMIUM, street, subject: HERE });
  await street.close();
  expect(worsened(recorded(REPORT, CHROMIUM.name, HERE.name), now)).toEqual([]);
});

// Not with scripts shut off in the browser: its own list is made by a script too.
test('without scripts every page that is read is a row in the list and in the file of visited pages', async ({
  visit: { arrive, page, profile, site, destination },
}) => {
  const paths = ['/sv/', '/sv/ring/', '/sv/fragor/'];
  for (const path of paths) {
    site.rewrite(path, (answer) => ({
      ...answer,
      headers: { ...answer.headers, 'content-security-policy': NO_SCRIPTS },
    }));
  }
  await arrive('/sv/');
  for (const path of ['/sv/ring/', '/sv/', '/sv/fragor/']) {
    await page.locator(`#page a[href="${path}"]:visible`).first().click();
    await page.waitForURL(site.origin + path);
  }
  await exitOf(page).click();
  await page.waitForURL(`https://${destination.host}/`);
  const read = paths.map((path) => site.origin + path).sort();
  const ours = (rows: readonly HistoryRow[]): string[] =>
    rows
      .map(({ address }) => address)
      .filter((address) => address.startsWith(site.origin))
      .sort();
  expect([...new Set(ours(await visibleHistory(profile.context)))]).toEqual(read);
  await profile.quit();
  expect(ours(historyFile(profile.folder))).toEqual(read);
});

test('a cell that its row does not know stops the comparison', () => {
  const before = recorded(REPORT, CHROMIUM.name, HERE.name);
  const { label } = MEASURES.behindBack;
  const now = (cell: string) => new Map([...before, [label, cell]]);
  expect(() => worsened(before, now('something new'))).toThrow('something new');
  expect(worsened(before, now('the site, blank'))).toEqual([
    `${label}: the site, blank, before: the page before`,
  ]);
});

test('a row that is measured no longer counts as worse, a file that names nothing any more does not', () => {
  const before = recorded(REPORT, CHROMIUM.name, HERE.name);
  const { label } = MEASURES.screen;
  const without = (gone: (row: string) => boolean) =>
    new Map([...before].filter(([row]) => !gone(row)));
  expect(
    worsened(
      before,
      without((row) => row === label),
    ),
  ).toEqual([`${label}: not measured, before: blank, then an empty page`]);
  expect(
    worsened(
      before,
      without((row) => row.includes('`History`')),
    ),
  ).toEqual([]);
});

test('every site in every browser leaves what docs/TRACES.md says', async () => {
  test.skip(!FULL, 'npm run test:full');
  test.setTimeout(600_000);
  expect(withTables(REPORT, await measureAll())).toBe(REPORT);
});
