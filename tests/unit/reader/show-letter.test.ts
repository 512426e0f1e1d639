import { parseHTML } from 'linkedom';
import { expect, test, vi } from 'vitest';
import { letterElements } from '../../../src/reader/show-letter.ts';
import { writeLetter } from '../../../src/referral/letter.ts';
import { referralOf } from '../referral/fixtures.ts';

const { document, HTMLElement } = parseHTML('<!doctype html><html lang="sv"><body></body></html>');
vi.stubGlobal('document', document);
vi.stubGlobal('HTMLDListElement', class extends HTMLElement {});

test('each line of the own words has its own direction, and the text stays as it is', () => {
  const lines = ['Hon skrev till mig:', 'اتصل بي غدا', '٠٧٠-١٢٣ ٤٥ ٦٧', 'Vad ska jag göra?'];
  const text = writeLetter(referralOf('self', { ownWords: lines.join('\n') }), {
    ...{ inbox: 'social', mark: 'K7-42', choice: true, demonstration: false },
    ...{ writtenAt: new Date('2026-11-22T20:14:00Z'), withoutJavaScript: false },
  });
  const opened = { text, keyName: '', fingerprint: '', arrivedAt: null };
  const shown = letterElements(opened, new Date('2026-11-22T21:00:00Z'));
  const words = shown
    .flatMap((part) => [...part.querySelectorAll('.words')])
    .find((each) => each.textContent.startsWith('Hon'));
  expect(words?.textContent).toBe(lines.join('\n'));
  const written = [...(words?.children ?? [])].map((line) => line.getAttribute('dir'));
  expect(written).toEqual(['ltr', 'auto', 'ltr', 'ltr']);
});
