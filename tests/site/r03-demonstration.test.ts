import { get } from 'node:http';
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { startSite } from '../support/site-server.ts';

const PUBLIC: Record<string, Record<string, string>> = {
  'a public address': { SITE_URL: 'https://example.org' },
  'a host that others reach': { HOST: '0.0.0.0' },
};

describe.each(Object.entries(PUBLIC))('R3: a demonstration with %s', (_name, env) => {
  test('shows telephone numbers instead of every form, and the endpoint refuses', async () => {
    const site = await startSite(env);
    for (const path of ['/sv/skriv/', '/ar/skriv/rad/', '/en/skriv/arbete/', '/sv/sluta/skriv/']) {
      const { document } = parseHTML(await (await fetch(site.origin + path)).text());
      expect(document.querySelector('form'), path).toBeNull();
      expect(document.querySelector('main a[href^="tel:"]'), path).not.toBeNull();
    }
    // No other spelling of the address leads around the telephone numbers.
    for (const path of ['/sv/skriv', '/sv/skriv/index.html', '/sv/skriv/index', '/sv/%73kriv/']) {
      expect(await (await fetch(site.origin + path)).text(), path).not.toContain('<form');
    }
    const stop = parseHTML(await (await fetch(`${site.origin}/sv/sluta/skriv/`)).text()).document;
    expect(stop.querySelector('a[href="/sv/ring/"]')).toBeNull();
    const answer = await fetch(`${site.origin}/api/referrals/`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/octet-stream', Origin: 'https://example.org' },
      body: new Uint8Array(17_535),
    });
    expect(answer.status).toBe(403);
    await site.stop();
  });
});

test('R3: a proxy before a demonstration gets no form either', async () => {
  const site = await startSite();
  const { port } = new URL(site.origin);
  const html = await new Promise<string>((resolve, reject) => {
    get(
      { port, host: '127.0.0.1', path: '/sv/skriv/', headers: { Host: 'example.org' } },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part: string) => (text += part));
        answer.once('end', () => resolve(text));
      },
    ).once('error', reject);
  });
  expect(html).toContain('tel:116016');
  expect(html).not.toContain('<form');
  await site.stop();
});
