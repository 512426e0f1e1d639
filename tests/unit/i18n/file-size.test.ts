import { expect, test } from 'vitest';
import { fileSize } from '../../../src/i18n/file-size.ts';

test.each([
  [1, 'sv', '1\u00a0kB'],
  [22_167, 'sv', '23\u00a0kB'],
  [7_350_923, 'sv', '7,4\u00a0MB'],
  [7_350_923, 'en-GB', '7.4\u00a0MB'],
  [31_213, 'ar', '32\u00a0كيلوبايت'],
])('%i bytes in %s are %s', (bytes, lang, size) => {
  expect(fileSize(bytes, lang)).toBe(size);
});
