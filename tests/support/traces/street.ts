import { request as ask, type IncomingMessage, type RequestListener } from 'node:http';
import { parseHTML } from 'linkedom';
import { STRICT_TRANSPORT_SECURITY } from '../../../src/build/security-headers.ts';
import type { SiteServer } from '../site-server.ts';
import { startHosts, type Hosts } from './hosts.ts';
import { standIns } from './stand-ins.ts';
import { HERE, SUBJECTS } from './subjects.ts';

/** A search engine, the sites that are compared, and the site that all their exits lead to. */
export interface Street {
  readonly hosts: Hosts;
  /** A page with a link to each site, of that site's name; it is kept nowhere. */
  readonly search: string;
  readonly destination: string;
  /** What the destination was told of the page before, at each visit. */
  readonly referers: readonly string[];
  /** From now on the destination does not answer; the returned function ends that. */
  stall(): () => void;
  /** From now on no script may run in the sites; the returned function ends that. */
  forbidScripts(): () => void;
  close(): Promise<void>;
}

/** Where every visit comes from: the page before the site. */
export const SEARCH_HOST = 'search.test';
const [HSTS, HSTS_VALUE] = STRICT_TRANSPORT_SECURITY;

/** What a browser makes of a page in which no script may run, whatever it is set to. */
export const NO_SCRIPTS = 'sandbox allow-forms allow-same-origin allow-top-navigation';

/** Opens the street before the built site. */
export async function openStreet(server: SiteServer): Promise<Street> {
  const destination = await exitOf(server);
  const referers: string[] = [];
  let stalled = false;
  let scripts = true;
  const leave: RequestListener = ({ url, headers }, response) => {
    if (url === new URL(destination).pathname) referers.push(headers.referer ?? '');
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    if (!stalled)
      response.end('<!doctype html><title>Weather</title><h1 id="weather">Weather</h1>');
  };
  const compared = [[HERE.host, passOn(server)] as const, ...standIns(destination)];
  const hosts = await startHosts(
    new Map<string, RequestListener>([
      [SEARCH_HOST, searchPage],
      [new URL(destination).host, leave],
      ...compared.map(([host, site]): [string, RequestListener] => [
        host,
        (request, response) => {
          if (!scripts) response.appendHeader('Content-Security-Policy', NO_SCRIPTS);
          site(request, response);
        },
      ]),
    ]),
  );
  return {
    hosts,
    search: `https://${SEARCH_HOST}/`,
    destination,
    referers,
    stall: () => {
      stalled = true;
      return () => {
        stalled = false;
      };
    },
    forbidScripts: () => {
      scripts = false;
      return () => {
        scripts = true;
      };
    },
    close: hosts.close,
  };
}

async function exitOf({ origin }: SiteServer): Promise<string> {
  const { document } = parseHTML(await (await fetch(origin + HERE.start)).text());
  return new URL(document.querySelector(HERE.exit)?.getAttribute('href') ?? '').href;
}

const searchPage: RequestListener = (_request, response) => {
  const results = SUBJECTS.map(
    ({ name, host, start }) => `<p><a href="https://${host}${start}">${name}</a>`,
  );
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.setHeader('Cache-Control', 'no-store');
  response.end(`<!doctype html><title>Search</title><h1>Search</h1>${results.join('')}`);
};

/** A proxy for TLS before the site, as in production. The demonstration answers on loopback names only. */
function passOn({ origin }: SiteServer): RequestListener {
  return (request, response) => {
    const { method, url = '' } = request;
    const headers = { ...request.headers, host: new URL(origin).host };
    const pass = (answer: IncomingMessage): void => {
      response.statusCode = answer.statusCode ?? 502;
      response.setHeader(HSTS, HSTS_VALUE);
      for (const [name, value = ''] of Object.entries(answer.headers)) {
        response.appendHeader(name, value);
      }
      answer.pipe(response);
    };
    request.pipe(ask(origin + url, { method, headers, agent: false }, pass));
  };
}
