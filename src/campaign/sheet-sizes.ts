import type { Campaign } from './campaigns.ts';
import type { Format } from './formats.ts';

/** The type of a sheet, in hundredths of its width; `smallest` is in pt. */
export interface Sizes {
  readonly headline: number;
  /** A headline is never smaller: on A3 60 pt. */
  readonly least: number;
  readonly text: number;
  readonly 'least-text': number;
  readonly number: number;
  readonly second: number;
  readonly small: number;
  readonly smallest: number;
  /** How high the picture is where the words leave room. */
  readonly wanted: number;
  /** The picture is never lower: the roofs are in it. */
  readonly picture: number;
}

/** 60 pt on A3, and in that proportion on every sheet. */
const LEAST_HEADLINE = 7.13;

const HEADLINES: Readonly<Record<Campaign['id'], number>> = {
  support: 11.6,
  neighbour: 12.9,
  stop: 14,
  young: 15,
  workplace: 10.4,
};

const PICTURES: Readonly<Record<Campaign['id'], number>> = {
  support: 30,
  neighbour: 0,
  stop: 28,
  young: 38,
  workplace: 18,
};

const NUMBERS: Readonly<Record<Campaign['id'], number>> = {
  support: 24.8,
  neighbour: 24,
  stop: 16,
  young: 24,
  workplace: 16,
};

/** The sizes that a campaign begins with in a format; what does not fit is set smaller, down to the least. */
export function sizesOf({ id }: Campaign, { medium, layout }: Format): Sizes {
  const headline = HEADLINES[id];
  const number = NUMBERS[id];
  const wanted = PICTURES[id];
  if (layout === 'lying') {
    // 1/30 of the height of a screen is 1.9 hundredths of its width.
    return {
      headline: headline * 0.56,
      least: 4,
      text: 2.5,
      'least-text': 1.9,
      number: number * 0.5,
      second: 4.6,
      small: 1.9,
      smallest: 1,
      wanted: 0,
      picture: 0,
    };
  }
  if (medium === 'screen') {
    // 1/30 of the height of a standing screen is 5.93 hundredths of its width.
    return {
      headline,
      least: LEAST_HEADLINE,
      text: 5.95,
      'least-text': 5.95,
      number,
      second: 9,
      small: 5.95,
      smallest: 1,
      wanted: wanted + 6,
      picture: 21,
    };
  }
  if (medium === 'social') {
    return {
      headline,
      least: 6.4,
      text: 4.2,
      'least-text': 2.9,
      number,
      second: 7.4,
      small: 2.7,
      smallest: 1,
      wanted,
      picture: 13.4,
    };
  }
  return {
    headline,
    least: LEAST_HEADLINE,
    text: 4.3,
    'least-text': 2.9,
    number,
    second: 9,
    small: 1.75,
    smallest: 7.5,
    wanted,
    picture: id === 'workplace' ? 12 : 20.4,
  };
}
