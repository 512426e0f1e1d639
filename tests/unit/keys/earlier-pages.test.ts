import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sealing } from '../../../src/build/sealing.ts';
import { readFacts, type IntakeFacts } from '../../../src/intake/facts.ts';
import { openIntake } from '../../../src/intake/intake.ts';
import { decodeFrame, frameBytes } from '../../../src/referral/frame.ts';
import { configFor, frameOf, framePost, temporaryFolder } from '../intake/stage.ts';
import { withKeyring } from '../referral/pgp/gpg.ts';
import { NOW, after, namedIn, newTeam, type Team } from './team.ts';

/** What a build at this time tells the server, and puts into the pages. */
const built = async ({ content }: Team, now = NOW): Promise<IntakeFacts> => {
  const environment = { CONTENT_DIR: content, DATA_DIR: join(content, '..', 'data') };
  const { facts } = await sealing(environment, now);
  return readFacts(JSON.stringify(facts));
};

const server = async (facts: IntakeFacts, now: Date) => {
  const dataDir = await temporaryFolder();
  const clock = { now: () => now.getTime() };
  const intake = await openIntake({ config: configFor(dataDir), facts, clientDir: dataDir, clock });
  return {
    answer: async (frame: Uint8Array<ArrayBuffer>) => {
      const response = await intake.receive(framePost(frame));
      return { status: response.status, body: await response.text() };
    },
    stored: () => readdir(join(dataDir, 'spool', 'new')),
  };
};

const RECEIVED = { status: 202, body: '{"status":"received"}' };
const REFUSED = { status: 400, body: '{"status":"refused"}' };

let first: Team;
let files: Record<'social' | 'recovery' | 'police' | 'policeRecovery', string>;
let pages: IntakeFacts;

beforeAll(async () => {
  first = newTeam();
  files = {
    social: await first.give(['add', 'social']),
    recovery: await first.give(['add', 'social', '--recovery']),
    police: await first.give(['add', 'police']),
    policeRecovery: await first.give(['add', 'police', '--recovery']),
  };
  pages = await built(first);
});

afterAll(() => {
  first.discard();
});

describe('a page that was opened before a certificate was replaced', () => {
  test.each(['social', 'police', 'both'] as const)(
    'still sends to %s for 30 days, and not a day longer',
    async (recipients) => {
      const team = first.copy();
      for (const file of [files.social, files.police]) {
        await team.give(['replace', file], after(1));
      }
      const facts = await built(team, after(1));
      expect(frameBytes(facts.set)).toBe(frameBytes(pages.set));
      const frame = await frameOf(pages, { recipients });
      for (const day of [1, 30]) {
        const { answer, stored } = await server(facts, after(day));
        expect(await answer(frame), `day ${day}`).toEqual(RECEIVED);
        expect(await stored()).toHaveLength(1);
      }
      const { answer, stored } = await server(facts, after(1 + 31));
      expect(await answer(frame)).toEqual(REFUSED);
      expect(await stored()).toEqual([]);
      expect(await answer(await frameOf(facts, { recipients }))).toEqual(RECEIVED);
    },
  );

  test('sends what the replaced secret key opens, and the new one does not', async () => {
    const team = first.copy();
    const replaced = await team.give(['replace', files.social], after(1));
    const frame = decodeFrame(await frameOf(pages), pages.set);
    const [letter] = frame.ok ? frame.value.letters : [];
    const today = ['--faked-system-time', String(after(2).getTime() / 1000)];
    const opened = (file: string) =>
      withKeyring((gpg) => {
        gpg(
          readFileSync(join(team.medium, file.replace('.asc', '.secret.asc'))),
          ...today,
          '--import',
        );
        return gpg(letter!.bytes, ...today, '--decrypt').toString();
      });
    expect(opened(files.social)).toContain('SÅ FÅR VI KONTAKTA');
    expect(opened(files.recovery)).toContain('SÅ FÅR VI KONTAKTA');
    expect(() => opened(replaced)).toThrow();
    expect(() => opened(files.police)).toThrow();
  });

  test('still sends when it is two changes behind, or when only the other authority changed', async () => {
    const team = first.copy();
    const second = await team.give(['replace', files.social], after(1));
    const between = await built(team, after(1));
    await team.give(['replace', second], after(2));
    await team.keys(['remove', files.policeRecovery], after(3));
    const { answer } = await server(await built(team, after(3)), after(3));
    for (const facts of [pages, between]) {
      expect(await answer(await frameOf(facts, { recipients: 'both' }))).toEqual(RECEIVED);
    }
  });

  test('still sends where the replaced certificate has ended since', async () => {
    const team = first.copy();
    for (const file of Object.values(files)) await team.give(['replace', file], after(720));
    const { answer } = await server(await built(team, after(720)), after(735));
    expect(await answer(await frameOf(pages, { recipients: 'both' }))).toEqual(RECEIVED);
  });

  test('is refused at once when the replaced secret key is in wrong hands', async () => {
    const team = first.copy();
    await team.give(['add', 'social'], after(1));
    const between = await built(team, after(1));
    await team.give(['replace', files.social, '--lost'], after(2));
    expect(team.profileText()).not.toContain(namedIn(first, 'social').certificates[0]!.fingerprint);
    const facts = await built(team, after(2));
    const { answer, stored } = await server(facts, after(2));
    for (const held of [pages, between]) {
      expect(await answer(await frameOf(held))).toEqual(REFUSED);
      expect(await answer(await frameOf(held, { recipients: 'both' }))).toEqual(REFUSED);
      expect(await answer(await frameOf(held, { recipients: 'police' }))).toEqual(RECEIVED);
    }
    expect(await stored()).toHaveLength(2);
  });

  test('is refused at once when the secret key is found in wrong hands after it was replaced', async () => {
    const team = first.copy();
    await team.give(['replace', files.social], after(1));
    await team.keys(['remove', files.social, '--lost'], after(2));
    const { answer } = await server(await built(team, after(2)), after(2));
    expect(await answer(await frameOf(pages))).toEqual(REFUSED);
    expect(await answer(await frameOf(pages, { recipients: 'police' }))).toEqual(RECEIVED);
  });
});

describe('a server that takes two sets takes nothing else', () => {
  test('neither a letter for other keys, nor one for the earlier keys in part or in another order', async () => {
    const team = first.copy();
    await team.give(['replace', files.social], after(1));
    const { answer, stored } = await server(await built(team, after(1)), after(1));
    const otherPages = (certificates: (own: readonly string[]) => readonly string[]) => ({
      ...pages,
      set: {
        ...pages.set,
        inboxes: pages.set.inboxes.map((inbox) => ({
          ...inbox,
          certificates: [...certificates(inbox.certificates)],
        })),
      },
    });
    const police = pages.set.inboxes[1]!.certificates;
    for (const certificates of [
      () => police,
      (own: readonly string[]) => own.slice(1),
      (own: readonly string[]) => own.toReversed(),
      (own: readonly string[]) => [...own, police[0]!],
    ]) {
      expect(await answer(await frameOf(otherPages(certificates)))).toEqual(REFUSED);
    }
    expect(await stored()).toEqual([]);
    expect(await answer(await frameOf(otherPages((own) => own)))).toEqual(RECEIVED);
  });
});

describe('the build', () => {
  test('says when an earlier set has ended, and the command takes it out', async () => {
    const team = first.copy();
    await team.give(['replace', files.social], after(10));
    const warnings = async (day: number) =>
      (await sealing({ CONTENT_DIR: team.content }, after(day))).warnings;
    expect(await warnings(30)).toEqual([]);
    expect(await warnings(31)).toEqual([
      ...['social', 'police'].map(
        (id) =>
          `area/profile.json: inboxes.${id}.earlier: pages made before are refused since the end of 2026-12-23. ` +
          'Take the entry out: npm run keys -- tidy. Its replaced secret keys open nothing new.',
      ),
    ]);
    await team.keys(['tidy'], after(31));
    expect(await warnings(31)).toEqual([]);
    expect(namedIn(team, 'social').earlier).toHaveLength(1);
    expect(namedIn(team, 'police').earlier).toBeUndefined();
  });
});
