import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { finderFacts, fits } from '../../../src/helplines/finder-facts.ts';
import { helplineSchema } from '../../../src/helplines/helpline.ts';

const line = (id: string) =>
  helplineSchema.parse(JSON.parse(readFileSync(`content/helplines/${id}.json`, 'utf8')));

test('a card says for whom it is, in which languages and how it is reached', () => {
  expect(fits(line('kvinnofridslinjen')).split(' ')).toEqual(
    expect.arrayContaining(['who-women', 'language-any', 'channel-call', 'channel-chat']),
  );
  expect(fits(line('killar')).split(' ')).not.toContain('channel-call');
  expect(fits(line('bris')).split(' ')).toContain('who-young');
});

test('the reader’s own language stands first, except on Swedish pages', () => {
  const t = (key: string) => key;
  expect(finderFacts([line('sos-112'), line('bris')], 'ar', t).own).toBe('ar');
  expect(finderFacts([line('sos-112')], 'sv-x-lattlast', t).own).toBe('');
});

test('a choice that no line meets is not offered', () => {
  const { fields } = finderFacts([line('sos-112'), line('killar')], 'sv', (key) => key);
  expect(fields.channel.options.map(([value]) => value)).toEqual(['call', 'chat']);
});

test.each(['women', 'men', 'trans', 'lgbtq'])('%s keep the lines for everyone', (who) => {
  const kept = (id: string) =>
    fits(line(id))
      .split(' ')
      .some((fact) => fact === 'who-everyone' || fact === `who-${who}`);
  const ids = [
    'sjalvmordslinjen',
    'hjalplinjen',
    'brottsofferjouren',
    'storasyster',
    'valj-att-sluta',
  ];
  expect(ids.filter((id) => !kept(id))).toEqual([]);
});

test('a card says nothing of its audience that cannot be asked for', () => {
  expect(fits(line('manniskohandel')).split(' ')).not.toContain('who-trafficking');
});
