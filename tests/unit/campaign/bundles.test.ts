import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeBundles } from '../../../src/campaign/bundles.ts';
import type { Piece } from '../../../src/campaign/manifest.ts';

let store: string;
beforeEach(() => {
  store = mkdtempSync(join(tmpdir(), 'bundles-'));
});
afterEach(() => rmSync(store, { recursive: true }));

const sheet = (locale: Piece['locale'], reviewed: boolean, second: Piece['second'] = null) =>
  ({
    file: `${locale}${second ?? ''}.pdf`,
    campaign: 'neighbour',
    format: 'a4',
    locale,
    second,
    reviewed,
    sha256: `${locale}${second ?? ''}`,
    checkBy: '2026-12',
  }) as Piece;

async function bundled(pieces: readonly Piece[]): Promise<string[]> {
  const files = new Map<string, string>();
  for (const { file } of pieces) {
    files.set(file, join(store, file));
    writeFileSync(join(store, file), file);
  }
  const bundles = await makeBundles(pieces, files, { store, papersOf: () => new Map() });
  return bundles.map(({ file }) => file);
}

test('everything that is read is a bundle once it is more than one language', async () => {
  const one = [sheet('sv', true), sheet('fi', false), sheet('sv', false, 'fi')];
  expect(await bundled(one)).toEqual(['material-sv.zip', 'material-fi.zip']);
  const two = [sheet('sv', true), sheet('fi', true), sheet('sv', true, 'fi')];
  expect(await bundled(two)).toEqual(['material-sv.zip', 'material-fi.zip', 'material-alla.zip']);
});
