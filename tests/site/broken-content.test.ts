import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { otherContent, type OtherContent } from '../support/other-content.ts';

let other: OtherContent;
beforeEach(() => {
  other = otherContent();
});
afterEach(() => {
  other.discard();
});

/** Changes one file of a copy of the content; what the build then says. */
function complaint(file: string, change: (text: string) => string): string {
  const path = join(other.content, file);
  const before = readFileSync(path, 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(path, after);
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/build.ts'], {
    env: { ...process.env, ...other.env },
  });
  expect(status).not.toBe(0);
  return `${stdout.toString()}${stderr.toString()}`;
}

test('a wrong number stops the build with file, field and what to write', () => {
  const said = complaint('helplines/bris.json', (text) => text.replace('"116111"', '"0116-111"'));
  expect(said).toContain('helplines/bris');
  expect(said).toContain('phone.number');
  expect(said).toContain('write the number as +4620555666');
});

test('a wrong hour stops the build with file, field and what to write', () => {
  const said = complaint('helplines/somaya.json', (text) => text.replace('"09:00"', '"9"'));
  expect(said).toContain('helplines/somaya');
  expect(said).toMatch(/hours\.mon/u);
  expect(said).toContain('write');
});

test('a field nobody knows stops the build', () => {
  const said = complaint('helplines/bris.json', (text) => text.replace('{', '{ "altPhone": "1",'));
  expect(said).toContain('helplines/bris');
  expect(said).toContain('altPhone');
});

test('a date that does not exist stops the build', () => {
  const said = complaint('area/profile.json', (text) => text.replace('2026-11-22', '2026-13-22'));
  expect(said).toContain('area/profile.json');
  expect(said).toContain('status.date');
});

test('an exit that is not https stops the build', () => {
  const said = complaint('area/profile.json', (text) => text.replace('https://www', 'http://www'));
  expect(said).toContain('exits.sv.url');
  expect(said).toContain('begins with https://');
});

test.each([
  ['has a user part', 'https://me@www', 'leave out the part before @'],
  ['is the site itself', 'https://127.0.0.1:4321/#', 'this is the site itself'],
])('an exit that %s stops the build', (_, instead, reason) => {
  const said = complaint('area/profile.json', (text) => text.replace('https://www', instead));
  expect(said).toContain('area/profile.json');
  expect(said).toContain(`exits.sv.url: ${reason}`);
});

test('a sentence that a language lacks stops the build with its key', () => {
  const said = complaint('locales/ar/ui.json', (text) =>
    text.replace('"start.heading"', '"start.hading"'),
  );
  expect(said).toContain('locales/ar/ui.json');
  expect(said).toContain('start.heading');
});

test('a help line that no file knows stops the build', () => {
  const said = complaint('locales/sv/pages/spar.mdx', (text) =>
    text.replace('id="sos-112"', 'id="sos-113"'),
  );
  expect(said).toContain('sos-113');
});

test('R3: a certificate with the wrong fingerprint stops the build', () => {
  cpSync(
    '.local/keys/social.public.asc',
    join(other.content, 'area', 'certificates', 'social.asc'),
  );
  const said = complaint('area/profile.json', (text) =>
    text.replace(
      '"certificates": []',
      `"certificates": [{ "file": "social.asc", "fingerprint": "${'A'.repeat(40)}" }]`,
    ),
  );
  expect(said).toContain('social.asc');
  expect(said).toContain('fingerprint');
});
