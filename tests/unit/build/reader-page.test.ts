import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readerPage, writeReader } from '../../../src/build/reader-page.ts';

const folder = mkdtempSync(join(tmpdir(), 'reader-'));
const file = join(folder, 'reader.html');

afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('two builds give the same bytes, with their digest beside them', async () => {
  const digest = await writeReader(file);
  const page = readFileSync(file, 'utf8');
  expect(page).toBe(await readerPage());
  expect(digest).toBe(createHash('sha256').update(page).digest('hex'));
  expect(readFileSync(`${file}.sha256`, 'utf8')).toBe(`${digest}  reader.html\n`);
});

test('the page names nothing outside itself, and its policy allows nothing outside it', async () => {
  const page = await readerPage();
  const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]+)"/u.exec(page) ?? [];
  expect(policy?.split('; ')).toEqual([
    "default-src 'none'",
    expect.stringMatching(/^script-src 'sha256-[^' ]+'$/u),
    expect.stringMatching(/^style-src 'sha256-[^' ]+'$/u),
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
  ]);
  const [head = '', script = ''] = page.split('<script>');
  expect(head).not.toMatch(/\s(?:src|href|action|style)=|url\(|@import/u);
  expect(script.match(/<\/script>/gu)).toHaveLength(1);
  expect(script).not.toMatch(/localStorage|sessionStorage|indexedDB|document\.cookie|innerHTML/u);
});
