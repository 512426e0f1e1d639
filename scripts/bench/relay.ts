import { once } from 'node:events';
import { createServer } from 'node:http';

/** A relay that takes so many letters in each window of time, and then asks to be left alone. */
export interface LimitedRelay {
  readonly baseUrl: string;
  /** How many letters it has taken. */
  readonly taken: () => number;
  readonly stop: () => void;
}

/** Starts one on loopback, with the addresses of Resend. */
export async function limitedRelay(letters: number, windowMs: number): Promise<LimitedRelay> {
  let taken = 0;
  let inWindow = 0;
  let windowEnds = 0;
  const server = createServer((request, response) => {
    request.resume();
    request.once('end', () => {
      const now = performance.now();
      if (now >= windowEnds) [inWindow, windowEnds] = [0, now + windowMs];
      if (inWindow >= letters) {
        const retryAfter = Math.ceil((windowEnds - now) / 1000);
        response.writeHead(429, { 'Retry-After': retryAfter });
        response.end(JSON.stringify({ statusCode: 429, name: 'rate_limit_exceeded', message: '' }));
        return;
      }
      inWindow += 1;
      taken += 1;
      response.end(JSON.stringify({ id: `${taken}` }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    taken: () => taken,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
