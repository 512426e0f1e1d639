import { expect, test } from '../../support/site-test.ts';

const SENTINEL = 'kvarnsten7719';
const EMOJI = '👩‍👩‍👧‍👦';
const WORDS = {
  none: '',
  'one character': 'å',
  '300 characters of Swedish': 'å'.repeat(300),
  '300 characters of Arabic': 'ض'.repeat(300),
  'joined emoji': EMOJI.repeat(42),
};
const RECIPIENTS = ['social', 'police', 'both'];

test('what is posted has one size and holds no byte of what was typed', async ({ page }) => {
  const sizes = new Set<number>();
  await page.route('**/api/referrals/', async (route) => {
    const body = route.request().postDataBuffer();
    sizes.add(body?.length ?? 0);
    for (const coding of ['utf8', 'utf16le', 'base64'] as const) {
      expect(body?.includes(Buffer.from(SENTINEL, coding))).toBe(false);
    }
    expect(route.request().headers()['content-type']).toBe('application/octet-stream');
    await route.fulfill({ status: 202, json: { status: 'received' } });
  });
  let sent = 0;
  for (const recipients of RECIPIENTS) {
    for (const words of Object.values(WORDS)) {
      await page.goto('/sv/skriv/');
      await page.locator(`[name=recipients][value=${recipients}]`).check();
      await page.locator('#reach').fill(SENTINEL);
      await page.locator('#ownWords').fill(words);
      await page.locator('.send').click();
      await expect(page.locator('main [data-mark]')).toHaveText(/^\S\S-\S\S$/u);
      sent += 1;
    }
  }
  expect(sent).toBe(15);
  expect(sizes.size).toBe(1);
});
