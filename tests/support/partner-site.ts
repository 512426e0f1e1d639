import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Locale } from '../../src/i18n/locales.ts';

/** A site of a partner, on another host than ours. */
export interface PartnerSite {
  readonly origin: string;
  close(): Promise<void>;
}

/** What a partner's page is made of besides the numbers. */
interface PartnerPage {
  /** Style that the partner's page has for itself. */
  readonly css?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Further pages, by path. */
  readonly pages?: Readonly<Record<string, string>>;
}

const BUILT_ORIGIN = /http:\/\/127\.0\.0\.1:4321/gu;

/** The built file of a language, as a site at another address offers it. */
export const builtSnippet = (locale: Locale, origin = 'http://127.0.0.1:4321'): string =>
  readFileSync(`dist/client/material/numren-${locale}.txt`, 'utf8').replaceAll(
    BUILT_ORIGIN,
    origin,
  );

/** A library's page with this pasted into its text. */
export const partnerPage = (pasted: string, css = ''): string =>
  `<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Biblioteket</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>${css}</style></head>
<body><main><h1>Biblioteket</h1><p>Öppet i dag till klockan 18.</p>${pasted}<p>Välkommen in.</p></main></body></html>`;

/** Serves a partner's page at `/`. */
export async function startPartner(pasted: string, page: PartnerPage = {}): Promise<PartnerSite> {
  const { css, headers = {}, pages = {} } = page;
  const all: Readonly<Record<string, string>> = { '/': partnerPage(pasted, css), ...pages };
  const server = createServer((request, response) => {
    const html = all[request.url ?? ''];
    const type = { 'Content-Type': 'text/html; charset=utf-8' };
    response.writeHead(html === undefined ? 404 : 200, { ...type, ...headers });
    response.end(html);
  });
  server.listen(0, '127.0.0.2');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    origin: `http://127.0.0.2:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
