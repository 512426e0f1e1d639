import { build, type BuildOptions } from 'esbuild';

/** How a classic script for an inline tag is bundled. */
export const inlineScript = (entry: string): BuildOptions => ({
  entryPoints: [entry],
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2020',
  platform: 'browser',
  legalComments: 'none',
  charset: 'utf8',
  // Every page carries these bytes, and modules as strict as the linter wants them need no directive.
  tsconfigRaw: { compilerOptions: { alwaysStrict: false, strict: false } },
});

/** How a module is bundled that a page loads when a part of it is used. */
export const islandScript = (entry: string): BuildOptions => ({
  ...inlineScript(entry),
  format: 'esm',
  jsx: 'automatic',
  jsxImportSource: 'preact',
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
