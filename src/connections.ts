import { STATUS_CODES, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Headers } from './build/security-headers.ts';

interface Bounds {
  readonly mostConnections: number;
  readonly stalledAfterMs: number;
}

const BOUNDS: Bounds = {
  // A line holds about 20 kB beside what it sends, which `intake/bodies.ts` bounds: all of them 28 MB. Far more
  // than ever visit at one moment.
  mostConnections: 1_000,
  // Longer than any answer takes; for whoever asks for a file and does not read it.
  stalledAfterMs: 120_000,
};

/** Whoever was refused may read the answer for so long; then the line is cut, whatever its other end does. */
const LINGER_MS = 1_000;

const STATUS: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/**
 * Keeps connections few and lets each of them end: what is no request, or comes too slowly, is answered with the
 * headers of the site and cut off.
 */
export function boundConnections(server: Server, headers: Headers, bounds: Bounds = BOUNDS): void {
  server.maxConnections = bounds.mostConnections;
  server.timeout = bounds.stalledAfterMs;
  // Who has sent all and closes that side still waits for the answer; Node would hang up. Its types lack this.
  Object.assign(server, { httpAllowHalfOpen: true });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    refuse(socket, STATUS[error.code ?? ''] ?? 400, headers);
  });
}

/** Nothing of what came can be trusted, so the line is closed. */
function refuse(socket: Duplex, status: number, headers: Headers): void {
  if (!socket.writable) return;
  const lines = [...headers, ['Connection', 'close'], ['Content-Length', '0']];
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('')}\r\n`,
  );
  // Cut at once, what still comes in would take the answer with it. Node itself no longer watches this line.
  const cut = setTimeout(() => socket.destroy(), LINGER_MS).unref();
  // A timer keeps the line in memory, with the address of its other end.
  socket.once('close', () => clearTimeout(cut));
}
