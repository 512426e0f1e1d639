import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { builtPages } from '../support/built-pages.ts';

/** Words that tell a passer-by, or somebody who reads the history, what was looked for (D3). */
const TELLING: Record<string, RegExp> = {
  sv: /våld|misshand|övergrepp|offer|kvinnofrid|polis|hot\b|slå|relation|hjälp|utsatt|jour/iu,
  en: /violen|abus|assault|victim|police|threat|hit\b|relationship|help|shelter|hurt/iu,
  ar: /عنف|اعتداء|ضحي|شرطة|تهديد|ضرب|علاقة|مساعدة|إيذاء|ملجأ/u,
};

/** Promises that no page can keep (D14), and advice that puts people in danger. */
const UNTRUE: Record<string, RegExp> = {
  sv: /spårlös|osynlig|anonym|100 ?%|ingen annan kan öppna|bara teamet|svarar nu|du bestämmer vad som händer/iu,
  en: /traceless|without (?:a )?trace|no trace|invisible|anonym|100 ?%|nobody else can open|only the team|answering now/iu,
  ar: /بلا أثر|دون أثر|غير مرئي|مجهول|هوية مخفية|100 ?%|لا أحد غير/u,
};

const langOf = (document: Document): string => document.documentElement.getAttribute('lang') ?? '';

describe.each(builtPages)('$address', ({ document, html, address }) => {
  test('keeps what browsers store neutral: address, title and description', () => {
    const stored = [
      document.title,
      document.querySelector('meta[name=description]')?.getAttribute('content') ?? '',
      ...[...document.querySelectorAll('meta[property^="og:"]')].map(
        (meta) => meta.getAttribute('content') ?? '',
      ),
    ];
    for (const text of stored) {
      expect(text).not.toBe('');
      for (const words of Object.values(TELLING)) expect(text).not.toMatch(words);
    }
    expect(address).not.toMatch(/vald|polis|hjalp|violence|abuse|help/u);
  });

  test('promises nothing that is not so', () => {
    const page = document.body.cloneNode(true) as HTMLElement;
    // What a help line says of itself is its own fact, with its own source.
    for (const fact of page.querySelectorAll('[data-helpline], script')) fact.remove();
    expect(page.textContent).not.toMatch(UNTRUE[langOf(document)] ?? /$^/u);
  });

  test('shows no number outside the one component, so that no script turns it around', () => {
    const page = document.body.cloneNode(true) as HTMLElement;
    for (const part of page.querySelectorAll(
      '.num, script, template, td, .chk, .lit, .line > :is(h2, h3)',
    ))
      part.remove();
    const digits = /\d{2,}[\s-]\d{2,}|\b0\d{2,}|\b(?:112|114|116|1177|90101|90390)\b/u;
    expect(page.textContent).not.toMatch(digits);
    for (const number of document.querySelectorAll('.num')) {
      if (number.hasAttribute('data-mark')) continue;
      expect(number.getAttribute('dir')).toBe('ltr');
    }
  });

  test('knows no number that is no longer used', () => {
    expect(html.replace(/\D/gu, '')).not.toContain('020505050');
  });
});

test('the data for other sites knows no number that is no longer used', () => {
  const json = readFileSync('dist/client/helplines.json', 'utf8');
  expect(json).toContain('116016');
  expect(json).not.toMatch(/altPhone|020[- ]?50 ?50 ?50/u);
});
