import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';

const NUMBERS = Array.from({ length: 18 }, (_, index) => `R${index + 1}`);

const page = readFileSync('docs/THREAT-MODEL.md', 'utf8');
const rows = new Map(
  [...page.matchAll(/^\| (R\d+) \|.*\| (.*) \|$/gmu)].map(([, number = '', tests = '']) => [
    number,
    [...tests.matchAll(/`([^`]+)`/gu)].map(([, path = '']) => path),
  ]),
);

test('every requirement has a row with its tests, and every file named there exists', () => {
  expect([...rows.keys()]).toEqual(NUMBERS);
  for (const [number, paths] of rows) {
    for (const path of paths) expect(existsSync(path), path).toBe(true);
    expect(paths, number).not.toEqual([]);
  }
});

test('every test named after a requirement stands in its row', () => {
  const files = readdirSync('tests', { recursive: true }).map(String);
  const named = files.filter((file) => /^r\d\d-.*\.(?:test|spec)\.ts$/u.test(basename(file)));
  expect(named.length).toBeGreaterThan(NUMBERS.length);
  for (const file of named) {
    const number = `R${Number(basename(file).slice(1, 3))}`;
    expect(rows.get(number), file).toContain(`tests/${file}`);
  }
});
