import { describe, expect, test } from 'vitest';
import {
  CAMPAIGNS,
  campaignWordsSchema,
  type Campaign,
  type CampaignWords,
} from '../../../src/campaign/campaigns.ts';
import { FORMATS } from '../../../src/campaign/formats.ts';
import { posterWordsSchema } from '../../../src/campaign/poster-words.ts';
import { checkedDate } from '../../../src/helplines/dates.ts';
import { freeField, sheetOf } from '../../../src/campaign/sheet.ts';
import { toldIn, type SheetLanguage } from '../../../src/campaign/told.ts';
import { kitSource } from '../../../scripts/content/kit-source.ts';

const { facts, languages } = kitSource({});
const [support, neighbour, stop, young] = CAMPAIGNS;
const swedish = languages.find(({ locale }) => locale === 'sv')!;
const arabic = languages.find(({ locale }) => locale === 'ar')!;
const a4 = FORMATS.find(({ id }) => id === 'a4')!;

const saying = (words: Partial<CampaignWords>): SheetLanguage => ({
  ...swedish,
  words: { ...swedish.words, support: { ...swedish.words.support, ...words } },
});
const told = (words: Partial<CampaignWords>) => toldIn(saying(words), support, facts.helplines);

describe('what the words of a campaign come to', () => {
  test('the first number is the main one, and is named where the sentence does not say whose it is', () => {
    expect(
      told({ lines: ['Prata: {kvinnofridslinjen}, dygnet runt.', 'Fara: {sos-112}.'] }).lines,
    ).toEqual([
      {
        before: 'Prata:',
        number: '116 016',
        after: 'dygnet runt.',
        name: 'Kvinnofridslinjen',
        main: true,
      },
      { before: 'Fara:', number: '112', after: '', name: '', main: false },
    ]);
  });

  test('a sentence without a number stays whole', () => {
    const [line] = told({ lines: ['Gå inte emellan.'] }).lines;
    expect(line).toEqual({
      before: 'Gå inte emellan.',
      number: '',
      after: '',
      name: '',
      main: false,
    });
  });

  test('a headline that ends with a number gives its last sentence to the lines', () => {
    const { headline, lines } = told({
      headline: 'Hör du skrik? Ring {sos-112}.',
      lines: ['Kom.'],
    });
    expect(headline).toBe('Hör du skrik?');
    expect(lines[0]).toMatchObject({ before: 'Ring', number: '112', main: true });
  });

  test('words after a number are kept, as Turkish and Tigrinya need them', () => {
    expect(told({ lines: ['Tehlikede {sos-112} numarasını arayın.'] }).lines[0]).toMatchObject({
      before: 'Tehlikede',
      after: 'numarasını arayın.',
    });
  });

  test('a number that is not in the facts is refused with file and field', () => {
    expect(() => told({ lines: ['Ring {ingen}.'] })).toThrow(
      'locales/sv/campaigns/support.json: "ingen" has no number in content/helplines/',
    );
  });
});

test.each(['Ring 070-123 45 67.', 'زنگ بزنید ۰۷۰۱۲۳۴۵۶۷', 'Inom 24 timmar.'])(
  'digits that no fact stands behind are refused in every sentence: “%s”',
  (sentence) => {
    const whole = swedish.words.support;
    expect(campaignWordsSchema.safeParse(whole).success).toBe(true);
    for (const words of [
      { headline: sentence },
      { lines: [...whole.lines, sentence] },
      { lead: sentence },
      { action: sentence },
      { alt: sentence },
    ]) {
      const read = campaignWordsSchema.safeParse({ ...whole, ...words });
      expect(read.error?.issues[0]?.message).toContain('not in the facts');
    }
    const common = posterWordsSchema.safeParse({ ...swedish.common, scan: sentence });
    expect(common.error?.issues[0]?.path).toEqual(['scan']);
  },
);

describe('a sheet', () => {
  const sheet = (language = swedish, format = a4) =>
    sheetOf({ campaign: support, format, language, second: null }, facts);

  test('has a neutral title, which browsers keep', () => {
    expect(sheet().title).toBe('ring-affisch-a4-sv');
  });

  test('leads to the short address of its language', () => {
    expect(sheet().qr?.alt).toBe('https://example.org/s/');
    expect(sheet(arabic).qr?.alt).toBe('https://example.org/s/ar/');
  });

  test('of a demonstration says that it may not be put up', () => {
    expect(sheet().foot.lines.map(({ text }) => text)).toContain('Provtryck. Ska inte hängas upp.');
    const real = sheetOf(
      { campaign: support, format: a4, language: swedish, second: null },
      { ...facts, demonstration: false },
    );
    expect(real.foot.lines.map(({ text }) => text).join()).not.toContain('Provtryck');
  });

  test('says of a number that we have not checked that it is not, and takes no month from it', () => {
    const poster = (lines: typeof facts.helplines) =>
      sheetOf(
        { campaign: neighbour, format: a4, language: swedish, second: null },
        { ...facts, helplines: lines },
      );
    const dated = (id: string, checked: string | null) =>
      facts.helplines.map((line) => (line.id === id ? { ...line, checked } : line));
    const sheet = poster(dated('polisen-11414', null));
    expect(sheet.unchecked).toEqual(['polisen-11414']);
    expect(sheet.foot.lines.map(({ text }) => text)).toContain(
      '114\u00a014: Uppgifterna är inte kontrollerade av oss.',
    );
    expect(sheet.checkBy).toBe(poster(dated('polisen-11414', '2026-11-23')).checkBy);
    expect(poster(dated('polisen-11414', '2026-06-04'))).toMatchObject({
      unchecked: [],
      checkBy: '2026-11',
    });
  });

  test('with no number that was checked holds as long as one that was checked when it was made', () => {
    // Made in the month of the newest fact, 23 September 2026: 180 days later is 22 March.
    const slip = drawn(neighbour, 'slip');
    expect(slip).toMatchObject({ unchecked: ['polisen-11414'], checkBy: '2027-02' });
    expect(slip.checkBy).toBe(drawn(support, 'slip').checkBy);
  });

  test.each(languages)(
    'for those who use violence tells nothing in a pocket: $locale',
    (language) => {
      const { common } = language;
      for (const id of ['strips', 'slip'])
        expect(drawn(stop, id, language).strip.label, id).toBe(common['card.one']);
      for (const id of ['card', 'fold-card'])
        expect(drawn(stop, id, language).card.title, id).toBe(common['card.one']);
      expect(drawn(support, 'card', language).card.title).toBe(common['card.title']);
      // What stays where it is says whose number it is.
      expect(drawn(stop, 'sticker', language).strip.label).toBe('Välj att sluta');
    },
  );

  test('in an unread language says so at the foot', () => {
    const unread = (language: SheetLanguage) =>
      sheet(language).foot.lines.some(({ text }) => text === language.common.unread);
    expect(unread(arabic)).toBe(true);
    expect(unread(swedish)).toBe(false);
  });

  test('bears the month until which its own numbers hold', () => {
    // Välj att sluta was checked on 4 June 2026: 180 days later is 1 December.
    const { checkBy } = sheetOf(
      { campaign: stop, format: a4, language: swedish, second: null },
      facts,
    );
    expect(checkBy).toBe('2026-11');
  });

  test('keeps the field of the partner at the side where reading begins', () => {
    const left = freeField(sheet())!;
    const right = freeField(sheet(arabic))!;
    expect(left.x).toBeCloseTo(12.6, 3);
    expect(right.x + right.width).toBeCloseTo(210 - 12.6, 3);
    expect(left.y + left.height).toBeLessThan(297 - 4);
  });

  const format = (id: string) => FORMATS.find((one) => one.id === id)!;
  const drawn = (campaign: Campaign, id: string, language = swedish) =>
    sheetOf({ campaign, format: format(id), language, second: null }, facts);

  test.each(FORMATS)('says in $id until when it may be used', ({ id }) => {
    const { checkBy, foot } = drawn(support, id);
    const lines = foot.lines.map(({ text }) => text);
    // A sticker bears one number only, which holds longer than the others.
    expect(checkBy).toMatch(/^(?:2026-11|2027-0\d)$/u);
    expect(lines.some((line) => line.endsWith(`efter ${checkedDate(checkBy, 'sv')}.`))).toBe(true);
    // The smallest type of a screen is large: there is room for one month.
    expect(lines.includes('Gjord september 2026.')).toBe(format(id).medium !== 'screen');
    const unread = drawn(support, id, arabic).foot.lines.map(({ text }) => text);
    expect(unread).toContain(arabic.common.unread);
  });

  test('leaves no comma, no full stop and no small letter alone beside the main number', () => {
    const main = (language: SheetLanguage, id = 'a4') =>
      drawn(young, id, language).lines.find((line) => line.main)!;
    const finnish = languages.find(({ locale }) => locale === 'fi')!;
    expect(main(swedish).after).toBe('Dygnet runt');
    expect(main(finnish)).toMatchObject({
      before: 'Soita, tekstaa tai chattaa: Bris',
      after: 'Ympäri vuorokauden',
    });
    // After the name of the line the sentence goes on.
    expect(drawn(support, 'a4').lines[0]).toMatchObject({
      name: 'Kvinnofridslinjen',
      after: 'dygnet runt',
    });
    expect(drawn(stop, 'card').card.entries).toEqual([
      { number: '020-555 666', label: 'Vardagar' },
    ]);
  });

  test('gives a neighbour to take along the number that is not known by heart', () => {
    const numbers = ['strips', 'slip', 'sticker'].map((id) => drawn(neighbour, id).strip.number);
    expect(numbers).toEqual(['114 14', '114 14', '112']);
    expect(drawn(neighbour, 'strips').strip.label).toBe('Polisen');
  });

  test('is refused where its code would be too small to be read', () => {
    expect(() => sheet(swedish, { ...a4, qr: 20 })).toThrow('a4: a QR code of 20 mm is too small');
  });

  test('of two languages holds both headlines, and the numbers once', () => {
    const both = sheetOf(
      { campaign: neighbour, format: a4, language: swedish, second: arabic },
      facts,
    );
    expect(both.title).toBe('granne-affisch-a4-sv-ar');
    expect(both.second?.lines.map(({ number }) => number)).toEqual(
      both.lines.map(({ number }) => number),
    );
  });
});
