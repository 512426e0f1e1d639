import { expect, test } from 'vitest';
import { markOf, outerSubject } from '../../../src/referral/mark.ts';
import { makeSubmissionId } from './fixtures.ts';

test('a mark has four characters that nobody takes for one another, and a dash', () => {
  for (let round = 0; round < 2000; round += 1) {
    expect(markOf(makeSubmissionId())).toMatch(/^[2-9CFHJKPRTVWX]{2}-[2-9CFHJKPRTVWX]{2}$/);
  }
});

test('a retry keeps its mark, since the mark follows from the submission id alone', () => {
  const id = makeSubmissionId();
  expect(markOf(id)).toBe(markOf(id.slice()));
});

test('marks of a busy month hardly ever collide', () => {
  const marks = new Set(Array.from({ length: 100 }, () => markOf(makeSubmissionId())));
  expect(marks.size).toBeGreaterThan(95);
});

test('the outer subject is a constant word and the mark', () => {
  expect(outerSubject('K7-42')).toBe('Post K7-42');
});
