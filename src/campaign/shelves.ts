import type { Campaign } from './campaigns.ts';
import { FORMATS, type Format, type Place } from './formats.ts';
import type { Piece } from './manifest.ts';

/** What stands together on one page of the partners' kit. */
export interface Shelf {
  /** A place, the partner's own staff, or what never stands beside anything else. */
  readonly id: Place | 'staff' | 'apart';
  /** The last part of its address: neutral. */
  readonly slug: string;
  readonly campaigns: readonly Campaign['id'][];
  readonly formats: readonly Format[];
}

const madeFor = (place: Place): readonly Format[] =>
  FORMATS.filter(({ places }) => places.includes(place));

/**
 * The pages of the kit. Where couples stand together only `neighbour` does; `stop` is alone, and its
 * address is not `sluta`, which is the room that no link leads out of.
 */
export const SHELVES: readonly Shelf[] = [
  {
    id: 'stairwell',
    slug: 'trapphus',
    campaigns: ['neighbour'],
    formats: madeFor('stairwell'),
  },
  {
    id: 'cubicle',
    slug: 'toalett',
    campaigns: ['support', 'young'],
    formats: madeFor('cubicle'),
  },
  { id: 'waiting', slug: 'vantrum', campaigns: ['neighbour'], formats: madeFor('waiting') },
  {
    id: 'counter',
    slug: 'disk',
    campaigns: ['support', 'neighbour', 'young'],
    formats: madeFor('counter'),
  },
  {
    id: 'screen',
    slug: 'skarm',
    campaigns: ['neighbour', 'young', 'support'],
    formats: madeFor('screen'),
  },
  {
    id: 'social',
    slug: 'sociala',
    campaigns: ['support', 'neighbour', 'young'],
    formats: madeFor('social'),
  },
  {
    id: 'staff',
    slug: 'personal',
    campaigns: ['workplace'],
    formats: FORMATS,
  },
  { id: 'apart', slug: 'separat', campaigns: ['stop'], formats: FORMATS },
];

/** Whether a file of the kit is offered on a shelf. */
export const standsOn = ({ campaigns, formats }: Shelf, { campaign, format }: Piece): boolean =>
  campaigns.includes(campaign) && formats.some(({ id }) => id === format);

/** Whether a file of the kit never stands beside any other. */
export const isApart = (piece: Piece): boolean =>
  SHELVES.some((shelf) => shelf.id === 'apart' && standsOn(shelf, piece));
