import { readdirSync, readFileSync } from 'node:fs';
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { readSpans, writeSpans } from '../../../src/helplines/compact-spans.ts';
import { REFUSE_AFTER_DAYS } from '../../../src/helplines/fact-age.ts';
import { readHelpline, type Helpline } from '../../../src/helplines/helpline.ts';
import type { HoursException, WeekHours } from '../../../src/helplines/hours-schema.ts';
import { showOpenNow } from '../../../src/helplines/open-now.ts';
import { openTexts } from '../../../src/helplines/open-texts.ts';
import { openState, type OpenState } from '../../../src/helplines/opening-hours.ts';
import { translator } from '../../../src/i18n/sentences.ts';
import { phoneOpening } from '../../../src/helplines/opening-words.ts';
import { readFromCalendar } from './calendar-reading.ts';
import { daily, line, sentencesIn, week, weekdays } from './fixtures.ts';

const INSTANTS = 20_000;
const FIRST = Date.parse('2026-01-01T00:00:00Z');
const SPAN_MS = 4 * 365 * 86_400_000;

const t = sentencesIn('sv');

interface Channel {
  readonly hours: WeekHours;
  readonly exceptions: HoursException[];
  /** Far ahead when left out: what is about hours alone is never too old. */
  readonly checked?: string;
}

const published: Helpline[] = readdirSync('content/helplines').map((name) => {
  const read = readHelpline(JSON.parse(readFileSync(`content/helplines/${name}`, 'utf8')), name);
  if (!read.ok) throw new Error(read.problem.join('\n'));
  return read.value;
});

const channels: Channel[] = [
  ...published.flatMap(({ hours, chat, exceptions }) =>
    [hours, chat?.hours ?? null]
      .filter((week) => week !== null && week !== 'always')
      .map((week) => ({ hours: week, exceptions })),
  ),
  {
    hours: daily(['00:00', '04:30'], ['12:05', '24:00']),
    exceptions: [{ from: '12-20', to: '01-10', hours: null }],
  },
  {
    hours: week({
      fri: [['18:00', '24:00']],
      sat: [['00:00', '24:00']],
      sun: [['00:00', '03:00']],
    }),
    exceptions: [{ from: '08-10', to: '08-10', hours: null }],
  },
];

/** Instants spread over four years, with the two nights of the clock change looked at more closely. */
function* instants(): Generator<Date> {
  let seed = 1;
  for (let count = 0; count < INSTANTS; count += 1) {
    seed = (seed * 48_271) % 2_147_483_647;
    yield new Date(FIRST + (seed / 2_147_483_647) * SPAN_MS);
  }
  for (const night of ['2026-10-24T22:00:00Z', '2027-03-27T22:00:00Z', '2028-03-25T22:00:00Z']) {
    for (let minute = 0; minute < 480; minute += 1) {
      yield new Date(Date.parse(night) + minute * 60_000);
    }
  }
}

/** What the card of a channel tells the script of a page built on a day. */
function dataHours(channel: Channel, built: Date): string {
  const facts = line({ checked: '2039-12-31', ...channel });
  const opening = phoneOpening(facts, { t, lang: 'sv', today: built });
  if (opening.kind !== 'hours' || opening.compact === null) throw new Error('no hours');
  return opening.compact;
}

const page = (channel: Channel, built: Date, label = '') =>
  parseHTML(
    `<main><div data-open-texts="${openTexts(t, built)}"><p class="lit" hidden data-open="${label}"
      data-hours="${dataHours(channel, built)}"><svg></svg><span></span></p></div></main>`,
  ).document;

/** A day on which a page is built. */
const BUILT = new Date('2026-11-23');

/** Class, words and whether it is hidden, of a line on a page after the script has run. */
function spoken(channel: Channel, now: Date, label = '', built = BUILT): [string, string, boolean] {
  const document = page(channel, built, label);
  showOpenNow(document, now);
  const shown = document.querySelector('p')!;
  return [shown.className, shown.textContent, shown.hasAttribute('hidden')];
}

const sentence = (state: OpenState): [string, string, boolean] => {
  const dotted = (time: string): string => time.replace(':', '.');
  if (state.state === 'open') {
    return ['lit open', t('helpline.open', { time: dotted(state.until) }), false];
  }
  if (state.state !== 'closed') return ['lit check', t('helpline.check'), false];
  const { weekday, time, today } = state.opens;
  const values = { day: t(`helpline.day.${weekday}`), time: dotted(time) };
  return ['lit closed', t(today ? 'helpline.opens-today' : 'helpline.opens-on', values), false];
};

test('at twenty thousand instants the state is what a calendar and a list of holidays say', () => {
  let place = 0;
  for (const instant of instants()) {
    const { hours, exceptions } = channels[place % channels.length]!;
    place += 1;
    expect([instant, openState(hours, exceptions, instant)]).toEqual([
      instant,
      readFromCalendar(hours, exceptions, instant),
    ]);
  }
});

test('the page says the same as the full reading', () => {
  let place = 0;
  for (const instant of instants()) {
    place += 1;
    if (place % 10 !== 0) continue;
    const channel = channels[(place / 10) % channels.length]!;
    const expected = sentence(openState(channel.hours, channel.exceptions, instant));
    // As old as a page may become before its facts are.
    const built = new Date(+instant - REFUSE_AFTER_DAYS * 86_400_000);
    expect([instant, spoken(channel, instant, '', built)]).toEqual([instant, expected]);
  }
});

test('spans come back from their short form', () => {
  const spans = [
    [0, 20454],
    [20454, 20455],
    [20500, 99999],
  ] as const;
  expect(readSpans(writeSpans(spans))).toEqual(spans);
});

describe('on the page', () => {
  const office: Channel = { hours: weekdays('09:00', '16:00'), exceptions: [] };

  test('an open line is lit and says until when', () => {
    expect(spoken(office, new Date('2026-11-24T12:00:00Z'))).toEqual([
      'lit open',
      'Öppet nu, till kl. 16.00. Ibland är det kö.',
      false,
    ]);
  });

  test('a closed line says the day, with the name of its channel', () => {
    expect(spoken(office, new Date('2026-11-27T18:00:00Z'), 'Chatten: ')).toEqual([
      'lit closed',
      'Chatten: Öppnar måndag kl. 09.00.',
      false,
    ]);
  });

  test('without a time zone that the browser knows the line stays hidden', () => {
    expect(spoken(office, new Date(Number.NaN))).toEqual(['lit', '', true]);
  });

  test('outside the years whose holidays it knows it says check, whatever the day', () => {
    for (const day of ['2025-11-25', '2028-01-11', '2052-03-05']) {
      expect(spoken(office, new Date(`${day}T12:00:00Z`))[0]).toBe('lit check');
    }
    expect(spoken(office, new Date('2027-11-26T12:00:00Z'))[0]).toBe('lit open');
  });

  test('from the day its facts are too old it says check, though nobody has built again', () => {
    const checked = { ...office, checked: '2026-08-20' };
    expect(spoken(checked, new Date('2027-02-16T12:00:00Z'))[0]).toBe('lit open');
    expect(spoken(checked, new Date('2027-02-17T12:00:00Z'))[0]).toBe('lit check');
    expect(spoken(checked, new Date('2030-11-26T12:00:00Z'))[0]).toBe('lit check');
    // The evening before, the next opening is already in doubt.
    expect(spoken(checked, new Date('2027-02-16T18:00:00Z'))[0]).toBe('lit check');
  });

  test('an exception before that day is in doubt too', () => {
    const exceptions = [{ from: '12-20', to: '01-10', hours: null }];
    const checked = { ...office, exceptions, checked: '2026-08-20' };
    expect(spoken(checked, new Date('2027-01-08T12:00:00Z'))[0]).toBe('lit check');
    expect(spoken(checked, new Date('2027-01-12T12:00:00Z'))[0]).toBe('lit open');
  });

  test('a page without help lines is left alone', () => {
    const { document } = parseHTML('<main><p>Text</p></main>');
    showOpenNow(document, new Date('2026-11-24T12:00:00Z'));
    expect(document.querySelector('main')?.innerHTML).toBe('<p>Text</p>');
  });

  test('a second look changes what the first has said', () => {
    const document = page(office, BUILT);
    showOpenNow(document, new Date('2026-11-24T12:00:00Z'));
    showOpenNow(document, new Date('2026-11-24T15:00:00Z'));
    expect(document.querySelector('p')?.className).toBe('lit closed');
    expect(document.querySelector('p')?.textContent).toBe('Öppnar onsdag kl. 09.00.');
  });
});

test('the sentences are refused when one holds the sign that parts them', () => {
  const broken = translator({ 'helpline.check': 'a|b' }, 'ui.json');
  expect(() => openTexts(broken, BUILT)).toThrow('helpline.check: write it without "|"');
});
