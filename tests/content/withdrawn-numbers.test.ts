import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { WITHDRAWN, withdrawnIn } from '../support/withdrawn-numbers.ts';

const files = readdirSync('content', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => `${entry.parentPath}/${entry.name}`);

test.each(files)('%s holds no number that is no longer right', (file) => {
  expect(withdrawnIn(readFileSync(file, 'utf8'))).toEqual([]);
});

test.each(WITHDRAWN)('%s is found however it is written', (number) => {
  const [one, other, rest] = [number.slice(0, 3), number.slice(3, 6), number.slice(6)];
  for (const text of [
    `${one}-${other} ${rest}`,
    `${one}\u00a0${other}\u00a0${rest}`,
    `tel:${number}`,
    `(${one}) ${other}.${rest}`,
  ])
    expect(withdrawnIn(`Ring ${text}.`)).toContain(number);
});
