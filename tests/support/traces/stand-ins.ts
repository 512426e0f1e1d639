import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createRequire } from 'node:module';
import { GOVUK, NSW, PLAIN_LINK } from './subjects.ts';

/** How a site lets its visitors leave. */
interface Exit {
  /** Markup at the start of the body. */
  readonly markup: string;
  /** Of `/exit.css` and `/exit.js`. */
  readonly style?: string;
  readonly script?: string;
  /** Markup that starts the script. */
  readonly start?: string;
}

const GOVUK_DIST = 'govuk-frontend/dist/govuk';
const NSW_DIST = 'nsw-design-system/dist';
/** The pages and their titles, as telling as they are on such sites. */
const PAGES = new Map([
  ['/', 'Help against violence at home'],
  ['/numbers/', 'Numbers to ring about violence'],
  ['/contact/', 'Write to us about violence'],
]);
const FORM =
  '<form action="/sent/"><label>E-mail<input name="email" type="email"></label>' +
  '<label>Name<input name="name"></label><label>Message<textarea name="message"></textarea></label></form>';

/** The sites that this one is compared with: the same three pages, each with its exit to `destination`. */
export function standIns(destination: string): ReadonlyMap<string, RequestListener> {
  const plain = { markup: `<a class="exit" href="${destination}">Exit</a>` };
  return new Map([
    [PLAIN_LINK.host, site(plain)],
    [GOVUK.host, site(govukExit(destination))],
    [NSW.host, site(nswExit(destination))],
  ]);
}

/** The component as its own example shows it, started as its documentation says. */
function govukExit(destination: string): Exit {
  const examples = packageFile(`${GOVUK_DIST}/components/exit-this-page/fixtures.json`);
  const { fixtures } = JSON.parse(examples) as { fixtures: { name: string; html: string }[] };
  const example = fixtures.find(({ name }) => name === 'default')!.html;
  const supported = 'document.body.className += " js-enabled govuk-frontend-supported"';
  return {
    markup: `<script>${supported}</script>${example.replace(/href="[^"]*"/u, `href="${destination}"`)}`,
    style: packageFile(`${GOVUK_DIST}/govuk-frontend.min.css`),
    script: packageFile(`${GOVUK_DIST}/govuk-frontend.min.js`),
    start: '<script type="module">import { initAll } from "/exit.js"; initAll();</script>',
  };
}

/** The markup that the component makes; its script finds it by itself. */
function nswExit(destination: string): Exit {
  return {
    markup:
      `<div class="nsw-sticky-container"><a class="nsw-quick-exit" href="${destination}" rel="nofollow noopener">` +
      '<div class="nsw-quick-exit__content"><span class="nsw-quick-exit__exit-text">Exit now</span></div></a></div>',
    style: packageFile(`${NSW_DIST}/css/main.css`),
    script: packageFile(`${NSW_DIST}/js/main.js`),
    start: '<script src="/exit.js"></script>',
  };
}

function site({ markup, style = '', script = '', start = '' }: Exit): RequestListener {
  const links = [...PAGES].map(([path, title]) => `<p><a href="${path}">${title}</a>`).join('');
  const page = (path: string, title: string) =>
    '<!doctype html><html lang="en"><meta name="viewport" content="width=device-width">' +
    `<title>${title}</title><link rel="stylesheet" href="/exit.css"><body>${markup}` +
    `<div id="page" data-page="${path}"><h1>${title}</h1>${links}${path === '/contact/' ? FORM : ''}</div>${start}`;
  const pages = [...PAGES].map(
    ([path, title]) => [path, { type: 'text/html', text: page(path, title) }] as const,
  );
  const files = new Map([
    ['/exit.css', { type: 'text/css', text: style }],
    ['/exit.js', { type: 'text/javascript', text: script }],
    ...pages,
  ]);
  return ({ url = '' }, response) => {
    const file = files.get(url);
    response.writeHead(file === undefined ? 404 : 200, {
      'Content-Type': `${file?.type ?? 'text/plain'}; charset=utf-8`,
    });
    response.end(file?.text);
  };
}

function packageFile(path: string): string {
  return readFileSync(createRequire(import.meta.url).resolve(path), 'utf8');
}
