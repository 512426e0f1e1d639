import { describe, expect, test } from 'vitest';
import { helplineFiles } from '../../scripts/content/helpline-files.ts';
import { telHref } from '../../src/helplines/phone.ts';
import { builtPages, localeOf } from '../support/built-pages.ts';

/** What dials the lines that have hours: neither open day and night, nor at times that nobody knows. */
const byHours = new Set(
  helplineFiles().flatMap(({ line: { phone, hours } }) =>
    phone === null || hours === null || hours === 'always' ? [] : [telHref(phone.number)],
  ),
);

/** An answer in every language, with no room for hours, to a form that could not be read. */
const pages = builtPages.filter(({ address }) => address !== '/not-sent/');

describe.each(pages)('$address', (page) => {
  test('shows hours beside each number that has them, or on its card, or leads to that', () => {
    const { document } = page;
    const numbers = [...document.querySelectorAll('main a[href^="tel:"]')].filter((number) =>
      byHours.has(number.getAttribute('href') ?? ''),
    );
    for (const number of numbers) {
      const href = number.getAttribute('href') ?? '';
      const beside = /^ \(.*\d.*[^.።]\)/u.test(number.nextSibling?.textContent ?? '');
      const card = document.querySelector(`section.line a[href="${href}"]`);
      // The room for those who use violence has a list of its own, on its start.
      const start = document.querySelector(`main a[href="/${localeOf(page)}/sluta/"]`);
      expect(beside || card !== null || start !== null, number.textContent).toBe(true);
    }
  });
});
