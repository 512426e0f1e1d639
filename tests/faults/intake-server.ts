// A server around the intake and nothing else, for tests that kill it, starve it and read what it writes.
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { readConfig } from '../../src/intake/config.ts';
import { readFacts } from '../../src/intake/facts.ts';
import { openIntake } from '../../src/intake/intake.ts';

const config = readConfig(process.env);
const facts = readFacts(await readFile(process.env.FACTS ?? '', 'utf8'));
const intake = await openIntake({
  config,
  facts,
  clientDir: process.env.CLIENT_DIR ?? '',
  readTimeLimitMs: Number(process.env.READ_TIME_LIMIT_MS ?? 30_000),
  leaseSeconds: Number(process.env.LEASE_SECONDS ?? 90),
});
const held: number[] = [];

const server = createServer((incoming, outgoing) => {
  void intake.receive(requestOf(incoming)).then(async (response) => {
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(await response.text());
  });
});

server.listen(config.port, config.host, () => {
  intake.start();
  process.send?.('listening');
});

process.on('message', (order) => {
  if (order === 'hold all file handles') holdAll();
  else for (const handle of held.splice(0)) closeSync(handle);
  process.send?.('done');
});

function requestOf(incoming: IncomingMessage): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value));
  const init: RequestInit = { method: incoming.method ?? 'GET', headers };
  if (init.method === 'POST')
    Object.assign(init, { body: Readable.toWeb(incoming), duplex: 'half' });
  return new Request(`http://${config.host}:${config.port}${incoming.url ?? '/'}`, init);
}

function holdAll(): void {
  try {
    for (;;) held.push(openSync('/dev/null', 'r'));
  } catch {
    // None is left: that is what was asked for.
  }
}
