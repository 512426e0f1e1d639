import { readFileSync } from 'node:fs';
import { expect, test } from '../../support/site-test.ts';
import { recorded } from '../../support/traces/report.ts';
import { openStreet } from '../../support/traces/street.ts';
import { HERE } from '../../support/traces/subjects.ts';
import { measureInWebKit, WEBKIT } from '../../support/traces/webkit.ts';

test('D5 to D7 in WebKitGTK: it leaves what docs/TRACES.md says', async ({ site }) => {
  test.setTimeout(300_000);
  const street = await openStreet(site);
  const found = await measureInWebKit(street, HERE);
  await street.close();
  const report = readFileSync('docs/TRACES.md', 'utf8');
  expect(found).toEqual(recorded(report, WEBKIT, HERE.name));
});
