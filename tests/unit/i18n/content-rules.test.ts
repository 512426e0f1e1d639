import { describe, expect, test } from 'vitest';
import {
  LAW_SAYINGS,
  pageProblems,
  sentenceProblems,
  type Known,
} from '../../../src/i18n/content-rules.ts';
import { wordsOf } from '../../support/locale-words.ts';

/** The words of the law as the language has them. */
const lawOf = (locale: string): Known['law'] =>
  LAW_SAYINGS.flatMap((saying) =>
    (wordsOf(locale).law[saying] ?? []).map((words) => [saying, new RegExp(words, 'iu')] as const),
  );

const known: Known = {
  helplines: new Set(['bris', 'sos-112']),
  figures: new Set(['2021', '21']),
  telling: ['våld', 'polis'],
  untrue: ['spårlös'],
  recordsOf: (key) => new Set(['', 'a'].includes(key) ? ['secrecy', 'public-prosecution'] : []),
  noCrime: { what: ['psykisk'], crime: ['brott', 'straff'] },
  law: lawOf('sv'),
  amounts: [/(?:två|fyra) (?:år|poliser)/iu],
  alwaysOpen: new Set(['bris']),
  dayAndNight: ['dygnet runt'],
};
const page = (body: string, title = 'Barn') =>
  `---\ntitle: ${title}\nheading: Om våld\ndescription: Kort.\n---\n\n${body}\n`;

describe('a page', () => {
  test.each([
    ['a telling word in the title', page('Text.', 'Om våld'), 2, 'write a neutral one'],
    ['a help line nobody knows', page('Ring <Helpline id="briss" />.'), 7, 'is no help line'],
    ['a help line in other quotes', page("Ring <Helpline id='briss' />."), 7, 'is not read here'],
    ['a heading of the first level', page('# Rubrik'), 7, 'a heading of level 1'],
    ['a heading that skips a level', page('### Rubrik'), 7, 'write ##'],
    ['a number to call', page('Ring 020-555 666.'), 7, 'looks like a number to call'],
    ['the emergency number as plain digits', page('Ring 112.'), 7, 'looks like a number to call'],
    ['a number without a space', page('Ring 11414 eller 116006.'), 7, '"11414" looks like'],
    ['a number with full stops', page('Ring 08.123.45.67.'), 7, '"08.123.45.67" looks like'],
    ['digits of another script', page('زنگ بزنید ۰۷۰۱۲۳۴۵۶۷'), 7, '"۰۷۰۱۲۳۴۵۶۷" looks like'],
    ['a text that is none', page('TODO'), 7, 'write the sentence'],
    ['a small text that is none', page('xxx'), 7, 'write the sentence'],
    ['a name in braces', page('Ring {name}.'), 7, '"{name}" is no text'],
    ['a bracket that is no link', page('Ring […] nu.'), 7, '"[…]" is no text'],
    ['a promise nobody can keep', page('Du är spårlös.'), 7, 'promises what no site can keep'],
    ['a figure without a record', page('Det var 97 personer.'), 7, '"97" has no record'],
    ['an amount in words', page('I Två år.'), 7, '"två år" has no record'],
    [
      'hours that the record does not have',
      page('Ring <Helpline id="sos-112" />, dygnet runt.'),
      7,
      '"dygnet runt" is not what the record of "sos-112" says',
    ],
    [
      'such hours behind a number that has them',
      page('Ring <Helpline id="sos-112" />, <Helpline id="bris" />, dygnet runt.'),
      7,
      'the record of "sos-112" says',
    ],
    [
      'such hours on the next line',
      page('Ring <Helpline id="sos-112" />.\nÖppet dygnet runt.'),
      8,
      '"dygnet runt" is not what the record of "sos-112" says',
    ],
  ])('with %s is refused with line and what to do', (_what, text, line, message) => {
    const problems = pageProblems(text, known);
    expect(problems.map((problem) => problem.line)).toContain(line);
    expect(problems.map((problem) => problem.message).join('\n')).toContain(message);
  });

  test('without a fault is accepted: its heading may tell, a record carries its figures', () => {
    const body =
      'Ring <Helpline id="sos-112" />.\n\nKliniken är öppen dygnet runt.\n\n' +
      'Ring <Helpline id="bris" />, dygnet runt. Det gäller i två år. <Proof id="d15" />\n\n' +
      '## Två\n\n### Tre\n\nSedan 2021, till 21 år. Ring <Helpline id="bris" />. [nkjt.se](https://nkjt.se/)\n\n1. Ett\n';
    expect(pageProblems(page(body), known)).toEqual([]);
  });
});

describe('a file of sentences', () => {
  test.each([
    ['a telling word in a title', '{\n  "ring.title": "Polisen"\n}', 2, 'write a neutral one'],
    ['a bare number', '{\n  "a": "Ring 116 016."\n}', 2, 'looks like a number to call'],
    [
      'a bare number in a list',
      '{\n  "a": ["Bra.", "Ring 112."]\n}',
      2,
      'looks like a number to call',
    ],
    ['a help line nobody knows', '{\n  "a": "Ring {sos-113}."\n}', 2, 'is no help line'],
    ['hours of no record', '{\n  "a": "{sos-112}, dygnet runt."\n}', 2, 'is not what the record'],
    ['law of no record', '{\n  "b": "De har sekretess."\n}', 2, 'the record secrecy'],
    [
      'law of no record, further in',
      '{\n  "a": {\n    "b": "De har sekretess."\n  }\n}',
      3,
      'the record secrecy',
    ],
    [
      'a sentence not yet translated',
      '{\n  "a": "[translate] Ring"\n}',
      2,
      '"[translate]" is no text',
    ],
  ])('with %s is refused with line and what to do', (_what, json, line, message) => {
    const [problem] = sentenceProblems(json, known);
    expect(problem?.line).toBe(line);
    expect(problem?.message).toContain(message);
  });

  test('without a fault is accepted', () => {
    const json =
      '{\n  "ring.title": "Nummer",\n  "a": "Ring {sos-112}, polisen kommer. De har sekretess."\n}';
    expect(sentenceProblems(json, known)).toEqual([]);
  });

  test('of titles, by the names of their pages, is checked as titles', () => {
    const json = '{\n  "barn": "Barn",\n  "metod": "Polisen"\n}';
    const [problem] = sentenceProblems(json, known, () => true);
    expect(problem?.line).toBe(3);
    expect(problem?.message).toContain('write a neutral one');
  });
});

describe('words of law', () => {
  test.each([
    ['Fråga om kontaktförbud.', 'the record contact-ban (facts.json)'],
    ['Du har rätt till tolk.', 'the record interpreter or own-lawyer'],
    ['Barnet är brottsoffer.', 'the record child-witness'],
    ['Du kan få ersättning.', 'the record compensation-order'],
    ['Det står i barnfridslagen.', 'no record says; leave it out'],
    ['Det kan ge straff.', 'no record says; leave it out'],
    ['**Ditt ja behövs.**', 'no record says; leave it out'],
    ['Det krävs ditt samtycke.', 'no record says; leave it out'],
    ['Det kan ge fängelse.', 'no record says; leave it out'],
    ['Den andra kan dömas.', 'no record says; leave it out'],
    ['Hen är målsägande.', 'the record own-lawyer'],
  ])('“%s” needs the record that proves it, on its line', (text, message) => {
    const [problem, ...others] = pageProblems(page(text), known);
    expect(problem?.message).toContain(message);
    expect(problem?.line).toBe(7);
    expect(others).toEqual([]);
  });

  test('are accepted where that record names the page', () => {
    const text =
      'Polisen utreder brott. De har sekretess. Ett allvarligt brott. Fråga om ditt ja behövs.';
    expect(pageProblems(page(text), known)).toEqual([]);
  });

  test.each(['Psykiskt våld är ett brott.', 'Psykiskt våld gör ont.\nDet är ett brott.'])(
    'never make a crime of violence of the mind: “%s”',
    (text) => {
      const said = pageProblems(page(text), known).map(({ message }) => message);
      expect(said).toEqual([expect.stringContaining('no record says that this is a crime')]);
    },
  );

  test('nor in a file of sentences', () => {
    const [problem] = sentenceProblems('{\n  "a": "Psykiskt våld ger straff."\n}', known);
    expect(problem?.line).toBe(2);
    expect(problem?.message).toContain('a crime');
  });
});

describe('words of law in another language', () => {
  test.each([
    ['en', 'Ask for a restraining order.'],
    ['fi', 'Kysy lähestymiskiellosta.'],
    ['ar', 'يمكن طلب حظر التواصل.'],
    ['fa', 'درباره‌ی ممنوعیت تماس بپرسید.'],
    ['so', 'Weydii amar mamnuucaya in lala xiriiro.'],
    ['ti', 'ብዛዕባ ናይ ርክብ ክልከላ ሕተቱ።'],
    ['pl', 'Zapytaj o zakaz kontaktu.'],
    ['es', 'Pregunta por la prohibición de contacto.'],
    ['uk', 'Запитайте про заборону на контакт.'],
    ['tr', 'İletişim ve yaklaşma yasağını sorun.'],
  ])('%s: a ban on contact needs its record', (locale, text) => {
    const said = pageProblems(page(text), { ...known, law: lawOf(locale) });
    expect(said.map(({ message }) => message).join('\n')).toContain('the record contact-ban');
  });

  test.each(['en', 'fi', 'ar', 'fa', 'so', 'ti', 'pl', 'es', 'uk', 'tr'])(
    '%s: has words for every saying that the Swedish has words for',
    (locale) => {
      const own = new Set(lawOf(locale).map(([saying]) => saying));
      // One word in Swedish; elsewhere the words for crime and for law say it.
      const without = ['investigation', 'socialServicesAct'];
      expect(LAW_SAYINGS.filter((saying) => !own.has(saying))).toEqual(without);
    },
  );
});
