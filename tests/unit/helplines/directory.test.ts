import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { directory, helplineById, stopLines } from '../../../src/helplines/directory.ts';
import { readHelpline, type Helpline } from '../../../src/helplines/helpline.ts';
import { publicHelplines } from '../../../src/helplines/public-json.ts';
import { line } from './fixtures.ts';

const published: Helpline[] = readdirSync('content/helplines').map((name) => {
  const read = readHelpline(JSON.parse(readFileSync(`content/helplines/${name}`, 'utf8')), name);
  if (!read.ok) throw new Error(read.problem.join('\n'));
  return read.value;
});

describe('the order of the page', () => {
  test('112 stands first and 116 016 second', () => {
    const order = directory(published).flatMap((group) => group.lines);
    expect(order.slice(0, 2).map(({ phone }) => phone?.display)).toEqual(['112', '116 016']);
  });

  test('every line stands there once', () => {
    const ids = directory(published).flatMap((group) => group.lines.map(({ id }) => id));
    expect([...ids].sort()).toEqual(published.map(({ id }) => id).sort());
  });

  test('a local line finds its place by its group and order', () => {
    const local = line({ id: 'lyktan', group: 'young', order: 0 });
    const young = directory([...published, local]).find(({ id }) => id === 'young');
    expect(young?.lines[0]?.id).toBe('lyktan');
  });

  test('a group without lines is left out', () => {
    expect(directory([line()]).map(({ id }) => id)).toEqual(['violence']);
  });
});

describe('for those who use violence', () => {
  test('the line made for them stands first', () => {
    expect(stopLines(published)[0]?.id).toBe('valj-att-sluta');
  });

  test('no line that is only for those who are hurt stands there', () => {
    expect(
      stopLines(published).every(({ audiences }) => audiences.includes('using-violence')),
    ).toBe(true);
  });
});

describe('a line by its id', () => {
  test('comes with its number', () => {
    expect(helplineById(published, 'kvinnofridslinjen').phone.number).toBe('116016');
  });

  test('that does not exist, or has no number, stops the build', () => {
    expect(() => helplineById(published, 'lyktan')).toThrow('"lyktan" is no help line');
    expect(() => helplineById(published, 'jourhavande-prast')).toThrow('has no number of its own');
  });
});

describe('the data for other sites', () => {
  const data = publicHelplines(published);

  test('has a version, the time zone of its hours and every line', () => {
    expect(data).toMatchObject({ version: 1, timeZone: 'Europe/Stockholm' });
    expect(data.lines.length).toBe(published.length);
  });

  test('gives the number, how it is shown and how it is dialled', () => {
    expect(data.lines.find(({ id }) => id === 'valj-att-sluta')?.phone).toEqual({
      number: '+4620555666',
      display: '020-555 666',
      href: 'tel:020555666',
    });
    expect(data.lines.find(({ id }) => id === 'jourhavande-prast')?.phone).toBeNull();
  });
});
