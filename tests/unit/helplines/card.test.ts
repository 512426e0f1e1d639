import { describe, expect, test } from 'vitest';
import { helplineCard, siteName } from '../../../src/helplines/card.ts';
import { readSpans, writeSpans } from '../../../src/helplines/compact-spans.ts';
import type { Helpline } from '../../../src/helplines/helpline.ts';
import { openingsOf } from '../../../src/helplines/opening-hours.ts';
import type { Locale } from '../../../src/i18n/locales.ts';
import { line, sentencesIn, weekdays } from './fixtures.ts';

const CALL_LIST = 'Samtalet ligger kvar i telefonens egen samtalslista.';

const TODAY = new Date('2026-11-23');

const card = (facts: Partial<Helpline>, locale: Locale = 'sv') => {
  return helplineCard(line(facts), {
    locale,
    today: TODAY,
    t: sentencesIn(locale),
    helplineTexts: { lyktan: { text: 'Text.' } },
  });
};

describe('notes', () => {
  test('every card with a number says that the call stays in the phone', () => {
    expect(card({}).notes).toEqual(['Gratis.', CALL_LIST]);
    expect(card({ phone: null, viaEmergency: { ask: 'lyktan' } }).notes).toContain(CALL_LIST);
  });

  test('the bill is told only where it is known, and never without the call list', () => {
    expect(card({ phoneBill: 'not-shown' }).notes.at(-1)).toBe(
      `Samtalet syns inte på telefonräkningen. ${CALL_LIST}`,
    );
    expect(card({ phoneBill: 'shown' }).notes.at(-1)).toBe(
      `Samtalet kan synas på telefonräkningen. ${CALL_LIST}`,
    );
    expect(card({ phoneBill: 'unknown' }).notes.join(' ')).not.toContain('räkning');
  });

  test('there are at most three', () => {
    const all = card({ price: 'normal', anonymous: true, phoneBill: 'shown', interpreter: true });
    expect(all.notes.length).toBe(3);
  });

  test('an unknown price and unknown namelessness are not spoken of', () => {
    expect(card({ price: 'unknown', anonymous: null }).notes).toEqual([CALL_LIST]);
  });

  test('a chat leaves no call', () => {
    const chat = { url: 'https://lyktan.example/', hours: null };
    expect(card({ phone: null, hours: null, chat }).notes).toEqual(['Gratis.']);
  });
});

describe('hours', () => {
  test('a line that is always open says so without a script, and that there can be a queue', () => {
    expect(card({ hours: 'always' }).phoneOpening).toEqual({
      kind: 'always',
      text: 'Öppet nu, dygnet runt. Ibland är det kö.',
    });
  });

  test('of 112 no queue is spoken', () => {
    expect(card({ hours: 'always', kind: 'emergency' }).phoneOpening).toEqual({
      kind: 'always',
      text: 'Öppet dygnet runt.',
    });
  });

  test('hours stand in words beside what the script reads', () => {
    expect(card({}).phoneOpening).toMatchObject({
      kind: 'hours',
      compact: expect.stringContaining(
        `${writeSpans(openingsOf(weekdays('09:00', '16:00')))}!`,
      ) as string,
      tables: [
        { caption: 'Telefontider', rows: [{ days: 'måndag–fredag', times: '09.00–16.00' }] },
      ],
    });
  });

  test('hours that were checked too long ago stand in words only, for telephone and chat', () => {
    const chat = { url: 'https://lyktan.example/', hours: weekdays('18:00', '21:00') };
    const { phoneOpening, chatOpening } = card({ checked: '2026-05-26', chat });
    expect(phoneOpening).toMatchObject({
      kind: 'hours',
      compact: null,
      tables: [{ rows: [{ days: 'måndag–fredag', times: '09.00–16.00' }] }],
    });
    expect(chatOpening).toMatchObject({ kind: 'hours', compact: null });
    expect(card({ checked: '2026-05-27' }).phoneOpening).not.toMatchObject({ compact: null });
    expect(card({ checked: '2026-05-26', hours: 'always' }).phoneOpening?.kind).toBe('always');
  });

  test('the script is told the day from which they are too old', () => {
    const opening = card({ checked: '2026-05-27' }).phoneOpening;
    const [, doubtful = ''] = (opening?.kind === 'hours' ? (opening.compact ?? '') : '').split('!');
    expect(readSpans(doubtful)[0]?.[0]).toBe(Date.parse('2026-11-24') / 86_400_000);
  });

  test('facts that nobody has checked light no window', () => {
    expect(card({ checked: null }).phoneOpening).toMatchObject({ kind: 'hours', compact: null });
    expect(card({ checked: null, hours: 'always' }).phoneOpening).toMatchObject({ kind: 'words' });
  });

  test('unknown hours are called unknown', () => {
    expect(card({ hours: null }).phoneOpening).toEqual({
      kind: 'words',
      text: 'Vi vet inte de exakta tiderna.',
    });
  });

  test('an exception has its dates and its hours, or says that they are not known', () => {
    const known = { from: '06-01', to: '07-31', hours: weekdays('09:00', '19:00') };
    const unknown = { from: '12-20', to: '01-10', hours: null };
    expect(card({ exceptions: [known, unknown] }).phoneOpening).toMatchObject({
      tables: [
        { caption: 'Telefontider' },
        {
          caption: 'Telefontider 1 juni till 31 juli',
          rows: [{ days: 'måndag–fredag', times: '09.00–19.00' }],
        },
        {
          caption: 'Telefontider 20 december till 10 januari',
          rows: [{ days: 'alla dagar', times: 'Vi vet inte de exakta tiderna.' }],
        },
      ],
    });
  });
});

describe('the rest of the card', () => {
  test('the name stays Swedish in other languages, unless the language has its own heading', () => {
    expect(card({}, 'ar')).toMatchObject({ heading: 'Lyktan', isSwedishName: true });
    expect(card({})).toMatchObject({ heading: 'Lyktan', isSwedishName: false });
  });

  test('languages and interpreter stand in one line', () => {
    expect(card({ languages: ['sv', 'en'], interpreter: true }).languages).toBe(
      'Språk: svenska och engelska. Tolk finns.',
    );
    expect(card({ interpreter: false }).languages).toBe('Språk: svenska.');
  });

  test('the date of checking is as exact as it is known', () => {
    expect(card({ checked: '2026-06-04' }).checked).toBe('Uppgifterna kontrollerades 4 juni 2026.');
    expect(card({ checked: '2026-06' }).checked).toBe('Uppgifterna kontrollerades juni 2026.');
    expect(card({ checked: null }).checked).toBe('Uppgifterna är inte kontrollerade av oss.');
  });

  test('dates have Western digits in Arabic too', () => {
    expect(card({ checked: '2026-06-04' }, 'ar').checked).toMatch(/4 يونيو 2026/u);
  });

  test('the website is linked only where nothing else leads to the service', () => {
    expect(card({}).web).toBeNull();
    expect(card({ phone: null, kind: 'directory', hours: null }).web).toBe(
      'https://lyktan.example/',
    );
  });

  test('a line without a text in the language stops the build', () => {
    expect(() =>
      helplineCard(line(), { locale: 'sv', today: TODAY, t: (key) => key, helplineTexts: {} }),
    ).toThrow('locales/sv/helplines.json: "lyktan" is missing; write its "text"');
  });

  test('a website is called by its host', () => {
    expect(siteName('https://www.bris.se/barn/?a=1')).toBe('bris.se');
  });
});
