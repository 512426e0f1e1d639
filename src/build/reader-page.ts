import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { build } from 'esbuild';
import { bundle, inlineScript } from './bundle.ts';

const ROOM = 'src/reader';

/**
 * The reader as one HTML file: its style and script stand in it, and its policy allows these two by their hashes and
 * nothing else, no network at all. The same sources give the same bytes.
 */
export async function readerPage(): Promise<string> {
  const [page, style, script] = await Promise.all([
    readFile(`${ROOM}/page.html`, 'utf8'),
    styleOf(`${ROOM}/reader.css`),
    bundle({ ...inlineScript(`${ROOM}/main.ts`), legalComments: 'none' }),
  ]);
  return page
    .replace('POLICY', () => policy(style, script))
    .replace('<style></style>', () => `<style>${style}</style>`)
    .replace('<script></script>', () => `<script>${script}</script>`);
}

/**
 * Writes the reader, and its digest as `sha256sum -c` reads it.
 * @returns the digest, 64 hexadecimal digits.
 */
export async function writeReader(file: string, sums = `${file}.sha256`): Promise<string> {
  const page = await readerPage();
  const digest = createHash('sha256').update(page).digest('hex');
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, page);
  await writeFile(sums, `${digest}  ${basename(file)}\n`);
  return digest;
}

const policy = (style: string, script: string): string =>
  [
    "default-src 'none'",
    `script-src ${hashSource(script)}`,
    `style-src ${hashSource(style)}`,
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');

const hashSource = (text: string): string =>
  `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

async function styleOf(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
  });
  return outputFiles[0]?.text.trim() ?? '';
}
