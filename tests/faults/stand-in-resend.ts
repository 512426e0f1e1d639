import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';

/** What the service does with a request: an answer of its own, or one of these ways to fail. */
export type Conduct =
  | 'accept'
  | 'accept-then-reset'
  | 'accept-then-nonsense'
  | 'reset'
  | 'hang'
  | {
      readonly status: number;
      readonly body: unknown;
      readonly headers?: Record<string, string>;
    };

/** A request as it came. */
export interface Received {
  readonly key: string;
  readonly authorization: string;
  readonly path: string;
  readonly body: string;
}

/** A stand-in for the Resend service on loopback, with its rule for idempotency keys. */
export interface StandIn {
  readonly baseUrl: string;
  readonly received: readonly Received[];
  /** Mails that went out: key → body. */
  readonly mails: ReadonlyMap<string, string>;
  /** What it does with the next requests; afterwards it accepts. */
  readonly conduct: Conduct[];
}

export async function standInResend(...conduct: Conduct[]): Promise<StandIn> {
  const received: Received[] = [];
  const mails = new Map<string, string>();
  const server = createServer((request, response) => {
    void readAll(request).then((body) => {
      const { authorization = '', 'idempotency-key': key = '' } = request.headers;
      received.push({ key: String(key), authorization, path: request.url ?? '', body });
      answer(conduct.shift() ?? 'accept', { key: String(key), body, response, mails });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return { baseUrl: `http://127.0.0.1:${address.port}`, received, mails, conduct };
}

interface Exchange {
  readonly key: string;
  readonly body: string;
  readonly response: ServerResponse;
  readonly mails: Map<string, string>;
}

function answer(conduct: Conduct, { key, body, response, mails }: Exchange): void {
  if (conduct === 'hang') return;
  if (typeof conduct === 'object') {
    const text = typeof conduct.body === 'string' ? conduct.body : JSON.stringify(conduct.body);
    response.writeHead(conduct.status, conduct.headers).end(text);
    return;
  }
  if (conduct !== 'reset') {
    const earlier = mails.get(key);
    if (earlier !== undefined && earlier !== body) {
      const problem = { statusCode: 409, name: 'invalid_idempotent_request', message: '' };
      response.writeHead(409).end(JSON.stringify(problem));
      return;
    }
    mails.set(key, body);
  }
  if (conduct === 'accept')
    response.writeHead(200).end(JSON.stringify({ id: `mail-${mails.size}` }));
  else if (conduct === 'accept-then-nonsense') response.writeHead(200).end('<html>OK</html>');
  else response.destroy();
}

async function readAll(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const part of request) body += String(part);
  return body;
}
