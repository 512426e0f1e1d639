import { describe, expect, test } from 'vitest';
import { builtPages, type BuiltPage } from '../support/built-pages.ts';

/**
 * Beginnings and parts of words that tell what the site is about, for each language. What browsers
 * keep and lists show (D3) must hold none of them.
 */
const TELLING: Record<string, readonly string[]> = {
  sv: [
    'våld',
    'misshand',
    'övergrepp',
    'våldta',
    'kvinnofrid',
    'kvinnojour',
    'mansjour',
    'tjejjour',
    'offer',
    'brott',
    'anmäl',
    'polis',
    'skydd',
    'hotad',
    'rädd',
    'stalk',
    'förfölj',
    'slag',
    'slår',
    'trygg',
    'socialtjänst',
  ],
  en: [
    'violen',
    'abus',
    'assault',
    'rape',
    'victim',
    'surviv',
    'batter',
    'shelter',
    'refuge',
    'threat',
    'afraid',
    'scared',
    'police',
    'crime',
    'stalk',
    'perpetrat',
    'safety',
    'social services',
  ],
  ar: [
    'عنف',
    'عنيف',
    'اعتداء',
    'إساءة',
    'ضرب',
    'ضحي',
    'ضحايا',
    'تهديد',
    'خائف',
    'خوف',
    'شرطة',
    'ملجأ',
    'مأوى',
    'جريمة',
    'اغتصاب',
    'حماية',
    'الخدمات الاجتماعية',
  ],
};

/** What Firefox and Chromium store of a page: the title, the description, the shared texts, the slug. */
function keptTexts({ document, address }: BuiltPage): string[] {
  const shared = document.querySelectorAll(
    'meta[name=description], meta[name^="twitter:"], meta[property^="og:"], meta[name=application-name]',
  );
  return [
    address,
    document.querySelector('title')?.textContent ?? '',
    ...[...shared].map((element) => element.getAttribute('content') ?? ''),
    ...[...document.querySelectorAll('link[rel~=icon]')].map((link) => link.outerHTML),
  ];
}

describe.each(builtPages)('$address', (page) => {
  const { lang } = page.document.documentElement;

  test('keeps nothing telling in title, description, shared texts, address and icon', () => {
    expect(TELLING[lang], `write the telling words of ${lang}`).toBeDefined();
    const words = [...(TELLING[lang] ?? []), ...(TELLING['sv'] ?? [])];
    for (const text of keptTexts(page))
      for (const word of words) expect(text.toLocaleLowerCase(lang)).not.toContain(word);
  });

  test('has a title and a description all the same', () => {
    const [, title, description] = keptTexts(page);
    expect(title).toMatch(/\S/u);
    expect(description).toMatch(/\S/u);
  });
});
