import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip as gzipCallback } from 'node:zlib';
import type { AstroIntegration } from 'astro';
import { headersFile, nginxInclude, securityHeaders } from './security-headers.ts';
import { scriptsPlugin, sealScripts } from './scripts-plugin.ts';
import { sealing, type Sealing } from './sealing.ts';
import { withoutIdleSpace } from './whitespace.ts';

/**
 * What the site needs besides its pages: certificates and the script that locks a letter, the facts
 * for the server (`dist/intake.json`), one set of security headers, and every file compressed.
 */
export function builtSite(): AstroIntegration {
  let sealed: Sealing;
  /** Scripts with an address of their own. */
  const loaded = new Map<string, string>();
  return {
    name: 'igor:built-site',
    hooks: {
      'astro:config:setup': async ({ updateConfig, logger }) => {
        sealed = await sealing(process.env);
        for (const warning of sealed.warnings) logger.warn(warning);
        const { seal, worker } = await sealScripts(sealed.facts.set);
        for (const { path, code } of [seal, worker]) loaded.set(path, code);
        updateConfig({ vite: { plugins: [scriptsPlugin(seal, loaded)] } });
      },
      'astro:build:done': async ({ dir }) => {
        const client = fileURLToPath(dir);
        const dist = dirname(client.replace(/\/$/u, ''));
        for (const [path, code] of loaded) await writeFile(join(client, path), code);
        await writeFile(join(dist, 'intake.json'), JSON.stringify(sealed.facts));
        await tidyPages(client);
        await writeHeaders(client, dist);
        await compressAll(client);
      },
    },
  };
}

const brotli = promisify(brotliCompress);
const gzip = promisify(gzipCallback);

/** Text files worth compressing; everything else is sent as it is. */
const COMPRESSIBLE = /\.(?:html|js|json|txt|svg|xml)$/u;

async function writeHeaders(client: string, dist: string): Promise<void> {
  const files = await filesBelow(client);
  const pages = await Promise.all(
    files.filter((file) => file.endsWith('.html')).map((file) => readFile(file, 'utf8')),
  );
  const headers = securityHeaders(pages);
  await mkdir(join(dist, 'headers'), { recursive: true });
  await writeFile(join(dist, 'headers', 'headers.json'), JSON.stringify(headers, null, 2));
  await writeFile(join(dist, 'headers', 'nginx.conf'), nginxInclude(headers));
  await writeFile(join(dist, 'headers', '_headers'), headersFile(headers));
}

async function tidyPages(client: string): Promise<void> {
  const pages = (await filesBelow(client)).filter((file) => file.endsWith('.html'));
  for (const page of pages) await writeFile(page, withoutIdleSpace(await readFile(page, 'utf8')));
}

async function compressAll(client: string): Promise<void> {
  const files = (await filesBelow(client)).filter((file) => COMPRESSIBLE.test(file));
  // Side by side: this is most of what a build does, and it runs on other threads.
  await Promise.all(
    files.map(async (file) => {
      const bytes = await readFile(file);
      const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
      await writeFile(`${file}.br`, await brotli(bytes, { params }));
      await writeFile(`${file}.gz`, await gzip(bytes, { level: 9 }));
    }),
  );
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
