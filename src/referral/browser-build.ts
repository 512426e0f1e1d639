/**
 * How esbuild makes the one file that the form loads: add `outfile` (or `write: false`) and the sealing set as JSON in
 * `define: { __SEALING_SET__ }`. One file, so that nothing more has to be fetched once somebody has begun to write.
 */
export const browserBuild = {
  entryPoints: ['src/referral/browser.ts'],
  bundle: true,
  format: 'esm' as const,
  minify: true,
  charset: 'utf8' as const,
  legalComments: 'none' as const,
  target: 'es2020',
  // Node cannot resolve the lightweight build, which the package offers to browsers only.
  alias: { openpgp: 'openpgp/lightweight' },
  // Parts that sealing to P-256 and Curve25519 never asks for: passwords, old ciphers, compression, other curves.
  external: [
    './argon2id.*',
    './legacy_ciphers.*',
    './unbzip2-stream.*',
    './noble_curves.*',
    './noble_hashes.*',
  ],
};
