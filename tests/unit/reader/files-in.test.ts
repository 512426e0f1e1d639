import { expect, test } from 'vitest';
import { contentsOf } from '../../../src/reader/files-in.ts';
import { MAX_FILE_BYTES } from '../../../src/reader/letters-in.ts';

/** A file that a browser names, and cannot read. */
const unreadable = (text: string, name: string): File =>
  Object.assign(new File([text], name), {
    arrayBuffer: () => Promise.reject(new Error('NotFoundError')),
  });

test('a folder, or a file whose stick was pulled, is told among those that are read', async () => {
  const files = [unreadable('', 'mapp'), new File(['hej'], 'brev.asc')];
  expect(await contentsOf(files)).toEqual([
    { name: 'mapp', content: { ok: false, problem: 'unreadable-file' } },
    { name: 'brev.asc', content: { ok: true, value: new TextEncoder().encode('hej') } },
  ]);
});

test('a file that is too large is not read', async () => {
  const [file] = await contentsOf([unreadable('a'.repeat(MAX_FILE_BYTES + 1), 'film.mp4')]);
  expect(file?.content).toEqual({ ok: false, problem: 'too-large' });
});

test('a file name cannot be turned round', async () => {
  const [file] = await contentsOf([new File([], 'brev\u202ecsa.exe')]);
  expect(file?.name).toBe('brev⟨U+202E⟩csa.exe');
});
