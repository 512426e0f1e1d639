import { parse, type ParserError } from 'parse5';
import { describe, expect, test } from 'vitest';
import { builtPages } from '../support/built-pages.ts';

describe.each(builtPages)('$address', ({ html, document }) => {
  test('is HTML without a parse error (WHATWG, 13.2.2)', () => {
    const errors: ParserError[] = [];
    parse(html, { sourceCodeLocationInfo: true, onParseError: (error) => errors.push(error) });
    expect(
      errors.map(
        ({ code, startOffset }) => `${code}: ${html.slice(startOffset - 40, startOffset + 40)}`,
      ),
    ).toEqual([]);
  });

  test('has headings in order, none skipped', () => {
    const levels = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(({ tagName }) =>
      Number(tagName.slice(1)),
    );
    expect(levels[0]).toBe(1);
    levels.forEach((level, place) => {
      expect(level).toBeLessThanOrEqual((levels[place - 1] ?? 0) + 1);
    });
  });

  test('gives every field a label, every reference a target, every list only items', () => {
    for (const field of document.querySelectorAll('input:not([type=hidden]), select, textarea')) {
      const labelled =
        field.closest('label') ??
        document.querySelector(`label[for="${field.id}"]`) ??
        field.getAttribute('aria-label');
      expect(labelled, field.outerHTML).not.toBeNull();
    }
    for (const name of ['aria-labelledby', 'aria-describedby', 'aria-controls']) {
      for (const element of document.querySelectorAll(`[${name}]`)) {
        for (const id of (element.getAttribute(name) ?? '').split(/\s+/u)) {
          expect(document.getElementById(id), `${name}="${id}"`).not.toBeNull();
        }
      }
    }
    for (const list of document.querySelectorAll('ul, ol')) {
      const others = [...list.children].filter(
        ({ tagName }) => !['LI', 'SCRIPT', 'TEMPLATE'].includes(tagName),
      );
      expect(others.map(({ outerHTML }) => outerHTML)).toEqual([]);
    }
  });

  test('puts no block inside a paragraph, heading or summary, and no control inside a control', () => {
    const wrong = document.querySelectorAll(
      ':is(p, h1, h2, h3, summary, button) :is(p, ul, ol, div, table, section, form), :is(a, button, summary) :is(a, button, input, select)',
    );
    expect([...wrong].map(({ outerHTML }) => outerHTML)).toEqual([]);
  });
});
