import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { FREE_REQUESTS, KEY_LIFETIME_MS, MOST_PROOFS } from '../../../src/intake/gate/gate.ts';
import { MAX_WAITING_SUBMISSIONS } from '../../../src/intake/spool-contract.ts';

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

test('the reckoning of a flood is that of the code', () => {
  const share = FREE_REQUESTS + MOST_PROOFS;
  expect(KEY_LIFETIME_MS).toBe(10 * 60_000);
  expect(page).toContain(`no limit until a network has made ${FREE_REQUESTS} requests`);
  expect(page).toContain(`at most ${MOST_PROOFS} proofs`);
  expect(page).toContain(`${share} submissions in ten minutes: `);
  expect(page).toContain(`${Math.ceil(MAX_WAITING_SUBMISSIONS / share)} networks fill the spool`);
  const spool = MAX_WAITING_SUBMISSIONS.toLocaleString('en-US');
  const said = [...page.matchAll(/spool of ([\d,]*\d)/gu)].map(([, number]) => number);
  expect(new Set(said)).toEqual(new Set([spool]));
  const operations = readFileSync('docs/OPERATIONS.md', 'utf8');
  expect(operations).toContain(`At most ${spool} submissions wait`);
});
