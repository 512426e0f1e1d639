import { expect, test } from 'vitest';
import { copyText } from '../../../src/campaign/copy-text.ts';
import { helplineFiles } from '../../../scripts/content/helpline-files.ts';

const helplines = helplineFiles().map(({ line }) => line);
const words = {
  headline: 'Hör du skrik? Ring {sos-112}.',
  lead: 'Du kan ringa.',
  lines: ['Prata med någon: {kvinnofridslinjen}, dygnet runt.'],
  action: 'Läs mer',
  alt: 'Ett hus.',
};

test('a text is headline, lead, lines and address, with the numbers of the facts and whose they are', () => {
  const address = 'https://example.org/n/';
  expect(copyText({ locale: 'sv', words, helplines, address })).toBe(
    [
      'Hör du skrik? Ring 112.',
      'Du kan ringa.',
      'Prata med någon: Kvinnofridslinjen 116\u00a0016, dygnet runt.',
      'https://example.org/n/',
    ].join('\n'),
  );
});

test('a number in a text from right to left is bound, so that no program turns it around', () => {
  const arabic = { ...words, lines: ['خط Välj att sluta على الرقم {valj-att-sluta}، أيام العمل.'] };
  const text = copyText({ locale: 'ar', words: arabic, helplines, address: null });
  expect(text).toContain('الرقم \u200e020-555\u00a0666،');
  expect(text).not.toContain('http');
});

test('a number that no fact knows stops the build', () => {
  const wrong = { ...words, lines: ['Ring {nobody}.'] };
  expect(() => copyText({ locale: 'sv', words: wrong, helplines, address: null })).toThrow(
    'locales/sv/campaigns/: "nobody" has no number',
  );
});
