import {
  createServer,
  request as ask,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that reached the site. */
export interface SiteRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

/** Stands before the site: writes down every request, and can disturb single answers. */
export interface SiteFront {
  /** Without a slash at the end. */
  readonly origin: string;
  readonly requests: readonly SiteRequest[];
  /** What the site would have sent for a path becomes what `change` returns. */
  rewrite(path: string, change: (answer: Answer) => Answer): void;
  /**
   * Sends a page up to and including the text `after` (nothing, when it is undefined); the returned
   * function sends the rest, or breaks the line.
   */
  hold(path: string, after?: string): (end?: HoldEnd) => void;
  close(): Promise<void>;
}

/** An answer of the site, with its body as text. */
export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

type HoldEnd = 'rest' | 'break';

interface Hold {
  readonly after: string | undefined;
  readonly released: Promise<HoldEnd>;
}

/** Headers that hold for one connection or one coding of the body. */
const OWN_HEADERS = ['connection', 'content-length', 'content-encoding', 'transfer-encoding'];

/** Starts the front of a site. */
export async function startFront(site: string): Promise<SiteFront> {
  const requests: SiteRequest[] = [];
  const changes = new Map<string, (answer: Answer) => Answer>();
  const holds = new Map<string, Hold>();
  const server = createServer((request, response) => {
    const { method = '', url: path = '', headers } = request;
    requests.push({ method, path, headers });
    void answerOf(request, site)
      .then((answer) => send(changes.get(path)?.(answer) ?? answer, response, holds.get(path)))
      .catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    rewrite: (path, change) => {
      changes.set(path, change);
    },
    hold: (path, after) => {
      const { promise, resolve } = Promise.withResolvers<HoldEnd>();
      holds.set(path, { after, released: promise });
      return (end = 'rest') => {
        resolve(end);
      };
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Asks the site itself, in plain text and on a connection of its own. */
async function answerOf(request: IncomingMessage, site: string): Promise<Answer> {
  const { method, url: path, headers } = request;
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const options = { method, headers: { ...headers, 'accept-encoding': 'identity' }, agent: false };
  request.pipe(ask(site + (path ?? ''), options, resolve).once('error', reject));
  const answer = await promise;
  const passedOn = Object.entries(answer.headers).filter(([name]) => !OWN_HEADERS.includes(name));
  return {
    status: answer.statusCode ?? 0,
    headers: Object.fromEntries(passedOn.map(([name, value]) => [name, `${value}`])),
    body: Buffer.concat(await answer.toArray()).toString(),
  };
}

async function send(answer: Answer, response: ServerResponse, hold?: Hold): Promise<void> {
  if (hold?.after === undefined) await hold?.released;
  response.writeHead(answer.status, answer.headers);
  if (hold?.after === undefined) {
    response.end(answer.body);
    return;
  }
  const end = answer.body.indexOf(hold.after) + hold.after.length;
  response.write(answer.body.slice(0, end));
  if ((await hold.released) === 'rest') response.end(answer.body.slice(end));
  else response.destroy();
}
