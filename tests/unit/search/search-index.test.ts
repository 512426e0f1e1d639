import { describe, expect, test } from 'vitest';
import { found, searchIndex, sectionsOf } from '../../../src/search/search-index.ts';

const index = searchIndex([
  {
    address: '/sv/barn/',
    page: 'När det finns barn',
    heading: 'När det finns barn',
    text: 'Barn märker.',
  },
  {
    address: '/sv/barn/',
    page: 'När det finns barn',
    heading: 'Fråga först',
    text: 'Ring socialtjänsten.',
  },
  { address: '/ar/x/', page: 'حقوقك', heading: 'حقوقك', text: 'يمكنك طلب مترجم إلى العربيّة' },
  { address: '/fa/x/', page: 'حق و حقوق شما', heading: 'مترجم', text: 'می‌توانید کمک بخواهید' },
  { address: '/tr/x/', page: 'Haklarınız', heading: 'İzin', text: 'IŞIK' },
]);
const addresses = (question: string) => found(index, question).map(([address]) => address);

describe('the search finds', () => {
  test.each([
    ['the beginning of a word', 'social', ['/sv/barn/']],
    ['every word asked for, in any order', 'ring fråga', ['/sv/barn/']],
    ['letters without their dots', 'fraga', ['/sv/barn/']],
    ['Arabic with other letters of the same sound', 'العربيه', ['/ar/x/']],
    ['Arabic with and without vowel signs', 'مُترجم', ['/ar/x/', '/fa/x/']],
    ['Persian written with Arabic letters', 'كمك', ['/fa/x/']],
    ['Persian without the joiner', 'میتوانید', ['/fa/x/']],
    ['Arabic with and without the article', 'المترجم', ['/ar/x/', '/fa/x/']],
    ['Turkish capitals', 'izin ışık', ['/tr/x/']],
  ])('%s', (_what, question, expected) => {
    expect([...new Set(addresses(question))].sort()).toEqual([...expected].sort());
  });

  test('nothing for a word that no text has, and nothing for no word', () => {
    expect(addresses('xyz')).toEqual([]);
    expect(addresses('  ')).toEqual([]);
  });

  test('first what names it in a heading', () => {
    const [first] = found(index, 'barn');
    expect(first?.[1]).toBe('När det finns barn');
  });
});

describe('the words that people search a page for', () => {
  const page = {
    address: '/sv/x/',
    heading: 'Rättigheter',
    body: 'Tolk.\n\n## Regler\n\nDe visar.\n',
    asked: ['Visa', 'han slår mig'],
  };
  const other = { address: '/sv/y/', heading: 'Telefonen', body: 'Den kan visa var du är.' };
  const rows = searchIndex([other, page].flatMap((one) => sectionsOf(one, () => '')));
  const headings = (question: string) =>
    found(rows, question).map(([, name, heading]) => heading || name);

  test('find the page, folded like its text, alone or with words of the text', () => {
    expect(headings('slar')).toEqual(['Rättigheter']);
    expect(headings('han slår')).toEqual(['Rättigheter']);
    expect(headings('slår tolk')).toEqual(['Rättigheter']);
  });

  test('put it before pages that only hold the word', () => {
    expect(headings('visa')).toEqual(['Rättigheter', 'Telefonen', 'Regler']);
  });
});

test('a page is cut at its headings, and a help line is found by its number', () => {
  const body = 'Ring <Helpline id="bris" />.\n\n## Mer\n\nLäs [här](/sv/x/).\n';
  const sections = sectionsOf({ address: '/sv/y/', heading: 'Y', body }, () => '116 111');
  expect(sections.map(({ heading }) => heading)).toEqual(['Y', 'Mer']);
  for (const number of ['116 111', '116111', '١١٦١١١', '۱۱۶ ۱۱۱']) {
    expect(found(searchIndex(sections), number).length, number).toBe(1);
  }
  expect(searchIndex(sections)[1]?.[3]).not.toContain('sv');
});
