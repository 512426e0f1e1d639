import type { Page } from '@playwright/test';
import { exitOf, follow, shows } from '../../support/browsing.ts';
import { expect, test, type Visit } from '../../support/discreet-visit.ts';
import { filesWith } from '../../support/profile-traces.ts';

/** A word for each field, in the shapes that browsers like to keep: address, number, text. */
const MARKERS = ['markmail@example.org', '0701740605', 'markword typed here'];
/** What of them is looked for in the files. */
const TRACES = ['markmail', '0701740605', 'markword'];

/** Types into every field that can be seen. */
async function typeIntoAll(page: Page, fields: string): Promise<void> {
  const found = await page.locator(fields).all();
  expect(found.length).toBeGreaterThan(1);
  for (const [index, field] of found.entries()) {
    await field.pressSequentially(MARKERS[index % MARKERS.length]!, { delay: 2 });
  }
  // Long enough for the browser to write down the state of the tab.
  await page.waitForTimeout(1500);
}

const FIELDS = ['input[type=text]', 'input[type=tel]', 'input[type=email]', 'input:not([type])']
  .concat('textarea')
  .map((field) => `form[data-referral] ${field}:visible`)
  .join(', ');

async function openForm({ arrive, page }: Visit): Promise<void> {
  await arrive('/sv/');
  await page.locator('#page a[href="/sv/skriv/"]').first().click();
  await page.waitForURL('**/sv/skriv/');
  await openAllParts(page);
  await typeIntoAll(page, FIELDS);
}

/** Parts of the form that open when asked for. */
const openAllParts = (page: Page) =>
  page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });

async function expectNoTrace({ profile }: Visit): Promise<void> {
  await profile.quit();
  const traces = TRACES.flatMap((text) => filesWith(profile.folder, text));
  expect(traces).toEqual([]);
}

test('words sent by a plain form elsewhere are found, so that this search finds what there is', async ({
  visit: { page, search, profile },
}) => {
  await page.goto(search.page('/form'));
  await typeIntoAll(page, 'input, textarea');
  await page.locator('button').click();
  await page.waitForURL('**/sent?**');
  await page.goto(search.page('/other'));
  await page.waitForTimeout(1500);
  await profile.quit();
  const files = TRACES.flatMap((text) => filesWith(profile.folder, text));
  console.log(`D10: a plain form leaves its words in ${[...new Set(files)].join(', ')}`);
  expect(files).not.toEqual([]);
});

test('words typed before the exit are in no file', async ({ visit }) => {
  const { page, destination } = visit;
  await openForm(visit);
  await exitOf(page).click();
  await page.waitForURL(`https://${destination.host}/`);
  await expectNoTrace(visit);
});

test('words typed before an exit that has to wait are in no file', async ({ visit }) => {
  const { page, destination } = visit;
  destination.stall();
  await openForm(visit);
  await exitOf(page).click({ noWaitAfter: true });
  await page.waitForURL('about:blank', { waitUntil: 'commit' });
  await expectNoTrace(visit);
});

test('words typed before the browser is closed are in no file', async ({ visit }) => {
  await openForm(visit);
  await expectNoTrace(visit);
});

test('words typed before the tab is closed are in no file', async ({ visit }) => {
  const { page, profile } = visit;
  await openForm(visit);
  await profile.context.newPage();
  await page.close();
  await expectNoTrace(visit);
});

test('words typed before reading on in the site, and then leaving, are in no file', async ({
  visit,
}) => {
  const { page, destination } = visit;
  await openForm(visit);
  await follow(page, '/sv/spar/');
  await page.locator('a[data-back]:visible').first().click();
  await shows(page, '/sv/skriv/');
  await exitOf(page).click();
  await page.waitForURL(`https://${destination.host}/`);
  await expectNoTrace(visit);
});

test('words typed before another address is entered are in no file', async ({ visit }) => {
  const { page, search } = visit;
  await openForm(visit);
  await page.goto(search.page('/other'));
  await expectNoTrace(visit);
});

/** Not through the front: the form is taken from pages of the site's own origin only. */
async function openPlainForm({ page, search }: Visit, origin: string): Promise<void> {
  await page.goto(search.searchPage(`${origin}/sv/skriv/`));
  await page.locator('#result').click();
  await page.waitForURL(`${origin}/sv/skriv/`);
}

async function waitAndLeave({ page, destination }: Visit): Promise<void> {
  // Long enough for the browser to write down the state of the tab.
  await page.waitForTimeout(1500);
  await exitOf(page).click();
  await page.waitForURL(`https://${destination.host}/`);
}

async function expectOnlyInSessions({ profile }: Visit): Promise<void> {
  await profile.quit();
  const files = TRACES.flatMap((text) => filesWith(profile.folder, text));
  const folders = new Set(files.map((file) => file.split('/').slice(0, 2).join('/')));
  expect([...folders]).toEqual(['Default/Sessions']);
}

/** Ways in which the words leave as they are, and may come back to be sent again, as docs/TRACES.md says. */
const SENT_AS_THEY_ARE = {
  'without scripts': {
    browserOptions: { javaScriptEnabled: false },
    prepare: () => Promise.resolve(),
    button: '.send',
  },
  'by “Skicka ändå”': {
    browserOptions: {},
    // What locks the letter does not arrive: the first press tells so, and offers the second.
    prepare: async ({ page }: Visit) => {
      const lock = await page.locator('form[data-referral]').getAttribute('data-lock');
      await page.route(`**${lock}`, (route) => route.abort());
      await page.locator('.send').click();
    },
    button: '[data-send-open]',
  },
};

for (const [how, { browserOptions, prepare, button }] of Object.entries(SENT_AS_THEY_ARE)) {
  test.describe(how, () => {
    test.use({ browserOptions });

    test('words that were sent are in no file', async ({ visit, server }) => {
      await openPlainForm(visit, server.origin);
      await prepare(visit);
      await visit.page.locator('#reach').fill(MARKERS[2]!);
      await visit.page.locator(button).click();
      await expect(visit.page.locator('main [data-mark]')).toBeVisible();
      await waitAndLeave(visit);
      await expectNoTrace(visit);
    });

    test('words of a form that came back are in the files that bring tabs back', async ({
      visit,
      server,
    }) => {
      await openPlainForm(visit, server.origin);
      await prepare(visit);
      await visit.page.locator('#ownWords').fill(MARKERS[2]!);
      await visit.page.locator(button).click();
      await visit.page.waitForURL('**/api/referrals/');
      await waitAndLeave(visit);
      await expectOnlyInSessions(visit);
    });
  });
}

test('no field offers or keeps what was typed', async ({ visit: { page, site } }) => {
  for (const path of ['/sv/skriv/', '/sv/skriv/rad/', '/sv/skriv/arbete/', '/sv/sluta/skriv/']) {
    await page.goto(site.origin + path);
    const open = await page.locator('form').evaluateAll((forms) =>
      forms.flatMap((form) => [
        ...(form.getAttribute('autocomplete') === 'off' ? [] : ['form']),
        ...[...form.querySelectorAll('input:not([type=hidden]), textarea')]
          .filter((field) => field.matches('textarea, [type=text], [type=tel], [type=email]'))
          .filter(
            (field) =>
              field.getAttribute('autocomplete') !== 'off' ||
              field.closest('[spellcheck]')?.getAttribute('spellcheck') !== 'false',
          )
          .map((field) => field.outerHTML),
      ]),
    );
    expect(open, path).toEqual([]);
  }
});
