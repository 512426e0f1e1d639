import { openFirefoxProfile } from '../../support/firefox-profile.ts';
import { filesWith } from '../../support/profile-traces.ts';
import { startSite } from '../../support/site-server.ts';
import { expect, test as base } from '../../support/site-test.ts';
import { MEASURES, type Findings } from '../../support/traces/findings.ts';
import { FIREFOX } from '../../support/traces/firefox-engine.ts';
import { measure } from '../../support/traces/measure.ts';
import { openStreet } from '../../support/traces/street.ts';
import { HERE } from '../../support/traces/subjects.ts';

const test = base.extend<object, { left: (measure: keyof typeof MEASURES) => string | undefined }>({
  left: [
    async ({ site }, use) => {
      const street = await openStreet(site);
      const found: Findings = await measure({ engine: FIREFOX, street, subject: HERE });
      await street.close();
      await use((id) => found.get(MEASURES[id].label));
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

// One visit in Firefox tells all of it.
test.describe.configure({ mode: 'default' });

test('D5, D6: the screen is blank while the destination hangs, and then an empty page', ({
  left,
}) => {
  expect(left('screen')).toBe('blank, then an empty page');
});

test('D6: the exit leaves no page behind Back, and tells the destination nothing', ({ left }) => {
  expect(left('backList')).toBe('0');
  expect(left('referer')).toBe('nothing');
});

test('D7: Back shows the page before the site; without scripts, nothing that was typed', ({
  left,
}) => {
  expect(left('behindBack')).toBe('the page before');
  expect(left('behindBackWithoutScript')).toBe('the site');
});

test('D10: without scripts neither what was sent nor a form that came back is in any file', async () => {
  const site = await startSite({ SITE_ALIASES: `https://${HERE.host}` });
  const street = await openStreet(site);
  street.forbidScripts();
  for (const [field, answer] of [
    ['#reach', '/sv/skriv/'],
    ['#ownWords', '/api/referrals/'],
  ] as const) {
    const { page, folder, quit, discard } = await openFirefoxProfile(street.hosts);
    await page.goto(`https://${HERE.host}/sv/skriv/`);
    await page.locator(field).fill('markword');
    await page.locator('.send').click();
    await page.waitForURL((url) => url.pathname !== '/sv/skriv/' || url.search !== '');
    expect(new URL(page.url()).pathname).toBe(answer);
    // Longer than Firefox waits before it writes down what is open.
    await page.waitForTimeout(1500);
    await page.locator(HERE.exit).click();
    await page.waitForURL(street.destination);
    await page.waitForTimeout(1500);
    const open = filesWith(folder, 'markword');
    await quit();
    expect([...open, ...filesWith(folder, 'markword')]).toEqual([]);
    await discard();
  }
  await Promise.all([street.close(), site.stop()]);
});

test('D10: what was typed is in no file of the profile', ({ left }) => {
  expect(left('autofill')).toBe('no');
  expect(left('session')).toBe('no');
  expect(left('elsewhere')).toBe('no');
});
