import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import profile from '../../content/area/profile.json' with { type: 'json' };
import { builtPages, type BuiltPage } from '../support/built-pages.ts';

const byAddress = new Map(builtPages.map((page) => [page.address, page]));

const innerLinks = ({ document }: BuiltPage): string[] =>
  [...document.querySelectorAll('a[href^="/"]')].map((link) => link.getAttribute('href') ?? '');

describe.each(builtPages)('$address', (page) => {
  test('leads to pages that exist', () => {
    for (const link of innerLinks(page)) {
      const [address = '', fragment] = link.split('#');
      if (/\.\w+$/u.test(address)) {
        expect(existsSync(`dist/client${address}`), link).toBe(true);
        continue;
      }
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

  test('names no place within itself by its own address, which without a network would change the address bar', () => {
    const own = innerLinks(page).filter((link) => link.startsWith(`${page.address}#`));
    expect(own).toEqual([]);
  });

  test('has no id twice', () => {
    const ids = [...page.document.querySelectorAll('[id]')].map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
  });
});

test('a link in a text to another site tells it nothing of this one, and is no download', () => {
  const outside = builtPages.flatMap(({ document }) => [
    ...document.querySelectorAll('.text a[href^="https:"]'),
  ]);
  expect(outside.map((link) => link.getAttribute('href'))).toContain('https://nkjt.se/');
  for (const link of outside) {
    expect(link.getAttribute('rel'), link.outerHTML).toBe('noreferrer');
    expect(link.hasAttribute('download'), link.outerHTML).toBe(false);
  }
});

test('no path by links leads from the room of those who use violence to the other pages', () => {
  // Its poster leads there from a short address of its own.
  const isApart = (address: string): boolean => /^\/(?:[^/]+\/sluta|v)\//u.test(address);
  const begin = builtPages
    .map(({ address }) => address)
    .filter((a) => /\/sluta\/$|^\/v\//u.test(a));
  expect(begin.length).toBe(2 * profile.locales.length);
  const seen = new Set(begin);
  for (const address of seen) {
    const page = byAddress.get(address);
    for (const link of page === undefined ? [] : innerLinks(page))
      seen.add(link.split('#')[0] ?? '');
  }
  expect([...seen].filter((address) => !isApart(address))).toEqual([]);
  expect(seen.size).toBeGreaterThan(5 * profile.locales.length);
});
