import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { z } from 'zod';
import type { Locale } from '../i18n/locales.ts';

const FONTS = [
  'noto-sans/400Regular/NotoSans_400Regular.ttf',
  'noto-sans/700Bold/NotoSans_700Bold.ttf',
  'noto-sans-ethiopic/400Regular/NotoSansEthiopic_400Regular.ttf',
  'noto-sans-ethiopic/700Bold/NotoSansEthiopic_700Bold.ttf',
  'vazirmatn/400Regular/Vazirmatn_400Regular.ttf',
  'vazirmatn/700Bold/Vazirmatn_700Bold.ttf',
];

/** What Typst says of a letter that none of the fonts has. */
const NO_GLYPH = /the text `"(.*)"` could not be displayed/u;

/** The compiler as far as it is used (Typst 0.14; the package ships without types). */
interface Compiler {
  pdf(
    document: { readonly mainFileContent: string },
    options: { readonly pdfStandard?: 'ua-1'; readonly creationTimestamp: number },
  ): Uint8Array;
  plainSvg(document: { readonly mainFileContent: string }): string;
  evictCache(age: number): void;
}

interface CompilerFactory {
  create(options: {
    readonly fontArgs: readonly { readonly fontBlobs: readonly Uint8Array[] }[];
  }): Compiler;
}

const moduleSchema = z.object({
  NodeCompiler: z.custom<CompilerFactory>((value) => typeof value === 'function'),
});

const BINDING = '@myriaddreamin/typst-ts-node-compiler-linux-x64-gnu';
// Looked up when it is used: a bundler cannot take a native file in.
const load = createRequire(import.meta.url);
let compiler: Compiler | null | undefined;
/** A page tells the size of a file before the file is written: the same source is compiled once. */
const compiled = new Map<string, Uint8Array>();

/** The compiler with the kit's fonts; null where it has no build for this machine (it has one for Linux on x64). */
export function typst(): Compiler | null {
  if (compiler === undefined) compiler = newCompiler();
  return compiler;
}

/**
 * A tagged PDF (PDF/UA-1) from Typst source; the same source and date give the same bytes.
 * @param date seconds since 1970, what the document says of when it was made
 * @returns null where there is no compiler
 * @throws with Typst's own message when the source does not compile or cannot be tagged
 */
export function taggedPdf(source: string, date: number): Uint8Array | null {
  const pdf =
    compiled.get(source) ??
    typst()?.pdf({ mainFileContent: source }, { pdfStandard: 'ua-1', creationTimestamp: date });
  if (pdf === undefined) return null;
  compiled.set(source, pdf);
  return pdf;
}

/** What Typst says is wrong, in a sentence: its errors carry the text in `code`, after the number of the file or as a list of diagnostics. */
export function typstMessage(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  const messages = [...code.matchAll(/\bmessage: "((?:[^"\\]|\\.)*)"/gu)].map(([, text = '']) =>
    text.replace(/\\(.)/gu, '$1'),
  );
  const unknown = messages.flatMap((text) => NO_GLYPH.exec(text)?.[1] ?? []);
  const others = messages.filter((text) => !NO_GLYPH.test(text));
  if (messages.length === 0)
    return code.replace(/^\d+: (?:panicked with: )?/u, '').replace(/^"(.*)"$/su, '$1');
  const missing = `no glyph for ${[...new Set(unknown)].join(' ')}; write it with other letters`;
  return [...(unknown.length === 0 ? [] : [missing]), ...others].join('; ');
}

/** The fonts of a language, the first that has a letter. */
export const fontsOf = (locale: Locale): readonly string[] => [
  ...(locale === 'ar' || locale === 'fa' ? ['Vazirmatn'] : []),
  ...(locale === 'ti' ? ['Noto Sans Ethiopic'] : []),
  'Noto Sans',
];

/** A text as a Typst string: nothing in it is markup. */
export const typstString = (text: string): string =>
  `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', ' ')}"`;

/** A number: left to right and unbroken in every language. */
export const typstNumber = (display: string): string =>
  `#box(text(dir: ltr, lang: "sv", weight: "bold", ${typstString(display)}))`;

function newCompiler(): Compiler | null {
  let binding: unknown;
  try {
    binding = load(BINDING);
  } catch {
    console.warn(
      `${BINDING} does not run on this machine: the site is built without its PDF files`,
    );
    return null;
  }
  const fontBlobs = FONTS.map((name) => readFileSync(load.resolve(`@expo-google-fonts/${name}`)));
  return moduleSchema.parse(binding).NodeCompiler.create({ fontArgs: [{ fontBlobs }] });
}
