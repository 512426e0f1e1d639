import type { RequestListener } from 'node:http';
import type { Page } from '@playwright/test';
import { openProfile } from '../chromium-profile.ts';
import { travel } from '../tab-history.ts';
import type { Findings } from './findings.ts';
import { startHosts } from './hosts.ts';
import type { Table } from './report.ts';

/** The name of the table of what a server can answer so that a page does not come back from memory. */
export const HEADERS = 'answers of the server, Chromium';

/** What a server answers for a page. */
interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Stands in the head of the page. */
  readonly head?: string;
  /** Of everything beside the page. */
  readonly besideStatus?: number;
}

const COLUMN = 'the page comes back from memory';
const OTHER_HOST = 'other.test';
const EMPTY_ICON = '<link rel=icon href=data:,>';
const OWN_ICON = '<link rel=icon href=/icon.svg>';
const PICTURE =
  '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>';

const withHeader = (name: string, ...values: string[]): Answer[] =>
  values.map((value) => ({ headers: { [name]: value } }));
const OPENER = ['same-origin', 'same-origin-allow-popups', 'noopener-allow-popups', 'unsafe-none'];

/** By the rows of the report: each with all that behaved alike. */
const ANSWERS: Readonly<Record<string, readonly Answer[]>> = {
  '`Cache-Control: no-store`, alone or with all its relatives, `Pragma` and `Expires`': [
    {},
    {
      headers: {
        'Cache-Control':
          'no-store, no-cache, private, max-age=0, must-revalidate, proxy-revalidate',
        Pragma: 'no-cache',
        Expires: '0',
      },
    },
  ],
  'and `Clear-Site-Data: "cache"`, `"cookies"` or `"*"` on the page': withHeader(
    'Clear-Site-Data',
    '"cache"',
    '"cookies"',
    '"*"',
  ),
  'and `Cross-Origin-Opener-Policy`, any value, with or without `Cross-Origin-Embedder-Policy`': [
    ...withHeader('Cross-Origin-Opener-Policy', ...OPENER),
    {
      headers: {
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Cross-Origin-Embedder-Policy': 'require-corp',
      },
    },
  ],
  'and `Permissions-Policy: unload=()` or `unload=(self)`': withHeader(
    'Permissions-Policy',
    'unload=()',
    'unload=(self)',
  ),
  'and `Refresh`, `Vary: *`, `Origin-Agent-Cluster`, or `Content-Security-Policy: sandbox`': [
    ...withHeader('Refresh', '900'),
    ...withHeader('Vary', '*'),
    ...withHeader('Origin-Agent-Cluster', '?1'),
    ...withHeader(
      'Content-Security-Policy',
      'sandbox allow-forms allow-same-origin allow-top-navigation',
    ),
  ],
  'and `Link` to a preloaded file; a style sheet, picture, frame or object with `no-store`': [
    ...withHeader('Link', '</file>; rel=preload; as=fetch'),
    { head: `${EMPTY_ICON}<link rel=stylesheet href=/style.css>` },
    { head: `${EMPTY_ICON}<body><img src=/icon.svg alt>` },
    { head: `${EMPTY_ICON}<body><iframe src=/frame></iframe>` },
    { head: `${EMPTY_ICON}<body><object data=/icon.svg></object>` },
  ],
  'and a cookie that is set once': withHeader('Set-Cookie', 'once=1; Secure; HttpOnly'),
  'and an icon of its own address, answered with `no-store`': [{ head: OWN_ICON }],
  'and an icon that is never there (204, 410 or 500 with `no-store`)': [204, 410, 500].map(
    (besideStatus) => ({ head: OWN_ICON, besideStatus }),
  ),
  'status 203 instead of 200': [{ status: 203 }],
};

/** Opens each twice in Chromium, types, leaves by a link and presses Back. @throws Error when answers of a row differ. */
export async function measureHeaders(): Promise<readonly [string, Table]> {
  const tried = Object.entries(ANSWERS).flatMap(([row, answers]) =>
    answers.map((answer) => ({ row, answer })),
  );
  const sites = tried.map((one, index) => ({ ...one, host: `answer${index}.test` }));
  const hosts = await startHosts(
    new Map<string, RequestListener>([
      [OTHER_HOST, listener({ head: EMPTY_ICON })],
      ...sites.map(({ host, answer }): [string, RequestListener] => [host, listener(answer)]),
    ]),
  );
  const { page, discard } = await openProfile(hosts);
  const cells = new Map<string, string>();
  for (const { row, host, answer } of sites) {
    const [first, next] = [await comesBack(page, host), await comesBack(page, host)];
    const cell = first === next ? first : `${first} at the first visit, ${next} from the second on`;
    if (cells.has(row) && cells.get(row) !== cell) {
      throw new Error(`${row}: ${cell} for ${JSON.stringify(answer)}`);
    }
    cells.set(row, cell);
  }
  await discard();
  await hosts.close();
  const findings: Findings = cells;
  return [HEADERS, new Map([[COLUMN, findings]])];
}

function listener({
  status = 200,
  headers = {},
  head,
  besideStatus = 200,
}: Answer): RequestListener {
  return ({ url, headers: { cookie } }, response) => {
    const isPage = url === '/';
    response.statusCode = isPage ? status : besideStatus;
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('Content-Type', typeOf(url));
    for (const [name, value] of Object.entries(isPage ? headers : {})) {
      if (name !== 'Set-Cookie' || cookie === undefined) response.setHeader(name, value);
    }
    if (isPage) {
      response.end(
        `<!doctype html><title>Page</title>${head ?? EMPTY_ICON}<textarea></textarea><a href="https://${OTHER_HOST}/">Away</a>`,
      );
    } else response.end(url === '/icon.svg' && besideStatus === 200 ? PICTURE : '');
  };
}

function typeOf(url = ''): string {
  if (url.endsWith('.svg')) return 'image/svg+xml';
  return url.endsWith('.css') ? 'text/css' : 'text/html';
}

async function comesBack(page: Page, host: string): Promise<'yes' | 'no'> {
  await page.goto(`https://${host}/`);
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));
  await page.locator('textarea').fill('markword');
  await page.getByRole('link').click();
  await page.waitForURL(`https://${OTHER_HOST}/`);
  await travel(page, -1);
  return (await page.evaluate(() => 'sameDocument' in window)) ? 'yes' : 'no';
}
