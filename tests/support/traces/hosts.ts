import { createHash, X509Certificate } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { selfSigned } from '../self-signed.ts';

/** Host names over TLS, all on loopback. No other name leads anywhere. */
export interface Hosts {
  /** For `--host-resolver-rules`. */
  readonly resolverRule: string;
  /** For `--ignore-certificate-errors-spki-list`: with it Chromium trusts the hosts as it does real ones. */
  readonly trustedKey: string;
  /** Of a proxy that knows the hosts, for browsers without resolver rules. */
  readonly proxyPort: number;
  close(): Promise<void>;
}

/** Serves each host by its own listener, behind one certificate. */
export async function startHosts(listeners: ReadonlyMap<string, RequestListener>): Promise<Hosts> {
  const pair = selfSigned('loopback.test');
  const server = createTlsServer(pair, (request, response) => {
    listeners.get(request.headers.host ?? '')?.(request, response);
  });
  const port = await listen(server);
  const tunnels = new Set<Duplex>();
  const proxy = createServer((_request, response) => response.writeHead(502).end());
  proxy.on('connect', ({ url = '' }, socket, head) => {
    tunnels.add(socket);
    socket.on('error', () => socket.destroy());
    if (!listeners.has(url.replace(/:443$/u, ''))) {
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
      return;
    }
    const through = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      through.write(head);
      through.pipe(socket).pipe(through);
    });
    through.on('error', () => socket.destroy());
    socket.on('close', () => through.destroy());
  });
  const key = new X509Certificate(pair.cert).publicKey.export({ type: 'spki', format: 'der' });
  return {
    resolverRule: [...listeners.keys()].map((host) => `MAP ${host} 127.0.0.1:${port}`).join(','),
    trustedKey: createHash('sha256').update(key).digest('base64'),
    proxyPort: await listen(proxy),
    close: async () => {
      const ended = [server, proxy].map((one) => new Promise((resolve) => one.close(resolve)));
      server.closeAllConnections();
      proxy.closeAllConnections();
      // The server forgets a connection that has become a tunnel; a browser may keep it after its end.
      for (const tunnel of tunnels) tunnel.destroy();
      await Promise.all(ended);
    },
  };
}

async function listen(server: ReturnType<typeof createServer>): Promise<number> {
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return (server.address() as AddressInfo).port;
}
