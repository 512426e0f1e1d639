import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtSnippet, partnerPage } from '../support/partner-site.ts';

const GOOD = partnerPage(builtSnippet('sv') + builtSnippet('ar'));
const BAD = partnerPage(`<form>${builtSnippet('sv')}</form>`);

let folder: string;
let server: Server;
let origin: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'partner-'));
  server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://partner');
    const type = pathname === '/data' ? 'application/json' : 'text/html; charset=utf-8';
    const policy = searchParams.get('csp');
    if (policy !== null) response.setHeader('Content-Security-Policy', policy);
    response.writeHead(pathname === '/gone' ? 404 : 200, { 'Content-Type': type });
    response.end(GOOD);
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

/** What the command says of pages, and the code it ends with. */
async function check(names: readonly string[], today = '2026-11-23') {
  const command = spawn(process.execPath, ['scripts/embed-check.ts', ...names], {
    env: { ...process.env, TODAY: today },
  });
  let said = '';
  for (const output of [command.stdout, command.stderr]) {
    output.on('data', (chunk: Buffer) => (said += chunk.toString()));
  }
  const code = await new Promise<number | null>((resolve) => command.once('close', resolve));
  return { code, said };
}

function file(html: string | Buffer): string {
  const path = join(folder, `${Math.random().toString(36).slice(2)}.html`);
  writeFileSync(path, html);
  return path;
}

describe('npm run embed-check', () => {
  test('finds nothing wrong with the built numbers on a page, saved or served, and ends with 0', async () => {
    for (const name of [file(GOOD), `${origin}/`]) {
      expect(await check([name])).toEqual({
        code: 0,
        said: 'Inget att rätta. Länkarna leder till http://127.0.0.1:4321. Den adressen finns bara på den egna datorn: hämta filen på er webbplats.\n',
      });
    }
  });

  test('says what is wrong, a line each, and ends with 1', async () => {
    const { code, said } = await check([file(BAD)]);
    expect(code).toBe(1);
    expect(said).toBe('Rad 4: Koden ligger inne i ett formulär (<form>). Flytta ut den.\n');
  });

  test('knows the day: from the month that the numbers name they are out of date', async () => {
    const { code, said } = await check([file(partnerPage(builtSnippet('sv')))], '2026-12-01');
    expect(code).toBe(1);
    expect(said).toContain('före 2026-12');
  });

  test('reads the policy that comes with a page', async () => {
    const { code, said } = await check([`${origin}/?csp=style-src%20'self'`]);
    expect(code).toBe(1);
    expect(said).toMatch(/Lägg till 'sha256-[\w+/]+=' i style-src/u);
  });

  test('reads a page in the coding that it names', async () => {
    // Latin-1 has no word joiner: references stand for what it lacks.
    const html = partnerPage(builtSnippet('sv'))
      .replace('utf-8', 'iso-8859-1')
      .replace(/[^\0-\xff]/gu, (letter) => `&#${letter.codePointAt(0)};`);
    expect(await check([file(Buffer.from(html, 'latin1'))])).toMatchObject({ code: 0 });
  });

  const UNREADABLE: Record<string, () => string> = {
    'a file that is not there': () => join(folder, 'nowhere.html'),
    'an address where nothing answers': () => 'http://127.0.0.1:9/',
    'a page that does not exist': () => `${origin}/gone`,
    'something that is no page': () => `${origin}/data`,
  };

  test.each(Object.entries(UNREADABLE))(
    'ends with 2 for %s, in a sentence',
    async (_name, name) => {
      const { code, said } = await check([name()]);
      expect(code).toBe(2);
      expect(said).toMatch(/^\S.*[.)]\n$/u);
      expect(said).not.toContain('    at ');
    },
  );

  test('loses nothing of the other pages when one cannot be read', async () => {
    const [bad, good] = [file(BAD), file(GOOD)];
    const { code, said } = await check([bad, join(folder, 'nowhere.html'), good]);
    expect(code).toBe(2);
    expect(said).toContain(`${bad}: Rad 4: `);
    expect(said).toContain(`${good}: Inget att rätta.`);
  });

  test('ends with 2 when no page is named, and says how to name one', async () => {
    const { code, said } = await check([]);
    expect(code).toBe(2);
    expect(said).toContain('npm run embed-check -- ');
  });
});
