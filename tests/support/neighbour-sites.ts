import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { selfSigned } from './self-signed.ts';

/** The page of a search engine with one result, and other pages of a stranger. */
export interface SearchEngine {
  /** The page with `a#result`, which leads to the address given. */
  searchPage(result: string): string;
  /** A page of that host with this text; `/form` has a plain form with two fields. */
  page(path: string): string;
  close(): Promise<void>;
}

/** The site that the exit leads to. */
export interface Destination {
  readonly host: string;
  /** For `--host-resolver-rules`: where the browser finds the host. */
  readonly resolverRule: string;
  readonly visits: readonly { readonly path: string; readonly headers: IncomingHttpHeaders }[];
  /** From now on requests wait; the returned function answers those waiting, and all later ones. */
  stall(): () => void;
  /** From now on nothing listens: connections are refused. */
  refuse(): Promise<void>;
  close(): Promise<void>;
}

/** On another host than the site, as a search engine is. */
export async function startSearchEngine(): Promise<SearchEngine> {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://search');
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    const result = `<a id="result" href="${searchParams.get('to') ?? ''}">result</a>`;
    const form =
      '<form action="/sent"><input name="email"><textarea name="t"></textarea><button>send</button></form>';
    const main = { '/search': result, '/form': form }[pathname] ?? '';
    response.end(`<!doctype html><title>${pathname}</title><h1>${pathname}</h1>${main}`);
  });
  const origin = `http://127.0.0.2:${await listen(server, '127.0.0.2')}`;
  return {
    searchPage: (result) => `${origin}/search?to=${encodeURIComponent(result)}`,
    page: (path) => origin + path,
    close: () => close(server),
  };
}

/** Behind TLS with a certificate of its own: the profile allows https destinations only. */
export async function startDestination(host: string): Promise<Destination> {
  const visits: { path: string; headers: IncomingHttpHeaders }[] = [];
  let open = Promise.resolve();
  const server = createTlsServer(selfSigned(host), (request, response) => {
    visits.push({ path: request.url ?? '', headers: request.headers });
    void open.then(() => {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end('<!doctype html><title>Weather</title><h1>Weather</h1>');
    });
  });
  const port = await listen(server, '127.0.0.3');
  return {
    host,
    resolverRule: `MAP ${host} 127.0.0.3:${port}`,
    visits,
    stall: () => {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      open = promise.then(() => undefined);
      return () => {
        resolve(undefined);
      };
    },
    refuse: () => close(server),
    close: () => close(server),
  };
}

async function listen(server: Server, address: string): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  server.once('error', reject);
  server.listen(0, address, () => {
    resolve(undefined);
  });
  await promise;
  return (server.address() as AddressInfo).port;
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const { promise, resolve } = Promise.withResolvers<undefined>();
  server.close(() => {
    resolve(undefined);
  });
  server.closeAllConnections();
  await promise;
}
