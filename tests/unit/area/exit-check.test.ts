import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { selfSigned } from '../../support/self-signed.ts';

const HOST = 'localhost';
const tls = selfSigned(HOST);

/** What a stand-in does, by path; everything else is missing. */
type Pages = Readonly<Record<string, (response: ServerResponse) => void>>;

const page =
  (headers: Record<string, string> = {}) =>
  (response: ServerResponse) => {
    response.writeHead(200, { 'Content-Type': 'text/html', ...headers });
    response.end('<!doctype html><title>Weather</title>');
  };
const redirect = (location: string) => (response: ServerResponse) =>
  response.writeHead(302, { Location: location }).end();

const PLAIN: Pages = {
  '/': page({ 'Set-Cookie': 'balance=1; Path=/; Secure', 'Cache-Control': 'no-cache' }),
  '/moved': redirect('/'),
  '/loop': redirect('/loop'),
  '/elsewhere': redirect('https://elsewhere.example/page'),
  '/slow': (response) => setTimeout(page(), 2300, response),
  '/kept': page({ 'Set-Cookie': 'you=7; Max-Age=86400' }),
  '/taken': page({ 'Set-Cookie': 'you=; Expires=Thu, 01 Jan 1970 00:00:00 GMT' }),
  '/varies': page({ Vary: 'Accept-Encoding, Cookie' }),
  '/private': page({ 'Cache-Control': 'private, max-age=0' }),
};
const ASSET_LINKS = [{ relation: ['delegate_permission/common.handle_all_urls'], target: {} }];
const WITH_APPS: Pages = {
  '/': page(),
  '/.well-known/assetlinks.json': (response) => response.end(JSON.stringify(ASSET_LINKS)),
  '/apple-app-site-association': (response) => response.end('{"applinks":{"details":[{}]}}'),
};
const WITH_OTHER_FILES: Pages = {
  '/': page(),
  // Passwords shared with an app open nothing; nor does a page that says that there is no such page.
  '/.well-known/apple-app-site-association': (response) => response.end('{"webcredentials":{}}'),
  '/.well-known/assetlinks.json': page(),
};

let folder: string;
const servers: Server[] = [];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'exits-'));
  mkdirSync(join(folder, 'area'));
  writeFileSync(join(folder, 'cert.pem'), tls.cert);
});
afterAll(() => {
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true });
});

/** Serves pages over TLS on this machine; gives the origin. */
async function serve(pages: Pages): Promise<string> {
  const server = createServer(tls, (request, response) => {
    const answer = pages[request.url ?? ''];
    if (answer) answer(response);
    else response.writeHead(404).end('nothing here');
  }).listen(0, HOST);
  servers.push(server);
  await new Promise((resolve) => server.once('listening', resolve));
  return `https://${HOST}:${(server.address() as AddressInfo).port}`;
}

/** What `npm run exit-check` says when every language has the first of these, but those named. */
async function check(exits: Readonly<Record<string, string>>) {
  const shipped = JSON.parse(readFileSync('content/area/profile.json', 'utf8')) as {
    locales: string[];
  };
  const [first] = Object.values(exits);
  const urls = shipped.locales.map((locale) => [locale, { url: exits[locale] ?? first }]);
  const profile = { ...shipped, exits: Object.fromEntries(urls) as unknown };
  writeFileSync(join(folder, 'area', 'profile.json'), JSON.stringify(profile));
  const env = {
    ...process.env,
    CONTENT_DIR: folder,
    NODE_EXTRA_CA_CERTS: join(folder, 'cert.pem'),
  };
  const command = spawn(process.execPath, ['scripts/exit-check.ts'], { env });
  let said = '';
  for (const output of [command.stdout, command.stderr]) {
    output.on('data', (chunk: Buffer) => (said += chunk.toString()));
  }
  const code = await new Promise<number | null>((resolve) => command.once('close', resolve));
  return { code, lines: said.trim().split('\n') };
}

test('D13: a plain site that answers at once, and what it does in itself, is right', async () => {
  const [plain, other] = [await serve(PLAIN), await serve(WITH_OTHER_FILES)];
  const { code, lines } = await check({
    sv: `${plain}/`,
    ar: `${plain}/moved`,
    fa: `${plain}/taken`,
    so: `${other}/`,
  });
  expect(lines).toHaveLength(4);
  for (const line of lines) expect(line).toMatch(/: nothing to change$/u);
  expect(lines[0]).toContain(`${plain}/ (sv, sv-x-lattlast, en, fi, ti,`);
  expect(code).toBe(0);
});

test('D13: each fault is named with its destination, its languages and what to do', async () => {
  const [plain, apps, closed] = [await serve(PLAIN), await serve(WITH_APPS), await serve({})];
  servers.at(-1)?.close();
  const { code, lines } = await check({
    sv: `${plain}/`,
    en: `${plain}/missing`,
    fi: `${plain}/slow`,
    ar: `${plain}/elsewhere`,
    fa: `${plain}/loop`,
    so: `${plain}/kept`,
    ti: `${plain}/varies`,
    pl: `${plain}/private`,
    es: `${closed}/`,
    uk: `${apps}/`,
    tr: `${apps}/`,
  });
  const about = (locale: string): string[] =>
    lines.filter((line) => new RegExp(`\\((?:.+, )?${locale}(?:, .+)?\\)`, 'u').test(line));
  const expected = {
    en: /answers with 404, not with 200: write/u,
    fi: /took 2\d{3} ms: after 2000 ms people press again; choose a faster one/u,
    ar: /leads on to https:\/\/elsewhere\.example\/page: write that address/u,
    fa: /leads on to .+\/loop, and on and on/u,
    so: /keeps the cookie "you" when the browser is closed.+; choose another/u,
    ti: /by cookie \(Vary\).+; choose another/u,
    pl: /Cache-Control: private.+; choose another/u,
    es: /does not answer \(ECONNREFUSED\).+choose another/u,
  };
  for (const [locale, sentence] of Object.entries(expected)) {
    expect(about(locale), locale).toHaveLength(1);
    expect(about(locale)[0]).toMatch(sentence);
  }
  expect(about('uk')).toEqual([
    `- ${apps}/ (uk, tr) may open an app on Android (/.well-known/assetlinks.json), and our page stays open in the browser; choose another`,
    `- ${apps}/ (uk, tr) may open an app on an iPhone (/apple-app-site-association), and our page stays open in the browser; choose another`,
  ]);
  expect(code).toBe(1);
});
