import { readFileSync } from 'node:fs';
import { expect, FULL } from '../../support/site-test.ts';
import { test } from '../../support/discreet-visit.ts';
import { CHROMIUM } from '../../support/traces/chromium-engine.ts';
import { worsened } from '../../support/traces/findings.ts';
import { measureAll } from '../../support/traces/measure-all.ts';
import { measure } from '../../support/traces/measure.ts';
import { recorded, withTables } from '../../support/traces/report.ts';
import { openStreet } from '../../support/traces/street.ts';
import { HERE } from '../../support/traces/subjects.ts';

const REPORT = readFileSync('docs/TRACES.md', 'utf8');

test('the site leaves no more behind in Chromium than docs/TRACES.md says', async ({ server }) => {
  test.setTimeout(120_000);
  const street = await openStreet(server);
  const now = await measure({ engine: CHROMIUM, street, subject: HERE });
  await street.close();
  expect(worsened(recorded(REPORT, CHROMIUM.name, HERE.name), now)).toEqual([]);
});

test('every site in every browser leaves what docs/TRACES.md says', async () => {
  test.skip(!FULL, 'npm run test:full');
  test.setTimeout(600_000);
  expect(withTables(REPORT, await measureAll())).toBe(REPORT);
});
