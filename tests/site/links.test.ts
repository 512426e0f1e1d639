import { describe, expect, test } from 'vitest';
import { builtPages, type BuiltPage } from '../support/built-pages.ts';

const byAddress = new Map(builtPages.map((page) => [page.address, page]));

const innerLinks = ({ document }: BuiltPage): string[] =>
  [...document.querySelectorAll('a[href^="/"]')].map((link) => link.getAttribute('href') ?? '');

describe.each(builtPages)('$address', (page) => {
  test('leads to pages that exist', () => {
    for (const link of innerLinks(page)) {
      const [address = '', fragment] = link.split('#');
      const target = byAddress.get(address);
      expect(target, link).toBeDefined();
      if (fragment !== undefined)
        expect(target?.document.getElementById(fragment), link).not.toBeNull();
    }
  });

  test('leads to places within itself that exist', () => {
    for (const link of page.document.querySelectorAll('a[href^="#"]')) {
      const id = (link.getAttribute('href') ?? '').slice(1);
      expect(page.document.getElementById(id), id).not.toBeNull();
    }
  });

  test('has no id twice', () => {
    const ids = [...page.document.querySelectorAll('[id]')].map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
  });
});

test('no path by links leads from the room of those who use violence to the other pages', () => {
  const seen = new Set(
    builtPages.map(({ address }) => address).filter((a) => a.endsWith('/sluta/')),
  );
  expect(seen.size).toBe(3);
  for (const address of seen) {
    const page = byAddress.get(address);
    for (const link of page === undefined ? [] : innerLinks(page))
      seen.add(link.split('#')[0] ?? '');
  }
  expect([...seen].filter((address) => !/^\/[^/]+\/sluta\//u.test(address))).toEqual([]);
  expect(seen.size).toBeGreaterThan(12);
});
