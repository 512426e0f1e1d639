import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { STRICT_TRANSPORT_SECURITY, type Headers } from './build/security-headers.ts';
import { boundConnections } from './connections.ts';
import { isLoopback, readConfig, type IntakeConfig } from './intake/config.ts';
import { readFacts, type IntakeFacts } from './intake/facts.ts';
import { reportOnStderr } from './intake/alarm.ts';
import { openIntake, type Intake } from './intake/intake.ts';
import { RECEIPT_PATH } from './intake/people/receipt-page.ts';
import { posted, sendAnswer } from './intake/posted.ts';
import { listenForHealth } from './intake/watch/health.ts';
import { readStaticFiles, sendFile } from './static-files.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const DIST = resolve('dist');
const CLIENT = join(DIST, 'client');
const ENDPOINT = '/api/referrals/';
/** The script that locks letters; its address holds a digest of its text. */
const LOCK = /^\/l\.[0-9a-f]{8}\.js$/u;
const REFUSED = JSON.stringify({ status: 'refused' });
/** A bad line may need long for a letter of 18 kB; a slow sender is cut off all the same. */
const REQUEST_WITHIN_MS = 60_000;
const HEADERS_WITHIN_MS = 20_000;

const headersSchema = z.array(z.tuple([z.string(), z.string()]));

await serve();

async function serve(): Promise<void> {
  const config = readConfig(process.env);
  const facts = readFacts(await readFile(join(DIST, 'intake.json'), 'utf8'));
  const headers = await siteHeaders(config);
  const site: { answer?: Answer } = {};
  const server = createServer(
    {
      requestTimeout: REQUEST_WITHIN_MS,
      headersTimeout: HEADERS_WITHIN_MS,
      // Node would refuse without our headers; the answer below does it with them.
      requireHostHeader: false,
    },
    (request, response) => {
      for (const [name, value] of headers) response.setHeader(name, value);
      if (site.answer === undefined) response.writeHead(503).end();
      else site.answer(request, response);
    },
  );
  boundConnections(server, headers);
  server.on('checkExpectation', (_request, response: ServerResponse) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    response.writeHead(417).end();
  });
  server.on('error', (error: NodeJS.ErrnoException) => {
    console.error(
      `The server cannot listen on ${config.host}:${config.port} (${error.code ?? ''}).`,
    );
    console.error('Stop what is there, or set PORT to another number.');
    process.exit(1);
  });
  server.listen(config.port, config.host);
  await once(server, 'listening');
  // Not before: a second server on the same folder must find the port taken before it touches a letter.
  const intake = await openIntake({ config, facts, clientDir: CLIENT });
  site.answer = answering(facts, intake);
  intake.start();
  const endHealth = listenForHealth(config.healthPort, intake.status, reportOnStderr);
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? config.port) : config.port;
  console.log(greeting({ ...config, port }, facts, intake));
  const stop = (): void => {
    server.close();
    server.closeAllConnections();
    endHealth();
    void intake.stop().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

/** The one set of headers that every answer carries, errors included. */
async function siteHeaders(config: IntakeConfig): Promise<Headers> {
  const text = await readFile(join(DIST, 'headers', 'headers.json'), 'utf8');
  const headers = headersSchema.parse(JSON.parse(text));
  const behindTls = config.siteUrl?.startsWith('https:') === true;
  return behindTls ? [...headers, STRICT_TRANSPORT_SECURITY] : headers;
}

function answering(facts: IntakeFacts, intake: Intake): Answer {
  const files = readStaticFiles(CLIENT);
  const lost = files.get('/404.html');
  const [lock] = [...files.keys()].filter((path) => LOCK.test(path));
  const closed = closedPages(facts);
  const answersOnly = new Set([...closed.values(), '/404.html', '/not-sent/']);
  const notFound: Answer = (request, response) => {
    // No path leads from the pages for those who use violence to the others, a wrong one neither.
    const [own] = /^\/[^/]+\/sluta\//u.exec(request.url ?? '') ?? [];
    const file = (own === undefined ? undefined : files.get(own)) ?? lost;
    if (file === undefined) response.writeHead(404).end();
    else sendFile(request, response, { file, status: 404 });
  };
  const offered = (request: IncomingMessage): boolean =>
    intake.open() && (!facts.set.demonstration || isLoopback(hostNameOf(request)));

  return (request, response) => {
    const url = URL.parse(request.url ?? '/', 'http://site');
    if (url === null || hostNameOf(request) === '') {
      response.writeHead(400).end();
      return;
    }
    const { pathname } = url;
    if (pathname === ENDPOINT) {
      if (request.method === 'POST') answerReferral(request, response, intake);
      else refuse(response, 405, { Allow: 'POST' });
      return;
    }
    if (
      pathname.startsWith(RECEIPT_PATH) &&
      ['GET', 'HEAD', 'POST'].includes(request.method ?? '')
    ) {
      answerReceipt(request, response, { intake, pathname });
      return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      refuse(response, 405, { Allow: 'GET, HEAD' });
      return;
    }
    const sent = url.search === '' ? null : intake.sentPage(url);
    const page = closed.get(pathname);
    if (sent !== null) {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(sent);
      return;
    }
    // Nobody to read, or nothing to lock a letter with: telephone numbers instead of the form.
    const built = files.get(page === undefined || offered(request) ? pathname : page);
    // A page that stood open during a build asks for the lock of its time; today's has the keys of today.
    const file = built ?? (LOCK.test(pathname) ? files.get(lock ?? '') : undefined);
    if (file !== undefined && !answersOnly.has(pathname)) sendFile(request, response, { file });
    else if (files.has(`${pathname}/`)) response.writeHead(308, { Location: `${pathname}/` }).end();
    else notFound(request, response);
  };
}

/** A contact request: every header and body is judged by the intake. */
function answerReferral(
  request: IncomingMessage,
  response: ServerResponse,
  { receive }: Intake,
): void {
  // Without an address the line is already gone.
  const peer = request.socket.remoteAddress ?? '';
  void receive(posted(request), peer).then((answer) => sendAnswer(response, answer));
}

/** The one-time link of a daily mail; its page has headers of its own. */
function answerReceipt(
  request: IncomingMessage,
  response: ServerResponse,
  { intake, pathname }: { readonly intake: Intake; readonly pathname: string },
): void {
  // The button sends nothing; whatever else comes is not read.
  request.resume();
  void intake.receipt(request.method ?? '', pathname).then(({ status, headers, html }) => {
    response.writeHead(status, headers);
    response.end(request.method === 'HEAD' ? undefined : html);
  });
}

/** For each form, the page of telephone numbers that takes its place while it is closed. */
function closedPages({ locales, formPaths }: IntakeFacts): ReadonlyMap<string, string> {
  const pages = locales.flatMap((locale) =>
    Object.values(formPaths).map((path): [string, string] => [
      `/${locale}/${path}/`,
      `/${locale}/${path.startsWith('sluta/') ? 'sluta/' : ''}skriv/stangt/`,
    ]),
  );
  return new Map(pages);
}

/** The name that the visitor asked for; empty when the header is missing or no name. */
function hostNameOf({ headers }: IncomingMessage): string {
  return URL.parse(`http://${headers.host ?? '/'}/`)?.hostname ?? '';
}

function refuse(response: ServerResponse, status: number, headers: Record<string, string>): void {
  response.writeHead(status, { ...headers, 'Content-Type': 'application/json' }).end(REFUSED);
}

function greeting(config: IntakeConfig, facts: IntakeFacts, intake: Intake): string {
  // A server that listens everywhere is reached from here too.
  const everywhere = ['0.0.0.0', '::'].includes(config.host);
  const host = everywhere || isLoopback(config.host) ? '127.0.0.1' : config.host;
  const lines = [`${facts.area}: http://${host}:${config.port}/`];
  if (!intake.open()) lines.push('The form is closed: its pages show telephone numbers instead.');
  if (config.courier.kind === 'outbox') {
    lines.push(
      `Letters land in ${join(config.dataDir, 'outbox')}/ and are read with: npm run inbox`,
    );
  }
  if (facts.set.demonstration) lines.push('This is a demonstration: nobody reads what is written.');
  return lines.join('\n');
}
