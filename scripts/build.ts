// `npm run build`: the whole site, and what the server needs to serve it, into dist/.
import { build } from 'astro';

process.env.ASTRO_TELEMETRY_DISABLED = '1';
await build({ logLevel: 'warn' });
