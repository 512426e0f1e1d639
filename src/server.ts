import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import sirv from 'sirv';
import { z } from 'zod';
import { STRICT_TRANSPORT_SECURITY } from './build/security-headers.ts';
import { isLoopback, readConfig, type IntakeConfig } from './intake/config.ts';
import { readFacts, type IntakeFacts } from './intake/facts.ts';
import { openIntake, type Intake } from './intake/intake.ts';

/** Astro's middleware: answers the one route that runs on demand, or calls `next`. */
type Endpoint = (
  request: IncomingMessage,
  response: ServerResponse,
  next: (error?: unknown) => void,
  locals: object,
) => void;

const DIST = resolve('dist');
const CLIENT = join(DIST, 'client');
const ENDPOINT = '/api/referrals/';
/** A bad line may need long for a letter of 18 kB; a slow sender is cut off all the same. */
const REQUEST_WITHIN_MS = 60_000;
const HEADERS_WITHIN_MS = 20_000;

const headersSchema = z.array(z.tuple([z.string(), z.string()]));
const entrySchema = z.object({
  handler: z.custom<Endpoint>((value) => typeof value === 'function'),
});

await serve();

async function serve(): Promise<void> {
  const config = readConfig(process.env);
  const facts = readFacts(await readFile(join(DIST, 'intake.json'), 'utf8'));
  const intake = await openIntake({ config, facts, clientDir: CLIENT });
  const answer = await answering(config, facts, intake);
  const server = createServer(
    { requestTimeout: REQUEST_WITHIN_MS, headersTimeout: HEADERS_WITHIN_MS },
    answer,
  );
  server.listen(config.port, config.host, () => {
    // Not before: a second server on the same folder must not deliver before it finds the port taken.
    intake.start();
    const address = server.address();
    const port = typeof address === 'object' ? (address?.port ?? config.port) : config.port;
    console.log(greeting({ ...config, port }, facts, intake));
  });
  const stop = (): void => {
    server.close();
    server.closeAllConnections();
    void intake.stop().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

/** Every answer, errors included, carries the same set of headers. */
async function answering(config: IntakeConfig, facts: IntakeFacts, intake: Intake) {
  const headers = headersSchema.parse(
    JSON.parse(await readFile(join(DIST, 'headers', 'headers.json'), 'utf8')),
  );
  if (config.siteUrl?.startsWith('https:')) headers.push([...STRICT_TRANSPORT_SECURITY]);
  const { handler } = entrySchema.parse(
    await import(pathToFileURL(join(DIST, 'server', 'entry.mjs')).href),
  );
  const files = sirv(CLIENT, {
    brotli: true,
    gzip: true,
    etag: false,
    // sirv would allow the browser to keep what it got.
    setHeaders: (response) => response.setHeader('Cache-Control', 'no-store'),
  });
  const lost = await readFile(join(CLIENT, '404.html'));
  const forms = new Map(
    facts.locales.flatMap((locale) =>
      Object.values(facts.formPaths).map((path) => [
        `/${locale}/${path}/`,
        `/${locale}/${path.startsWith('sluta') ? 'sluta/' : ''}skriv/stangt/`,
      ]),
    ),
  );

  return (request: IncomingMessage, response: ServerResponse): void => {
    for (const [name, value] of headers) response.setHeader(name, value);
    const url = URL.parse(request.url ?? '/', 'http://localhost');
    if (url === null) {
      notFound(response, lost);
      return;
    }
    if (url.pathname === ENDPOINT) {
      handler(request, response, () => notFound(response, lost), { intake });
      return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD', 'Content-Type': 'text/plain' }).end();
      return;
    }
    const sent = url.search === '' ? null : intake.sentPage(url);
    if (sent !== null) {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(sent);
      return;
    }
    const closed = forms.get(url.pathname);
    // Nobody to read, or nothing to lock a letter with: telephone numbers instead of the form.
    if (closed !== undefined && !intake.open()) request.url = closed;
    files(request, response, () => notFound(response, lost));
  };
}

function notFound(response: ServerResponse, page: Buffer): void {
  response.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8' }).end(page);
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
