import { expect, test } from 'vitest';
import { textIn, visibleText } from '../../../src/reader/safe-text.ts';

test('what a screen would obey is shown instead', () => {
  expect(visibleText('a\0b\u001b[31m\u007f\u0085c\r\nd\re\u2028f')).toBe(
    'a␀b␛[31m⟨U+007F⟩⟨U+0085⟩c\nd␍e⟨U+2028⟩f',
  );
});

test('a forced direction is shown instead, so that no number can be turned round', () => {
  expect(visibleText('ring \u202e76 54\u202c \u2066nu\u2069')).toBe(
    'ring ⟨U+202E⟩76 54⟨U+202C⟩ ⟨U+2066⟩nu⟨U+2069⟩',
  );
});

test('what Persian, Arabic, emoji and tables are written with stays', () => {
  const text = 'می‌خواهم\tشكراً\u200f 👨‍👩‍👧\n';
  expect(visibleText(text)).toBe(text);
});

test('a file that is no text is none', () => {
  expect(textIn(new Uint8Array([0x85, 0x01, 0x8c]))).toBeNull();
  expect(textIn(new Uint8Array([0xef, 0xbb, 0xbf, 0x61]))).toBe('a');
});
