import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import profile from '../../content/area/profile.json' with { type: 'json' };
import { builtPage } from '../support/built-pages.ts';

const tests = readdirSync('tests/e2e/discreet');
const text = (locale: string): Element =>
  builtPage(`/${locale}/spar/`).document.querySelector('.text')!;
const proofs = (root: Element): string[] =>
  [...root.querySelectorAll('[data-proof]')].map((proof) => proof.getAttribute('data-proof') ?? '');

test.each(profile.locales)(
  '%s: every claim about this site names the tests that prove it',
  (locale) => {
    const items = [...text(locale).querySelectorAll('li')];
    const claims = items.slice(0, items.findLastIndex((item) => proofs(item).length > 0) + 1);
    expect(claims.length).toBeGreaterThan(12);
    for (const claim of claims) {
      const [ids = '', ...others] = proofs(claim);
      expect(others).toEqual([]);
      for (const id of ids.split(' '))
        expect(
          id === 'untested' || tests.some((name) => name.startsWith(`${id}-`)),
          `“${claim.textContent}” rests on ${id || 'nothing'}`,
        ).toBe(true);
    }
    expect(proofs(text(locale))).toEqual(proofs(text('sv')));
  },
);
