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
import type { Manifest, Piece } from '../../../src/campaign/manifest.ts';
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
    version: 3,
    demonstration: true,
    address: 'https://example.org',
    pieces: [],
    previews: [],
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

test('numbers that lead to another site than the sheets are not laid out', async () => {
  const sheet = { file: 'a.pdf', sha256: 'a', locale: 'sv' } as Piece;
  const manifest: Manifest = {
    version: 3,
    demonstration: false,
    address: 'https://example.org',
    pieces: [sheet],
    previews: [],
    bundles: [],
    booklets: [],
    texts: [],
    embeds: [],
  };
  const kit = { manifest, files: new Map(), drawn: 0, bookletsCheckBy: '2026-11' };
  const laidOut = (origin: string, demonstration: boolean) => {
    const out = mkdtempSync(join(base, 'material-'));
    const text = `<div data-before="2027-01" data-newest="${origin}/material/numren-sv.txt"></div>`;
    writeFileSync(join(out, 'numren-sv.txt'), text);
    return layOut({ ...kit, manifest: { ...manifest, demonstration } }, out);
  };
  await expect(laidOut('https://example.org', false)).resolves.toBeUndefined();
  await expect(laidOut('https://example.org.example', false)).rejects.toThrow(
    'numren-sv.txt leads to https://example.org.example/material/numren-sv.txt, the sheets to https://example.org',
  );
  await expect(laidOut('http://127.0.0.1:4321', true)).resolves.toBeUndefined();
});
