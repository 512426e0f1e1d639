import js from '@eslint/js';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import astro from 'eslint-plugin-astro';
import importX from 'eslint-plugin-import-x';
import jsxA11y from 'eslint-plugin-jsx-a11y-x';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** The rooms of src/: which other rooms, and which packages, each may import. */
const ROOMS = {
  discreet: { rooms: [], packages: '' },
  i18n: { rooms: [], packages: 'zod' },
  area: { rooms: ['i18n'], packages: 'zod' },
  helplines: { rooms: ['i18n', 'components', 'layouts'], packages: 'zod|preact|preact/hooks' },
  search: { rooms: ['i18n', 'components', 'layouts'], packages: '' },
  campaign: {
    rooms: ['i18n', 'helplines', 'area'],
    packages:
      'zod|preact|preact/hooks|node:.*|sharp|uqr|svgpath|fflate|@cantoo/pdf-lib|@myriaddreamin/typst-.*',
  },
  embed: { rooms: ['i18n', 'helplines', 'area'], packages: 'node:crypto' },
  referral: { rooms: ['i18n'], packages: 'zod|zod/mini' },
  intake: {
    rooms: ['i18n', 'referral'],
    packages:
      'node:.*|zod|linkedom|altcha-lib|altcha-lib/.*|resend|nodemailer|nodemailer/.*|pg-boss',
  },
  // A page of its own that the team opens from disk: it opens letters, so it holds the whole library.
  reader: { rooms: ['i18n', 'referral'], packages: 'openpgp|postal-mime' },
  // How keys are made and changed; the lock itself stays in referral/pgp.
  keys: { rooms: ['i18n', 'area', 'referral'], packages: 'node:.*|uqr' },
  // The build tells the server the holidays, so that the intake needs no calendar of its own.
  build: {
    rooms: ['i18n', 'area', 'helplines', 'referral', 'intake'],
    packages: 'node:.*|astro|vite|esbuild',
  },
};

/** What makes up a page: routes, layouts, components. */
const PAGE_PACKAGES = 'astro|node:crypto|virtual:seal';

/** Only the files of this folder touch the OpenPGP library. */
const OPENPGP = 'zod/mini|openpgp|openpgp/lightweight';

/** The worker that does the work asked of a sender under attack; nothing else in the browser needs the library. */
const PROOF = 'altcha-lib|altcha-lib/.*';

/** `import()` would go around the rules above; only the form loads its lock so, the own copies their library, and the intake database and relays. */
const NO_IMPORT_CALLS = [
  'error',
  { selector: 'ImportExpression', message: 'Import at the top of the file.' },
];

/** Only the check of a partner's page reads pages; what is built must not need a parser. */
const EMBED_CHECK = 'node:crypto|node:fs/promises|parse5';

const onlyPackages = (names) => [
  'error',
  {
    patterns: [
      {
        regex: `^(?!\\.|(?:${names})$)`,
        message: `This room imports ${names === '' ? 'nothing' : names} only (docs/ARCHITECTURE.md).`,
      },
    ],
  },
];

const roomRules = Object.entries(ROOMS).map(([room, { rooms, packages }]) => ({
  files: [`src/${room}/**/*.{ts,tsx,astro}`],
  rules: {
    'no-restricted-imports': onlyPackages(packages),
    'no-restricted-syntax': room === 'referral' ? 'off' : NO_IMPORT_CALLS,
    'import-x/no-restricted-paths': [
      'error',
      {
        zones: [
          {
            target: `./src/${room}`,
            from: './src',
            except: [room, ...rooms].map((name) => `./${name}`),
            message: `The room ${room} may import ${rooms.join(', ') || 'no other room'} (docs/ARCHITECTURE.md).`,
          },
        ],
      },
    ],
  },
}));

export default defineConfig(
  { ignores: ['dist/', 'dist.building/', '.astro/', '.local/', 'test-results/'] },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  astro.configs.recommended,
  {
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
    rules: {
      'import-x/no-cycle': 'error',
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/dot-notation': 'off',
    },
  },
  { files: ['**/*.{ts,tsx}'], languageOptions: { parserOptions: { projectService: true } } },
  ...roomRules,
  {
    files: ['src/referral/pgp/**/*.ts'],
    rules: { 'no-restricted-imports': onlyPackages(OPENPGP) },
  },
  {
    files: ['src/referral/proof/worker.ts'],
    rules: { 'no-restricted-imports': onlyPackages(PROOF) },
  },
  {
    files: ['src/embed/check/**/*.ts'],
    rules: { 'no-restricted-imports': onlyPackages(EMBED_CHECK) },
  },
  {
    files: ['src/campaign/own-copy.tsx', 'src/intake/intake.ts', 'src/intake/relays.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['src/{pages,layouts,components}/**/*.{ts,astro}'],
    rules: {
      'no-restricted-imports': onlyPackages(PAGE_PACKAGES),
      'import-x/no-restricted-paths': [
        'error',
        {
          zones: [
            {
              target: ['./src/pages', './src/layouts', './src/components'],
              from: './src/intake',
              message: 'Only the server entry may import the intake.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['**/*.astro'],
    plugins: { 'jsx-a11y-x': jsxA11y },
    rules: {
      ...jsxA11y.configs.recommended.rules,
      // Types inside templates are checked by `astro check`; the linter sees them as unknown.
      ...tseslint.configs.disableTypeChecked.rules,
    },
  },
  {
    files: ['tests/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/consistent-type-assertions': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/restrict-template-expressions': 'off',
      'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }],
    },
  },
  {
    files: ['**/*.mjs'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: { process: 'readonly' } },
  },
);
