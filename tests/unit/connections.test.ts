import { once } from 'node:events';
import { createServer, type Server, type ServerOptions } from 'node:http';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { boundConnections } from '../../src/connections.ts';

const BIG = Buffer.alloc(64 * 1024 * 1024);
const QUICK: ServerOptions = {
  headersTimeout: 200,
  requestTimeout: 400,
  connectionsCheckingInterval: 50,
};

/** A server with the bounds of the site's own, whose times are short; it never reads a body. */
async function started(options: ServerOptions = {}, stalledAfterMs = 60_000): Promise<Server> {
  const server = createServer(options, (request, response) => {
    if (request.url === '/big') response.end(BIG);
    else if (request.method === 'GET') response.end('page');
  });
  boundConnections(server, [['X-Own', 'yes']], { mostConnections: 5, stalledAfterMs });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return server;
}

/** A client that sends this, and keeps its side open whatever the server does. */
function staying(server: Server, sent: string): Socket {
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const line = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  line.on('error', () => undefined);
  onTestFinished(() => {
    line.destroy();
  });
  line.write(sent);
  return line;
}

const count = (server: Server) =>
  new Promise((resolve) => {
    server.getConnections((_error, connections) => {
      resolve(connections);
    });
  });

const HEAD = 'Host: site.example\r\n';

test('what is no request is answered with the headers of the site, and its connection is freed', async () => {
  const server = await started();
  const answers = await Promise.all(
    ['nonsense\r\n\r\n', `GET / HTTP/1.1\r\n${HEAD}X: ${'x'.repeat(20_000)}\r\n\r\n`].map((sent) =>
      text(staying(server, sent)),
    ),
  );
  expect(answers.map((answer) => answer.slice(9, 12))).toEqual(['400', '431']);
  for (const answer of answers) expect(answer).toContain('\r\nX-Own: yes\r\n');
  expect(await count(server)).toBe(2);
  await expect.poll(() => count(server), { timeout: 3_000 }).toBe(0);
});

test('a head or a body that comes too slowly is answered 408, and its connection is freed', async () => {
  const server = await started(QUICK);
  const post = `POST / HTTP/1.1\r\n${HEAD}Content-Length: 500\r\n\r\nabc`;
  const answers = await Promise.all(
    [`GET / HTTP/1.1\r\n${HEAD}`, post].map((sent) => text(staying(server, sent))),
  );
  expect(answers.map((answer) => answer.slice(9, 12))).toEqual(['408', '408']);
  await expect.poll(() => count(server), { timeout: 3_000 }).toBe(0);
});

test('whoever asks for much and does not read it is let go', async () => {
  const server = await started({}, 300);
  const line = staying(server, `GET /big HTTP/1.1\r\n${HEAD}\r\n`);
  await once(line, 'readable');
  expect(await count(server)).toBe(1);
  await expect.poll(() => count(server), { timeout: 3_000 }).toBe(0);
});

test('more connections than the bound are not held', async () => {
  const server = await started();
  for (let line = 0; line < 8; line += 1) staying(server, 'GET');
  await sleep(300);
  expect(await count(server)).toBe(5);
});
