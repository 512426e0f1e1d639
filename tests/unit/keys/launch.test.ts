import { afterAll, beforeAll, expect, test } from 'vitest';
import { certificateNotes } from '../../../src/build/sealing.ts';
import { after, newTeam, NOW, type Team } from './team.ts';

let team: Team;
const notes = (days: number) =>
  certificateNotes({ CONTENT_DIR: team.content, DATA_DIR: 'nowhere' }, after(days));

beforeAll(() => {
  team = newTeam();
});
afterAll(() => {
  team.discard();
});

test('nothing is said of an area that has no certificates', async () => {
  expect(await notes(0)).toEqual([]);
});

test('a certificate is spoken of when fewer than 90 of its two years are left, and when they are over', async () => {
  const file = await team.give(['add', 'social'], NOW);
  expect(await notes(600)).toEqual([]);
  for (const days of [660, 725, 800]) {
    const said = await notes(days);
    expect(said, `day ${days}`).toHaveLength(1);
    expect(said[0]).toContain(`area/certificates/${file}`);
  }
});
