import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withdrawnIn } from '../support/withdrawn-numbers.ts';

const files = readdirSync('content', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => `${entry.parentPath}/${entry.name}`);

test.each(files)('%s holds no number that is no longer right', (file) => {
  expect(withdrawnIn(readFileSync(file, 'utf8'))).toEqual([]);
});

test('a number is found however it is written', () => {
  for (const text of ['020-50 50 50', '020\u00a0505\u00a0050', 'tel:+4620505050', '(020) 50.50.50'])
    expect(withdrawnIn(`Ring ${text}.`)).toHaveLength(1);
});
