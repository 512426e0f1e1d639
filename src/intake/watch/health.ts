import { createServer } from 'node:http';
import type { Report } from '../alarm.ts';
import type { Status } from './status.ts';

const NAMES = /^(?:127\.0\.0\.1|localhost)(?::\d+)?$/u;

/**
 * Says how the server is, as JSON, to this machine only: on a port of its own, which no proxy passes on.
 * A port that is taken is no reason for the site not to stand.
 * @param port 0 for any.
 * @returns ends it.
 */
export function listenForHealth(
  port: number,
  status: () => Promise<Status>,
  report: Report,
): () => void {
  const server = createServer((request, response) => {
    // A page in a browser on this machine could ask under a name of its own (DNS rebinding).
    if (!NAMES.test(request.headers.host ?? '') || request.method !== 'GET') {
      response.writeHead(403).end();
      return;
    }
    status().then(
      (now) => {
        const headers = { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' };
        response.writeHead(200, headers).end(`${JSON.stringify(now)}\n`);
      },
      () => {
        report('unexpected');
        response.writeHead(500).end();
      },
    );
  });
  server.on('error', () => {
    report('health-port-taken');
  });
  server.listen(port, '127.0.0.1');
  return () => {
    server.close();
    server.closeAllConnections();
  };
}
