import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readHelpline, type Helpline } from '../../src/helplines/helpline.ts';
import { openState } from '../../src/helplines/opening-hours.ts';

const FOLDERS = ['content/helplines', 'content/area/helplines'];

const files = FOLDERS.filter((folder) => existsSync(folder)).flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => `${folder}/${name}`),
);
const lines = files.flatMap((file): Helpline[] => {
  const read = readHelpline(JSON.parse(readFileSync(file, 'utf8')), file);
  return read.ok ? [read.value] : [];
});
const byId = (id: string): Helpline | undefined => lines.find((line) => line.id === id);

test.each(files)('%s is complete and right', (file) => {
  expect(readHelpline(JSON.parse(readFileSync(file, 'utf8')), file)).toMatchObject({ ok: true });
});

test('no two lines share an id or a number', () => {
  const ids = lines.map(({ id }) => id);
  const numbers = lines.flatMap(({ phone }) => phone?.number ?? []);
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(numbers).size).toBe(numbers.length);
});

describe('the numbers that lives hang on', () => {
  test('Kvinnofridslinjen is 116 016', () => {
    expect(byId('kvinnofridslinjen')?.phone).toEqual({ number: '116016', display: '116 016' });
  });

  test('112 is 112, free of any doubt about its hours', () => {
    expect(byId('sos-112')).toMatchObject({
      kind: 'emergency',
      hours: 'always',
      phone: { number: '112', display: '112' },
    });
  });

  test('the priest is reached by asking for one, so nothing there dials', () => {
    expect(byId('jourhavande-prast')).toMatchObject({
      phone: null,
      sms: null,
      viaEmergency: { ask: 'jourhavande präst' },
    });
  });

  test('only 112 itself dials 112, and no text message goes there', () => {
    expect(lines.filter(({ phone }) => phone?.number === '112').map(({ id }) => id)).toEqual([
      'sos-112',
    ]);
    expect(lines.filter(({ sms }) => sms !== null).map(({ id }) => id)).toEqual(['bris']);
  });
});

test('lines that are open day and night never ask anyone to check, at no hour of four years', () => {
  const always = lines.filter(({ hours }) => hours === 'always');
  expect(always.length).toBeGreaterThan(5);
  for (let hour = 0; hour < 4 * 366 * 24; hour += 7) {
    const instant = new Date(Date.parse('2026-01-01T00:00:00Z') + hour * 3_600_000);
    for (const { hours, exceptions } of always) {
      expect(openState(hours, exceptions, instant)).toEqual({ state: 'always' });
    }
  }
});

test('that a call is not on the bill is said of no line but the one whose source says so', () => {
  expect(lines.filter(({ phoneBill }) => phoneBill === 'not-shown').map(({ id }) => id)).toEqual([
    'jourhavande-prast',
  ]);
});
