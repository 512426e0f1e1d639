import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { layOut } from '../../../src/campaign/lay-out.ts';
import type { Manifest } from '../../../src/campaign/manifest.ts';
import { readNotes, sha256, writeFolder } from '../../../src/campaign/store.ts';

const BYTES = new TextEncoder().encode('a sheet');
const NOTES = { office: { bytes: BYTES.length, sha256: sha256(BYTES) } };
let base: string;
let folder: string;
beforeEach(async () => {
  base = mkdtempSync(join(tmpdir(), 'store-'));
  folder = join(base, 'sheet');
  await writeFolder(folder, new Map([['office', BYTES]]), NOTES);
});
afterEach(() => rmSync(base, { recursive: true }));

test('what stands as it was noted is taken from the store', async () => {
  expect(await readNotes(folder)).toEqual(NOTES);
});

test.each([
  ['a file that was cut', () => writeFileSync(join(folder, 'office'), 'a')],
  ['a file that grew', () => appendFileSync(join(folder, 'office'), 'a')],
  ['a file that is gone', () => rmSync(join(folder, 'office'))],
  ['notes that were cut', () => writeFileSync(join(folder, 'notes.json'), '{"office"')],
])('%s is not taken: the sheet is made anew', async (_what, spoil) => {
  spoil();
  expect(await readNotes(folder)).toBeNull();
  await writeFolder(folder, new Map([['office', BYTES]]), NOTES);
  expect(await readNotes(folder)).toEqual(NOTES);
});

test('what is done to a file that was laid out does not reach the store', async () => {
  const files = new Map([['sheet.pdf', join(folder, 'office')]]);
  const manifest: Manifest = {
    version: 2,
    demonstration: true,
    address: 'https://example.org',
    pieces: [],
    bundles: [],
    booklets: [],
    texts: [],
    embeds: [],
  };
  const kit = { manifest, files, drawn: 0, bookletsCheckBy: '2026-11' };
  const out = join(base, 'material');
  await layOut(kit, out);
  expect(existsSync(join(out, 'manifest.json'))).toBe(true);
  appendFileSync(join(out, 'sheet.pdf'), 'spoilt');
  expect(readFileSync(join(folder, 'office'))).toEqual(Buffer.from(BYTES));
});
