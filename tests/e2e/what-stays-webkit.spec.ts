import { expect, test as base } from '../support/site-test.ts';
import { openStreet } from '../support/traces/street.ts';
import { HERE } from '../support/traces/subjects.ts';
import { openWebKit, type WebKit } from '../support/webkit-driver.ts';

/** The parts from top to bottom, and those that say that they are the one in use. */
const PARTS = `
  const parts = [...document.querySelectorAll('.browsers > section')];
  const top = (part) => part.getBoundingClientRect().top;
  const names = (parts) => parts.map(({ className }) => className);
  return {
    order: names(parts.toSorted((one, other) => top(one) - top(other))),
    inUse: names(parts.filter((part) => part.querySelector('.now').getClientRects().length > 0)),
  };`;

/** Applies what the style sheets say for Safari alone, by a word that WebKit knows on Apple's systems only. */
const AS_IN_SAFARI = `
  const rules = [...document.styleSheets].flatMap(({ cssRules }) => [...cssRules]);
  const ofSafari = rules.filter(({ conditionText }) => conditionText?.includes('-apple-system-body'));
  for (const { cssRules, parentStyleSheet: sheet } of ofSafari) {
    for (const { cssText } of cssRules) sheet.insertRule(cssText, sheet.cssRules.length);
  }
  return ofSafari.length;`;

const test = base.extend<{ webKit: WebKit }>({
  webKit: async ({ site }, use) => {
    const street = await openStreet(site);
    const webKit = await openWebKit(street.hosts.proxyPort);
    await use(webKit);
    await webKit.quit();
    await street.close();
  },
});

for (const locale of ['sv', 'ar']) {
  test(`/${locale}/spar/ in WebKitGTK: no part claims to be in use; what Safari applies puts its part first and says so`, async ({
    webKit,
  }) => {
    test.slow();
    const path = `/${locale}/spar/`;
    await webKit.open(`https://${HERE.host}${path}`);
    await webKit.present(`#page[data-page="${path}"] .browsers > .safari`);
    expect(await webKit.run(PARTS)).toEqual({
      order: ['chromium', 'firefox', 'safari'],
      inUse: [],
    });
    expect(await webKit.run(AS_IN_SAFARI)).toBe(1);
    expect(await webKit.run(PARTS)).toEqual({
      order: ['safari', 'chromium', 'firefox'],
      inUse: ['safari'],
    });
  });
}
