import { exitOf } from '../../support/browsing.ts';
import { expect, test, type Visit } from '../../support/discreet-visit.ts';
import { leavingPage } from '../../support/leaving-page.ts';

/** Comes to the site without waiting for the whole page. */
async function arriveEarly({ page, search, site }: Visit): Promise<void> {
  await page.goto(search.searchPage(`${site.origin}/sv/`));
  await page.locator('#result').click({ noWaitAfter: true });
  await exitOf(page).waitFor();
}

test.describe('without JavaScript', () => {
  test.use({ browserOptions: { javaScriptEnabled: false } });

  test('one press arrives, and does not tell where from', async ({
    visit: { arrive, page, destination },
  }) => {
    await arrive('/sv/');
    await exitOf(page).click();
    await page.waitForURL(`https://${destination.host}/`);
    expect(destination.visits[0]?.headers.referer).toBeUndefined();
  });
});

test('with every script blocked one press arrives', async ({
  visit: { arrive, page, destination, site },
}) => {
  site.rewrite('/sv/', (answer) => ({
    ...answer,
    headers: { ...answer.headers, 'content-security-policy': "script-src 'none'" },
  }));
  await arrive('/sv/');
  await exitOf(page).click();
  await page.waitForURL(`https://${destination.host}/`);
});

const BROKEN = {
  'the document cannot be emptied': () => {
    Object.assign(document, {
      createElement: () => {
        throw new Error('broken');
      },
    });
  },
  'a form cannot be reset': () => {
    HTMLFormElement.prototype.reset = () => {
      throw new Error('broken');
    };
  },
  'the link is not found': () => {
    Element.prototype.closest = () => {
      throw new Error('broken');
    };
  },
  'the kind of visit cannot be told': () => {
    performance.getEntries = () => {
      throw new Error('broken');
    };
  },
  'no event is heard': () => {
    window.addEventListener = () => {
      throw new Error('broken');
    };
  },
  'every timer and every parser is missing': () => {
    Object.assign(window, { setInterval: undefined, setTimeout: undefined, DOMParser: undefined });
  },
};

for (const [fault, breakPage] of Object.entries(BROKEN)) {
  test(`one press arrives when ${fault}`, async ({ visit: { arrive, page, destination } }) => {
    await page.addInitScript(breakPage);
    await arrive('/sv/skriv/');
    await exitOf(page).click();
    await page.waitForURL(`https://${destination.host}/`);
  });
}

test('one press arrives while the rest of the page is still on its way', async ({ visit }) => {
  const { page, destination, site } = visit;
  const release = site.hold('/sv/', '</script>');
  await arriveEarly(visit);
  await expect(page.locator('main')).toHaveCount(0);
  await exitOf(page).click({ noWaitAfter: true });
  await page.waitForURL(`https://${destination.host}/`);
  release();
});

test('what arrives after the press is not shown', async ({ visit }) => {
  const { page, destination, site } = visit;
  const release = site.hold('/sv/', '</h1>');
  destination.stall();
  await arriveEarly(visit);
  await page.locator('h1').waitFor();
  const leaving = await leavingPage(page);
  await leaving.hold();
  await leaving.release();
  await expect.poll(() => leaving.notes.at(-1)?.at).toBe('frame');
  release();
  await expect.poll(() => leaving.notes.at(-1)?.readyState).not.toBe('loading');
  const frames = leaving.notes.filter(({ at }) => at === 'frame');
  expect(frames.filter(({ content }) => content > 0)).toEqual([]);
});

test('a page asked for before the press, and missing, does not come after it', async ({
  visit: { arrive, page, destination, site },
}) => {
  // A missing page is opened by itself: that would take the place of the exit.
  site.rewrite('/sv/om/', (answer) => ({ ...answer, status: 404 }));
  const release = site.hold('/sv/om/');
  const answerExit = destination.stall();
  await arrive('/sv/');
  await page.locator('#page a[href="/sv/om/"]').click();
  await expect.poll(() => site.requests.some(({ path }) => path === '/sv/om/')).toBe(true);
  const leaving = await leavingPage(page);
  await leaving.hold();
  await leaving.release();
  await expect.poll(() => destination.visits.length).toBe(1);
  const before = leaving.notes.length;
  release();
  await expect.poll(() => leaving.notes.length).toBeGreaterThan(before + 10);
  answerExit();
  await page.waitForURL(`https://${destination.host}/`);
  const frames = leaving.notes.filter(({ at }) => at === 'frame');
  expect(frames.filter(({ content }) => content > 0)).toEqual([]);
  expect(site.requests.filter(({ path }) => path === '/sv/om/')).toHaveLength(1);
});
