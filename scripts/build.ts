// `npm run build`: the whole site, and what the server needs to serve it, into dist/ (or BUILD_DIR).
import { build } from 'astro';

process.env.ASTRO_TELEMETRY_DISABLED = '1';
// Nothing is taken from an earlier build: it may have had other content.
await build({ logLevel: 'warn', force: true, outDir: process.env.BUILD_DIR ?? 'dist' });
