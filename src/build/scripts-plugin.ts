import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';
import { browserBuild } from '../referral/browser-build.ts';
import type { SealingSet } from '../referral/sealing-set.ts';
import { bundle, bundleInline, inlineScript, islandScript } from './bundle.ts';

const INLINE_QUERY = '?inline-script';
const ISLAND_QUERY = '?island';
const SEAL_MODULE = 'virtual:seal';

/** A script with an address of its own, which holds a digest of its text. */
export interface LoadedScript {
  readonly path: string;
  readonly code: string;
}

/**
 * Bundles the script that is loaded on the first focus in a form, with the certificates inside, and the worker that
 * it starts only when the server asks for work.
 */
export async function sealScripts(
  set: SealingSet,
): Promise<{ readonly seal: LoadedScript; readonly worker: LoadedScript }> {
  const work = await bundle(inlineScript('src/referral/proof/worker.ts'));
  const worker = { path: scriptPath('w', work), code: work };
  const code = await bundle({
    ...browserBuild,
    define: {
      __SEALING_SET__: JSON.stringify(set),
      __PROOF_WORKER__: JSON.stringify(worker.path),
    },
  });
  return { seal: { path: scriptPath('l', code), code }, worker };
}

/**
 * Lets pages import scripts: `import code from './x.ts?inline-script'` gives the text of a classic
 * script for an inline tag; `import path from './x.tsx?island'` gives the address of a module that is
 * loaded when its part of a page is used, and adds it to `loaded`;
 * `import { sealPath } from 'virtual:seal'` gives the address of the lock.
 */
export function scriptsPlugin(seal: LoadedScript, loaded: Map<string, string>): Plugin {
  return {
    name: 'igor:scripts',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (source === SEAL_MODULE) return `\0${SEAL_MODULE}`;
      const query = [INLINE_QUERY, ISLAND_QUERY].find((ending) => source.endsWith(ending));
      if (query === undefined) return null;
      const file = await this.resolve(source.slice(0, -query.length), importer);
      return file === null ? null : `\0${query}:${file.id}`;
    },
    async load(id) {
      if (id === `\0${SEAL_MODULE}`) return `export const sealPath = ${JSON.stringify(seal.path)};`;
      const [query, entry = ''] = id.slice(1).split(/:(.*)/u);
      if (query === INLINE_QUERY) {
        return `export default ${JSON.stringify(await bundleInline(entry))};`;
      }
      if (query !== ISLAND_QUERY) return null;
      const code = await bundle(islandScript(entry));
      const path = scriptPath('i', code);
      loaded.set(path, code);
      return `export default ${JSON.stringify(path)};`;
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const code = loaded.get(request.url ?? '');
        if (code === undefined) next();
        else response.setHeader('Content-Type', 'text/javascript').end(code);
      });
    },
  };
}

function scriptPath(name: string, code: string): string {
  return `/${name}.${createHash('sha256').update(code).digest('hex').slice(0, 8)}.js`;
}
