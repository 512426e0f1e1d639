import { expect, test } from 'vitest';
import { CAMPAIGNS } from '../../../src/campaign/campaigns.ts';
import { FORMATS, PLACES } from '../../../src/campaign/formats.ts';
import { SHELVES } from '../../../src/campaign/shelves.ts';

const campaignsAt = (wanted: string) => SHELVES.find(({ id }) => id === wanted)?.campaigns;

test('every place has a page, and every format of a place stands on it', () => {
  for (const place of PLACES) {
    const shelf = SHELVES.find(({ id }) => id === place);
    expect(shelf?.formats).toEqual(FORMATS.filter(({ places }) => places.includes(place)));
  }
});

test.each(['stairwell', 'waiting'])('%s: couples stand together, so only neighbours', (place) => {
  expect(campaignsAt(place)).toEqual(['neighbour']);
});

test('cubicles have what is for the one who is hurt, and for the young', () => {
  expect(campaignsAt('cubicle')).toEqual(['support', 'young']);
});

test('what is for those who use violence stands on a page of its own, in every format', () => {
  const shelves = SHELVES.filter(({ campaigns }) => campaigns.includes('stop'));
  expect(shelves.map(({ campaigns }) => campaigns)).toEqual([['stop']]);
  expect(shelves[0]?.formats).toEqual(FORMATS);
  expect(shelves[0]?.slug).not.toBe('sluta');
});

test('every campaign stands somewhere', () => {
  for (const { id } of CAMPAIGNS)
    expect(SHELVES.some(({ campaigns }) => campaigns.includes(id))).toBe(true);
});
