import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { found, type IndexRow } from '../../src/search/search-index.ts';

/** As many as the box shows. */
const SHOWN = 8;

const addresses = (folder: string, question: string): string[] => {
  const index = JSON.parse(readFileSync(`dist/client/${folder}/search.json`, 'utf8')) as IndexRow[];
  return found(index, question)
    .slice(0, SHOWN)
    .map(([address]) => address.replace(`/${folder}/`, ''));
};

/** What people type, whatever words the texts use, and the page that should come up. */
const SWEDISH = [
  ['slår', 'vardag/'],
  ['min man slår mig', 'vardag/'],
  ['stryptag', 'vardag/'],
  ['LVU', 'barn/'],
  ['slagen', 'vardag/'],
  ['misshandlad', 'vardag/'],
  ['svartsjuk', 'vardag/'],
  ['hotad', 'vardag/'],
  ['hot', 'vardag/'],
  ['visa', 'rattigheter/'],
  ['permit', 'rattigheter/'],
  ['utvisad', 'rattigheter/'],
  ['advokat', 'rattigheter/'],
  ['pengar', 'rattigheter/'],
  ['skilsmässa', 'hemma/'],
  ['lämna honom', 'hemma/'],
  ['bostad', 'vagar/'],
  ['hur tar jag bort historiken', 'spar/'],
  ['våldtäkt', 'minnas/'],
  ['våldtäkt', 'ring/#b'],
  ['spårar min mobil', 'telefonen/'],
  ['vårdnad', 'barn/'],
  ['gay', 'fler/'],
  ['gifta bort', 'ung/'],
] as const;

describe.each(['sv', 'sv-x-lattlast'])('in %s', (locale) => {
  test.each(SWEDISH)('“%s” finds %s', (question, page) => {
    expect(addresses(locale, question)).toContain(page);
  });
});

describe('in en', () => {
  test.each([
    ['beaten', 'vardag/'],
    ['hits me', 'vardag/'],
    ['jealous', 'vardag/'],
    ['threat', 'vardag/'],
    ['visa', 'rattigheter/'],
    ['permit', 'rattigheter/'],
    ['deported', 'rattigheter/'],
    ['lawyer', 'rattigheter/'],
    ['money', 'rattigheter/'],
    ['divorce', 'hemma/'],
    ['housing', 'vagar/'],
    ['raped', 'minnas/'],
    ['tracking my phone', 'telefonen/'],
    ['custody', 'barn/'],
    ['forced marriage', 'ung/'],
  ])('“%s” finds %s', (question, page) => {
    expect(addresses('en', question)).toContain(page);
  });
});

describe('in the languages that have no more than the title of some pages', () => {
  test.each([
    ['fi', 'avioero', 'hemma/'],
    ['fi', 'raiskaus', 'ring/#b'],
    ['ar', 'طلاق', 'hemma/'],
    ['ar', 'زوجة', 'vardag/'],
    ['ar', 'اغتصاب', 'ring/#b'],
    ['fa', 'طلاق', 'hemma/'],
    ['fa', 'تجاوز', 'ring/#b'],
    ['so', 'furriin', 'hemma/'],
    ['so', 'kufsi', 'ring/#b'],
    ['ti', 'ፍትሕ', 'hemma/'],
    ['pl', 'rozwód', 'hemma/'],
    ['pl', 'gwałt', 'ring/#b'],
    ['es', 'divorcio', 'hemma/'],
    ['es', 'violación', 'ring/#b'],
    ['uk', 'розлучення', 'hemma/'],
    ['uk', 'бʼє', 'vardag/'],
    ['uk', 'зґвалтування', 'ring/#b'],
    ['tr', 'boşanma', 'hemma/'],
    ['tr', 'tecavüz', 'ring/#b'],
  ])('%s: “%s” finds %s', (locale, question, page) => {
    expect(addresses(locale, question)).toContain(page);
  });
});

describe('whoever thinks of suicide finds the lines for that before anything else', () => {
  test.each([
    ['sv', 'självmord'],
    ['sv', 'ta livet av mig'],
    ['sv', 'vill dö'],
    ['sv', 'suicid'],
    ['sv-x-lattlast', 'självmord'],
    ['sv-x-lattlast', 'orkar inte leva'],
    ['en', 'suicide'],
    ['en', 'kill myself'],
    ['fi', 'itsemurha'],
    ['ar', 'انتحار'],
    ['fa', 'خودکشی'],
    ['so', 'isdil'],
    ['ti', 'ቅትለት'],
    ['pl', 'samobójstwo'],
    ['es', 'suicidio'],
    ['uk', 'самогубство'],
    ['tr', 'intihar'],
  ])('%s: “%s”', (locale, question) => {
    expect(addresses(locale, question)[0]).toBe('ring/#d');
  });
});

test('whoever uses violence finds the first step by plain words, and no other room', () => {
  for (const [folder, questions] of [
    ['sv/sluta', ['jag slår', 'arg', 'svartsjuk']],
    ['sv-x-lattlast/sluta', ['jag slår', 'arg', 'svartsjuk']],
    ['en/sluta', ['i hit', 'anger', 'jealous']],
  ] as const) {
    for (const question of questions) expect(addresses(folder, question)).toContain('steg/');
  }
  expect(addresses('sv', 'vredesutbrott')).toEqual(['sluta/']);
});
