import { readFileSync } from 'node:fs';
import type { Helpline } from '../../../src/helplines/helpline.ts';
import type { WeekHours } from '../../../src/helplines/hours-schema.ts';
import { translator, type Translate } from '../../../src/i18n/sentences.ts';

/** A week that is closed but for the days given. */
export const week = (open: Partial<WeekHours>): WeekHours => ({
  mon: [],
  tue: [],
  wed: [],
  thu: [],
  fri: [],
  sat: [],
  sun: [],
  ...open,
});

/** The same openings on every day of the week. */
export const daily = (...openings: [string, string][]): WeekHours => ({
  mon: openings,
  tue: openings,
  wed: openings,
  thu: openings,
  fri: openings,
  sat: openings,
  sun: openings,
});

/** Monday to Friday the same, closed at the weekend. */
export const weekdays = (from: string, to: string): WeekHours => ({
  ...daily([from, to]),
  sat: [],
  sun: [],
});

/** An invented line with everything on it; what a test is about is replaced. */
export const line = (facts: Partial<Helpline> = {}): Helpline => ({
  id: 'lyktan',
  name: 'Lyktan',
  kind: 'line',
  group: 'violence',
  order: 1,
  audiences: ['being-hurt'],
  phone: { number: '+4620111222', display: '020-111 222' },
  viaEmergency: null,
  sms: null,
  hours: weekdays('09:00', '16:00'),
  exceptions: [],
  chat: null,
  web: 'https://lyktan.example/',
  languages: ['sv'],
  interpreter: null,
  price: 'free',
  phoneBill: 'unknown',
  anonymous: null,
  area: 'Sverige',
  source: 'invented',
  checked: '2026-06-04',
  ...facts,
});

/** The site's own sentences in one language. */
export const sentencesIn = (locale: string): Translate => {
  const file = `content/locales/${locale}/ui.json`;
  return translator(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>, file);
};
