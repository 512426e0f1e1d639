import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Numbers that services have given up, or that others give out by mistake for a place they do not serve. */
const WITHDRAWN = ['020505050', '+4620505050', '020290390', '020708003', '0104440500'];

const files = readdirSync('content', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => `${entry.parentPath}/${entry.name}`);

test.each(files)('%s holds no number that is no longer right', (file) => {
  const digits = readFileSync(file, 'utf8').replace(/[\s\u00a0‑–()./-]/gu, '');
  for (const number of WITHDRAWN) expect(digits).not.toContain(number);
});
