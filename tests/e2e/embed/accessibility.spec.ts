import { AxeBuilder } from '@axe-core/playwright';
import profile from '../../../content/area/profile.json' with { type: 'json' };
import { localeSchema } from '../../../src/i18n/locales.ts';
import { builtSnippet, startPartner } from '../../support/partner-site.ts';
import { expect, FULL, test } from '../../support/site-test.ts';

const SCREENS = {
  phone: { width: 360, height: 720 },
  desktop: { width: 1280, height: 800 },
};
const ALL = profile.locales.map((locale) => localeSchema.parse(locale));

for (const locale of FULL ? ALL : (['ar'] as const)) {
  test(`${locale}: axe finds nothing on a partner’s page, phone and desktop, light and dark`, async ({
    page,
  }) => {
    const partner = await startPartner(builtSnippet(locale));
    for (const [screen, size] of Object.entries(SCREENS)) {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.setViewportSize(size);
        await page.emulateMedia({ colorScheme });
        await page.goto(partner.origin);
        await page.locator('summary').click();
        const { violations, passes } = await new AxeBuilder({ page })
          .options({ rules: { 'color-contrast-enhanced': { enabled: true } } })
          .analyze();
        const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
        expect(found, `${screen}, ${colorScheme}`).toEqual([]);
        // It looked inside: a list stands in the numbers only.
        expect(passes.map(({ id }) => id)).toContain('list');
      }
    }
    await partner.close();
  });
}

test('the keyboard reaches the numbers, the fold and, once it is open, all that is in it', async ({
  page,
}) => {
  const partner = await startPartner(builtSnippet('sv'));
  await page.goto(partner.origin);
  const focused = () =>
    page.evaluate(() => {
      const { activeElement } = document.querySelector('[data-numren]')!.shadowRoot!;
      return activeElement?.getAttribute('href') ?? activeElement?.tagName ?? '';
    });
  const seen: string[] = [];
  for (let count = 0; count < 12; count += 1) {
    await page.keyboard.press('Tab');
    const now = await focused();
    if (now === 'SUMMARY') await page.keyboard.press('Space');
    seen.push(now);
  }
  expect(seen.filter((name) => name !== '').slice(1, 5)).toEqual([
    'tel:112',
    'tel:116016',
    'SUMMARY',
    'tel:116111',
  ]);
  expect(seen.some((name) => name.endsWith('/sv/ring/'))).toBe(true);
  await partner.close();
});

test('in forced colours the numbers keep their lines and links', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  const partner = await startPartner(builtSnippet('sv'));
  await page.goto(partner.origin);
  const { border, ground } = await page.locator('section').evaluate((section) => {
    const style = getComputedStyle(section);
    return { border: style.borderTopColor, ground: style.backgroundColor };
  });
  expect(border).not.toBe(ground);
  await partner.close();
});
