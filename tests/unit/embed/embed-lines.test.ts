import { describe, expect, test } from 'vitest';
import { embedLines } from '../../../src/embed/embed-lines.ts';
import type { Helpline } from '../../../src/helplines/helpline.ts';
import type { Locale } from '../../../src/i18n/locales.ts';
import { line } from '../helplines/fixtures.ts';
import { LINES } from './fixtures.ts';

const BASE = LINES.slice(0, 3);

const others = (extra: readonly Helpline[], locale: Locale = 'sv'): string[] =>
  embedLines([...BASE, ...extra], locale)
    .folded.map(({ id }) => id)
    .filter((id) => id !== 'bris');

describe('the lines of an embed', () => {
  test('are 112 and 116 016 in sight, and 116 111 first under the fold, in every language', () => {
    for (const locale of ['sv', 'ar', 'uk'] as const) {
      const { shown, folded } = embedLines(LINES, locale);
      expect(shown.map(({ id }) => id)).toEqual(['sos-112', 'kvinnofridslinjen']);
      expect(folded[0]?.id).toBe('bris');
    }
  });

  test('are joined by those that answer in the language, or in many', () => {
    const extra = [
      line({ id: 'a', order: 2, languages: ['sv', 'ar'] }),
      line({ id: 'b', order: 3, languages: ['sv', 'many'] }),
      line({ id: 'c', order: 4, languages: ['sv'] }),
    ];
    expect(others(extra, 'ar')).toEqual(['a', 'b']);
    expect(others(extra, 'fi')).toEqual(['b']);
  });

  test('are the same in easy Swedish as in Swedish', () => {
    expect(others([line()], 'sv-x-lattlast')).toEqual(['lyktan']);
  });

  test('are joined by three at most, the first of their page', () => {
    const extra = [5, 4, 3, 2].map((order) => line({ id: `line-${order}`, order }));
    expect(others(extra)).toEqual(['line-2', 'line-3', 'line-4']);
  });

  test('are joined by none without a number', () => {
    expect(others([line({ phone: null })])).toEqual([]);
  });

  test('are joined by none that was never checked, or too long before the others', () => {
    expect(others([line({ checked: null }), line({ checked: '2025-01-01' })])).toEqual([]);
  });

  test('are joined by none for those who use violence', () => {
    expect(others([line({ group: 'stop' })])).toEqual([]);
  });
});
