import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { launchProblems } from '../../../src/area/launch-check.ts';
import { readProfile, type Profile } from '../../../src/area/profile.ts';

const shipped = readProfile(readFileSync('content/area/profile.json', 'utf8'), 'profile.json');
const certificate = { file: 'a.asc', fingerprint: 'A'.repeat(40) };
const ready: Profile = {
  ...shipped,
  status: { value: 'active', date: '2026-11-22', confirmedBy: 'N. N.' },
  publisher: { name: 'N. N.', email: 'n@example.org', phone: '08-0' },
  inboxes: shipped.inboxes.map((inbox) => ({
    ...inbox,
    address: 'n@example.org',
    certificates: [certificate],
  })),
  replyDays: ['mon'],
  deputy: 'N. N.',
};

test('the profile as it ships is refused, each unknown fact named with its field', () => {
  const said = launchProblems({ profile: shipped, facts: [], unread: [], certificates: [] }).join(
    '\n',
  );
  for (const field of [
    'confirmedBy',
    'publisher',
    'address',
    'certificates',
    'replyDays',
    'deputy',
    'legalReview',
  ]) {
    expect(said).toContain(field);
  }
});

test('old, unchecked and unread things are named', () => {
  const facts = [
    { id: 'a', freshness: 'stale' },
    { id: 'b', freshness: 'undated' },
    { id: 'c', freshness: 'old' },
  ] as const;
  const said = launchProblems({
    profile: ready,
    facts,
    unread: ['ti'],
    certificates: ['a.asc ends in 20 days'],
  }).join('\n');
  expect(said).toContain('check again: a');
  expect(said).toContain('write the day: b');
  expect(said).toContain('ti');
  expect(said).toContain('a.asc ends in 20 days');
});

test('with everything settled only the lawyer’s approval is left', () => {
  const problems = launchProblems({ profile: ready, facts: [], unread: [], certificates: [] });
  expect(problems.length).toBe(1);
  expect(problems[0]).toContain('lawyer');
});
