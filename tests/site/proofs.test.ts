import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import profile from '../../content/area/profile.json' with { type: 'json' };
import { builtPage } from '../support/built-pages.ts';

const FOLDER = 'tests/e2e/discreet';
/** Each test of a browser, by its file and its title: `d05-d07-webkit.spec.ts D5 to D7 in …`. */
const tests = readdirSync(FOLDER).flatMap((file) =>
  [...readFileSync(`${FOLDER}/${file}`, 'utf8').matchAll(/\btest\(\s*['"`](.+)/gu)].map(
    ([, title]) => `${file} ${title ?? ''}`,
  ),
);
const text = (locale: string): Element =>
  builtPage(`/${locale}/spar/`).document.querySelector('.text')!;
const proofs = (root: Element): string[] =>
  [...root.querySelectorAll('[data-proof]')].map((proof) => proof.getAttribute('data-proof') ?? '');

/** The id stands in the name of the test, or begins that of its file. */
const isTested = (id: string): boolean =>
  tests.some(
    (name) =>
      name.startsWith(`${id}-`) || new RegExp(`\\b${id.replace('d0', 'd')}\\b`, 'iu').test(name),
  );

/** The paragraphs and items from one heading to the next, for each heading. */
function sections(root: Element): Element[][] {
  const parts: Element[][] = [[]];
  for (const element of root.querySelectorAll('h2, p, li')) {
    if (element.localName === 'h2') parts.push([]);
    // What the trial shows, and which browser is in use, is seen at once.
    else if (!element.matches('.trial *, .now')) parts.at(-1)!.push(element);
  }
  return parts;
}

test.each(profile.locales)(
  '%s: every claim about this site names the tests that prove it',
  (locale) => {
    const claims = sections(text(locale))
      .filter((part) => part.some((element) => proofs(element).length > 0))
      // What stands before the items of a section says of what they speak.
      .flatMap((part) => part.slice(part.findIndex(({ localName }) => localName === 'li')));
    expect(claims.length).toBeGreaterThan(12);
    for (const claim of claims) {
      const [ids = '', ...others] = proofs(claim);
      expect(others).toEqual([]);
      for (const id of ids.split(' '))
        expect(
          id === 'untested' || isTested(id),
          `“${claim.textContent}” rests on ${id || 'nothing'}`,
        ).toBe(true);
    }
    expect(proofs(text(locale))).toEqual(proofs(text('sv')));
  },
);
