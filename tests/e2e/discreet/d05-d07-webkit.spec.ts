import { expect, test } from '../../support/site-test.ts';
import { MEASURES } from '../../support/traces/findings.ts';
import { openStreet } from '../../support/traces/street.ts';
import { HERE } from '../../support/traces/subjects.ts';
import { measureInWebKit } from '../../support/traces/webkit.ts';

test('D5 to D7 in WebKitGTK: blank, gone, and not behind Back; without scripts, nothing that was typed', async ({
  site,
}) => {
  test.setTimeout(180_000);
  const street = await openStreet(site);
  const found = await measureInWebKit(street, HERE);
  await street.close();
  expect(Object.fromEntries(found)).toEqual({
    [MEASURES.backList.label]: '0',
    [MEASURES.behindBack.label]: 'the page before',
    [MEASURES.referer.label]: 'nothing',
    [MEASURES.screen.label]: 'blank, then an empty page',
    [MEASURES.withoutScript.label]: 'works',
    [MEASURES.behindBackWithoutScript.label]: 'the site',
  });
});
