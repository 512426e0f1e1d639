import type { WeekPlan } from './opening-state.ts';

type Pair = readonly [number, number];

/**
 * A week plan as a short attribute for `readCompactHours`: openings, then after `!` the exceptional
 * dates, e.g. `540-960 1980-2400!601-731`.
 */
export const writeCompactHours = ({ openings, spans }: WeekPlan): string =>
  `${write(openings)}!${write(spans)}`;

/** The week plan behind an attribute of `writeCompactHours`. Runs in the browser. */
export const readCompactHours = (text: string): WeekPlan => {
  const [openings = [], spans = []] = text.split('!').map(read);
  return { openings, spans };
};

const write = (pairs: readonly Pair[]): string => pairs.map((pair) => pair.join('-')).join(' ');

const read = (text: string): Pair[] =>
  text.split(' ').map((pair) => {
    const [from = 0, to = 0] = pair.split('-').map(Number);
    return [from, to];
  });
