import { expect, test } from 'vitest';
import { SHELVES } from '../../../../src/campaign/shelves.ts';
import type { Piece } from '../../../../src/campaign/manifest.ts';
import { groupsOf, type Block } from '../../../../src/components/kit/blocks.ts';
import type { Locale } from '../../../../src/i18n/locales.ts';

const piece = (locale: Locale, change: Partial<Piece> = {}): Piece => ({
  file: `x-${locale}.pdf`,
  campaign: 'neighbour',
  format: 'a4',
  locale,
  second: null,
  use: 'office',
  type: 'application/pdf',
  bytes: 1,
  sha256: '0'.repeat(64),
  made: '2026-11',
  checkBy: '2027-05',
  unchecked: [],
  reviewed: locale === 'sv',
  alt: 'x',
  label: 'x',
  preview: 'x.webp',
  free: null,
  ...change,
});
const shelf = (id: string) => SHELVES.find((candidate) => candidate.id === id)!;
const languages = (blocks: readonly Block[]) => blocks.map((block) => block.languages.join(' + '));

test('translations that nobody has read stand in a group of their own, the language of the page first', () => {
  const pieces = (['sv', 'en', 'ar', 'fi'] as const).map((locale) => piece(locale));
  const groups = groupsOf(pieces, shelf('stairwell'), 'ar');
  expect(groups.map(({ id, one }) => [id, languages(one)])).toEqual([
    ['ready', ['sv']],
    ['unread', ['ar', 'en', 'fi']],
  ]);
});

test('a group tells every month that its own sheets end in, the first one first', () => {
  const pieces = [piece('sv'), piece('sv', { checkBy: '2026-11' }), piece('en')];
  const groups = groupsOf(pieces, shelf('stairwell'), 'sv');
  expect(groups.map(({ months }) => months)).toEqual([['2026-11', '2027-05'], ['2027-05']]);
});

test('a translation that has been read is ready to use', () => {
  const pieces = [piece('sv'), piece('fi', { reviewed: true })];
  const groups = groupsOf(pieces, shelf('stairwell'), 'sv');
  expect(groups.map(({ id, one }) => [id, languages(one)])).toEqual([['ready', ['sv', 'fi']]]);
});

test('two languages on one sheet stand apart from single ones', () => {
  const pieces = [piece('sv'), piece('sv', { second: 'ar', reviewed: false })];
  const [ready, unread] = groupsOf(pieces, shelf('stairwell'), 'sv');
  expect(languages(ready?.one ?? [])).toEqual(['sv']);
  expect(languages(unread?.two ?? [])).toEqual(['sv + ar']);
});

test('the own language is cut by campaign and only the first is open; the others open on a tap', () => {
  const pieces = (['sv', 'en'] as const).flatMap((locale) => [
    piece(locale, { campaign: 'support' }),
    piece(locale, { campaign: 'young' }),
  ]);
  const [ready, unread] = groupsOf(pieces, shelf('cubicle'), 'sv');
  expect(ready?.one.map(({ parts, open }) => [parts.map(({ name }) => name), open])).toEqual([
    [['kit.to.support'], true],
    [['kit.to.young'], false],
  ]);
  expect(unread?.one.map(({ parts, open }) => [parts.length, open])).toEqual([[2, false]]);
});

test('what may not stand at a place is left out', () => {
  const pieces = [piece('sv', { campaign: 'support' }), piece('sv', { campaign: 'stop' })];
  expect(groupsOf(pieces, shelf('waiting'), 'sv')).toEqual([]);
});
