import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { freshness } from '../../src/helplines/fact-age.ts';
import { helplineSchema } from '../../src/helplines/helpline.ts';
import { telHref } from '../../src/helplines/phone.ts';
import { builtPages } from '../support/built-pages.ts';

/** What was too old on this day is so in every later build. */
const TODAY = new Date('2026-11-23');

const lines = readdirSync('content/helplines').map((name) =>
  helplineSchema.parse(JSON.parse(readFileSync(`content/helplines/${name}`, 'utf8'))),
);

test('no page tells a script when a line is open whose facts are too old, or were never checked', () => {
  const doubted = lines
    .filter(({ checked }) => ['stale', 'undated'].includes(freshness(checked, TODAY)))
    .flatMap(({ phone }) =>
      phone === null ? [] : [`[data-fits]:has(> a.num[href="${telHref(phone.number)}"])`],
    );
  const cards = builtPages.flatMap(({ document }) => [
    ...document.querySelectorAll(doubted.join()),
  ]);
  expect(cards.length).toBeGreaterThan(0);
  const told = cards.filter((card) => card.querySelector('[data-hours]') !== null);
  expect(told.map((card) => card.querySelector('h2, h3')?.textContent)).toEqual([]);
});
