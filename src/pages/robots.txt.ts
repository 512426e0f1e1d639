import type { APIRoute } from 'astro';

/** Everything may be listed; pages that are answers, not places, say so themselves. */
export const GET: APIRoute = ({ site }) =>
  new Response(`User-agent: *\nAllow: /\nSitemap: ${new URL('/sitemap.xml', site).href}\n`);
