import { satteri } from '@astrojs/markdown-satteri';
import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';
import { builtSite } from './src/build/built-site.ts';

export default defineConfig({
  site: process.env.SITE_URL ?? 'http://127.0.0.1:4321',
  output: 'static',
  // Beside it stands what only the server reads.
  outDir: 'dist/client',
  trailingSlash: 'always',
  // A build of other content has a store of its own: two may run at once.
  ...(process.env.CONTENT_CACHE === undefined ? {} : { cacheDir: process.env.CONTENT_CACHE }),
  compressHTML: true,
  build: { format: 'directory', inlineStylesheets: 'always' },
  devToolbar: { enabled: false },
  markdown: {
    syntaxHighlight: false,
    processor: satteri({ features: { smartPunctuation: false } }),
  },
  vite: {
    build: {
      rolldownOptions: {
        // Astro's own marks in MDX files; they mean nothing to the bundler.
        onLog: (level, log, report) => {
          if (log.code !== 'MODULE_LEVEL_DIRECTIVE') report(level, log);
        },
      },
    },
  },
  integrations: [mdx(), builtSite()],
});
