import { build, type BuildOptions, type Plugin } from 'esbuild';
import { minify } from 'vite';

/** What phones of 2021 run. */
const TARGET = 'es2020';

/** How a classic script, for an inline tag or a worker, is bundled. */
export const inlineScript = (entry: string): BuildOptions => ({
  entryPoints: [entry],
  bundle: true,
  minify: true,
  format: 'iife',
  target: TARGET,
  platform: 'browser',
  legalComments: 'none',
  charset: 'utf8',
  // Every page carries these bytes, and modules as strict as the linter wants them need no directive.
  tsconfigRaw: { compilerOptions: { alwaysStrict: false, strict: false } },
});

const PDF_LIBRARY = /@cantoo[\\/]pdf-lib/u;

/**
 * Takes of the PDF library what is used, 27 kB instead of 213: its package does not say that its files
 * have no side effects, and the widths of the fonts that are never embedded are half of it.
 */
const leanPdf: Plugin = {
  name: 'igor:lean-pdf',
  setup(builder) {
    // Filters are patterns of Go, which know no flag u.
    builder.onResolve(
      { filter: /^@cantoo\/pdf-lib$|^\./ },
      async ({ path, pluginData, ...from }) => {
        const seen: unknown = pluginData;
        if (seen === PDF_LIBRARY || !PDF_LIBRARY.test(path + from.importer)) return null;
        const found = await builder.resolve(path, { ...from, pluginData: PDF_LIBRARY });
        return { ...found, sideEffects: false };
      },
    );
    builder.onLoad({ filter: /[\\/]standard-fonts[\\/].*\.json$/ }, () => ({
      contents: 'null',
      loader: 'json',
    }));
  },
};

/**
 * The text of a classic script for an inline tag. Every page carries it and no page may be larger, so a
 * second minifier, which names and joins what the first leaves, goes over it.
 * @throws when the entry does not compile.
 */
export async function bundleInline(entry: string): Promise<string> {
  const options = { module: false, compress: { target: TARGET }, mangle: { toplevel: true } };
  const { code, errors } = await minify(entry, await bundle(inlineScript(entry)), options);
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
  return code.trim();
}

/** How a module is bundled that a page loads when a part of it is used. */
export const islandScript = (entry: string): BuildOptions => ({
  ...inlineScript(entry),
  format: 'esm',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  plugins: [leanPdf],
});

/**
 * The text of the one script that comes out of a bundle.
 * @throws when the entry does not compile.
 */
export async function bundle(options: BuildOptions): Promise<string> {
  const { outputFiles } = await build({ ...options, write: false });
  const [file] = outputFiles;
  if (file === undefined) throw new Error('nothing came out of the bundler');
  return file.text.trim();
}
