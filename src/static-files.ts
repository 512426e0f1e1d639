import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { pipeline } from 'node:stream';
import { gunzipSync } from 'node:zlib';

/**
 * A file of the built site: a page is held in memory in its compressed forms, or as it is where it has none; material
 * stays on disk.
 */
export type StaticFile =
  | { readonly type: string; readonly plain: Buffer }
  | { readonly type: string; readonly br: Buffer; readonly gzip: Buffer }
  | { readonly type: string; readonly path: string; readonly bytes: number };

/** What is only downloaded stays on disk: nobody's safety hangs on it, and it is 200 MB. */
const ON_DISK = /^material[/\\]/u;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.xml': 'application/xml; charset=utf-8',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.zip': 'application/zip',
};

/**
 * The built site by address, e.g. `/sv/ring/`; a file has exactly one address. Pages are read once, so
 * that they are still answered when the disk or the file handles are gone.
 */
export function readStaticFiles(folder: string): ReadonlyMap<string, StaticFile> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = new Map<string, StaticFile>();
  for (const name of names) {
    const type = TYPES[extname(name)];
    if (type === undefined) continue;
    if (ON_DISK.test(name)) {
      const path = join(folder, name);
      const { size } = statSync(path);
      files.set(`/${name.replaceAll('\\', '/')}`, { type, path, bytes: size });
      continue;
    }
    const read = (ending: string) => readFileSync(join(folder, name + ending));
    const address = `/${name.replaceAll('\\', '/').replace(/(^|\/)index\.html$/u, '$1')}`;
    const isPacked = ['.br', '.gz'].every((ending) => existsSync(join(folder, name + ending)));
    files.set(
      address,
      isPacked ? { type, br: read('.br'), gzip: read('.gz') } : { type, plain: read('') },
    );
  }
  return files;
}

/** Sends a file in the best form that the browser takes; HEAD gets the headers alone. */
export function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  { file, status = 200 }: { readonly file: StaticFile; readonly status?: number },
): void {
  if ('path' in file) {
    sendFromDisk(request, response, file);
    return;
  }
  const accepted = request.headers['accept-encoding'] ?? '';
  const [coding, bytes] =
    'plain' in file
      ? ([undefined, file.plain] as const)
      : /\bbr\b/u.test(accepted)
        ? (['br', file.br] as const)
        : /\bgzip\b/u.test(accepted)
          ? (['gzip', file.gzip] as const)
          : // No browser asks so; held as well, the pages would take three times the memory.
            ([undefined, gunzipSync(file.gzip)] as const);
  if (coding !== undefined) response.setHeader('Content-Encoding', coding);
  response.writeHead(status, {
    'Content-Type': file.type,
    'Content-Length': bytes.length,
    Vary: 'Accept-Encoding',
  });
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

/** Sends a file that stays on disk; a reader who hangs up, or a file that is gone, ends the answer alone. */
function sendFromDisk(
  request: IncomingMessage,
  response: ServerResponse,
  { type, path, bytes }: Extract<StaticFile, { path: string }>,
): void {
  response.writeHead(200, { 'Content-Type': type, 'Content-Length': bytes });
  if (request.method === 'HEAD') response.end();
  else pipeline(createReadStream(path), response, () => undefined);
}
