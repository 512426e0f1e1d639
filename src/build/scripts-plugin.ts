import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';
import { browserBuild } from '../referral/browser-build.ts';
import type { SealingSet } from '../referral/sealing-set.ts';
import { bundle, inlineScript } from './bundle.ts';

const INLINE_QUERY = '?inline-script';
const SEAL_MODULE = 'virtual:seal';

/** The script that locks a letter: its address on the site and its text. */
export interface SealScript {
  readonly path: string;
  readonly code: string;
}

/** Bundles the script that is loaded on the first focus in a form, with the certificates inside. */
export async function sealScript(set: SealingSet): Promise<SealScript> {
  const code = await bundle({
    ...browserBuild,
    define: { __SEALING_SET__: JSON.stringify(set) },
  });
  const digest = createHash('sha256').update(code).digest('hex').slice(0, 12);
  return { path: `/l.${digest}.js`, code };
}

/**
 * Lets pages import scripts: `import code from './x.ts?inline-script'` gives the text of a classic
 * script for an inline tag; `import { sealPath } from 'virtual:seal'` gives the address of the lock.
 */
export function scriptsPlugin(seal: SealScript): Plugin {
  return {
    name: 'igor:scripts',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (source === SEAL_MODULE) return `\0${SEAL_MODULE}`;
      if (!source.endsWith(INLINE_QUERY)) return null;
      const file = await this.resolve(source.slice(0, -INLINE_QUERY.length), importer);
      return file === null ? null : `\0inline:${file.id}`;
    },
    async load(id) {
      if (id === `\0${SEAL_MODULE}`) return `export const sealPath = ${JSON.stringify(seal.path)};`;
      if (!id.startsWith('\0inline:')) return null;
      const code = await bundle(inlineScript(id.slice('\0inline:'.length)));
      return `export default ${JSON.stringify(code)};`;
    },
    configureServer(server) {
      server.middlewares.use(seal.path, (_request, response) => {
        response.setHeader('Content-Type', 'text/javascript').end(seal.code);
      });
    },
  };
}
