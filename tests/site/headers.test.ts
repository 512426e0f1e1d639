import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSite, type SiteServer } from '../support/site-server.ts';

let site: SiteServer;
let behindTls: SiteServer;
beforeAll(async () => {
  site = await startSite();
  behindTls = await startSite({ SITE_URL: 'https://example.org' });
});
afterAll(() => Promise.all([site.stop(), behindTls.stop()]));

const REQUESTS: Record<string, (origin: string) => Promise<Response>> = {
  'a page': (origin) => fetch(`${origin}/ar/`),
  'a page without its last slash': (origin) => fetch(`${origin}/ar`),
  'the icon nobody has': (origin) => fetch(`${origin}/favicon.ico`),
  'a page that does not exist': (origin) => fetch(`${origin}/nowhere/`),
  'an address that is none': (origin) => fetch(`${origin}//%`),
  'the data of the help lines': (origin) => fetch(`${origin}/helplines.json`),
  'a wrong method': (origin) => fetch(`${origin}/sv/`, { method: 'DELETE' }),
  'the endpoint, asked without a letter': (origin) => fetch(`${origin}/api/referrals/`),
  'the endpoint, from a stranger': (origin) =>
    fetch(`${origin}/api/referrals/`, { method: 'POST', body: 'x' }),
};

const NAMES = [
  'content-security-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'x-content-type-options',
  'permissions-policy',
  'referrer-policy',
  'cache-control',
  'request-otr',
];

describe.each(Object.entries(REQUESTS))('%s', (_name, request) => {
  test('has every security header, and neither cookie nor the name of a program', async () => {
    const { headers } = await request(site.origin);
    for (const name of NAMES) expect(headers.get(name), name).not.toBeNull();
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('set-cookie')).toBeNull();
    expect(headers.get('server') ?? headers.get('x-powered-by')).toBeNull();
    expect(headers.get('strict-transport-security')).toBeNull();
  });

  test('has HSTS behind TLS', async () => {
    const { headers } = await request(behindTls.origin);
    expect(headers.get('strict-transport-security')).toContain('max-age=63072000');
  });
});

test('a page that stood open during a build still gets a lock: that of today', async () => {
  const text = async (path: string) => (await fetch(site.origin + path)).text();
  const page = await text('/sv/skriv/');
  const today = /data-lock="([^"]+)"/u.exec(page)?.[1] ?? '';
  expect(await text('/l.00000000.js')).toBe(await text(today));
  expect((await fetch(`${site.origin}/l.0000000g.js`)).status).toBe(404);
});

const RAW: Record<string, string> = {
  'no request at all': 'GARBAGE\r\n\r\n',
  'a request without a host': 'GET /sv/ HTTP/1.1\r\n\r\n',
  'a host that is no name': 'GET /sv/ HTTP/1.1\r\nHost: a b\r\n\r\n',
  'a header that is too large': `GET / HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(20_000)}\r\n\r\n`,
  'two lengths':
    'POST /api/referrals/ HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx',
  'an expectation nobody meets':
    'GET / HTTP/1.1\r\nHost: x\r\nExpect: tea\r\nConnection: close\r\n\r\n',
  'TRACE on the endpoint': 'TRACE /api/referrals/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
};

test.each(Object.entries(RAW))('%s is refused with every security header', async (_name, raw) => {
  const answer = await exchange(new URL(site.origin).port, raw);
  expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /u);
  for (const name of NAMES) expect(answer.toLowerCase()).toContain(`\r\n${name}: `);
});

test('a page has one address only', async () => {
  const redirected = await fetch(`${site.origin}/sv/skriv`, { redirect: 'manual' });
  expect(redirected.status).toBe(308);
  expect(redirected.headers.get('location')).toBe('/sv/skriv/');
  for (const path of ['/sv/skriv/index.html', '/sv/%73kriv/', '/index.html.br', '/404.html']) {
    expect((await fetch(site.origin + path)).status, path).toBe(404);
  }
});

test('one policy for the whole site allows nothing unsafe and nothing from elsewhere', async () => {
  const policies = await Promise.all(
    ['/', '/sv/skriv/', '/nowhere/'].map(
      async (path) =>
        (await fetch(site.origin + path)).headers.get('content-security-policy') ?? '',
    ),
  );
  expect(new Set(policies).size).toBe(1);
  const [policy = ''] = policies;
  expect(policy).toMatch(/^default-src 'none';/u);
  expect(policy).not.toMatch(/unsafe|\*|https?:/u);
  expect(policy).toContain("frame-ancestors 'none'");
});

test('a page that does not exist helps all the same', async () => {
  const answer = await fetch(`${site.origin}/nowhere/`);
  expect(answer.status).toBe(404);
  const html = await answer.text();
  for (const word of ['tel:112', 'tel:116016', 'lang="ar"', 'lang="en"'])
    expect(html).toContain(word);
});

test('nginx and content delivery networks get the same headers from files', async () => {
  const { headers } = await fetch(`${behindTls.origin}/sv/`);
  const nginx = readFileSync('dist/headers/nginx.conf', 'utf8');
  const file = readFileSync('dist/headers/_headers', 'utf8');
  for (const name of [...NAMES, 'strict-transport-security']) {
    const value = headers.get(name) ?? '';
    expect(nginx.toLowerCase()).toContain(`add_header ${name} "${value.toLowerCase()}" always;`);
    expect(file.toLowerCase()).toContain(`  ${name}: ${value.toLowerCase()}\n`);
  }
});

/** What comes back for bytes that need not be a request. */
function exchange(port: string, raw: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(raw));
    socket.setTimeout(5_000, () => socket.destroy(new Error('no answer')));
    socket.on('data', (part: Buffer) => {
      parts.push(part);
      if (Buffer.concat(parts).includes('\r\n\r\n')) socket.end();
    });
    socket.once('error', reject);
    socket.once('close', () => resolve(Buffer.concat(parts).toString()));
  });
}

test('a wrong address among the pages for those who use violence leads to none of the others', async () => {
  const answer = await fetch(`${site.origin}/sv/sluta/nope/`);
  expect(answer.status).toBe(404);
  const links = [...(await answer.text()).matchAll(/href="(\/[^"]*)"/gu)].map(([, path]) => path);
  expect(links.length).toBeGreaterThan(5);
  for (const path of links) expect(path).toMatch(/^\/([^/]+\/sluta\/|v\/)/u);
});
