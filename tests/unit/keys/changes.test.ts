import { chmodSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { carryOut } from '../../../src/keys/carry-out.ts';
import { writeChange } from '../../../src/keys/write-files.ts';
import { makeDemoCertificate } from '../../../src/referral/pgp/certificate.ts';
import { NOW, PASSPHRASE, after, namedIn, newTeam, type Team } from './team.ts';

let first: Team;
let made: { certificate: string; fingerprint: string };
let file: string;

beforeAll(async () => {
  first = newTeam();
  made = await makeDemoCertificate('Socialtjänsten', NOW);
  file = await taken(first, 'social', made);
});

afterAll(() => {
  first.discard();
});

const theirs = (team: Team, { certificate, fingerprint }: typeof made) => [
  ...['--from', team.file('theirs.asc', certificate)],
  ...['--fingerprint', fingerprint],
];

/** Takes up a certificate and says its file. */
async function taken(team: Team, id: 'social' | 'police', one: typeof made, now = NOW) {
  const said = await team.keys(['add', id, ...theirs(team, one)], now);
  if (!said.ok) throw new Error(said.problem.sentence);
  return namedIn(team, id).certificates.at(-1)!.file;
}

const refusal = async (team: Team, words: string[], now = NOW): Promise<string> => {
  const before = stateOf(team);
  const said = await team.keys(words, now);
  expect(stateOf(team)).toEqual(before);
  return said.ok ? '' : said.problem.sentence;
};

/** Everything below the team's folders, with its text. */
const stateOf = ({ content, medium }: Team) =>
  [content, medium].flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort()
      .map((path) => [path, readFileSync(path, 'utf8')]),
  );

describe('a reader less', () => {
  test('is gone from profile and folder, and letters of earlier pages are taken for 30 days', async () => {
    const team = first.copy();
    const other = await taken(team, 'social', await makeDemoCertificate('Två', NOW), after(1));
    const said = await team.keys(['remove', `content/area/certificates/${file}`], after(2));
    expect(said.ok && said.value.text).toBe(
      `If pages were published before, letters from them are taken until the end of 2026-12-25. Keep the secret key of ${file} until then.\n` +
        'Publish the site today: until then pages lock for the old certificates.',
    );
    expect(namedIn(team, 'social').certificates.map((named) => named.file)).toEqual([other]);
    expect(team.certificates()).toEqual([other]);
    expect(namedIn(team, 'social').earlier?.map(({ until, keys }) => [until, keys.length])).toEqual(
      [
        ['2026-12-24', 1],
        ['2026-12-25', 2],
      ],
    );
  });

  test('whose secret is in wrong hands takes every set with it that this secret opens', async () => {
    const team = first.copy();
    const other = await makeDemoCertificate('Två', NOW);
    await taken(team, 'social', other, after(1));
    const said = await team.keys(['remove', file, '--lost'], after(2));
    expect(said.ok && said.value.text).toContain('refused from now on: they say "not sent"');
    expect(namedIn(team, 'social').earlier).toBeUndefined();
    expect(team.profileText()).not.toContain(made.fingerprint);
  });

  test('leaves letters that the others open, so the secret of who is gone need not be kept', async () => {
    const team = first.copy();
    await taken(team, 'social', await makeDemoCertificate('Två', NOW));
    const said = await team.keys(['remove', file], after(40));
    expect(said.ok && said.value.text).toBe(
      'If pages were published before, letters from them are taken until the end of 2027-02-01.\n' +
        'Publish the site today: until then pages lock for the old certificates.',
    );
  });

  test('is named when only the recovery key is left, and stays something to do', async () => {
    const team = first.copy();
    const recovery = theirs(team, await makeDemoCertificate('Reserv', NOW));
    await team.keys(['add', 'social', '--recovery', ...recovery]);
    const sentence =
      'inboxes.social.certificates: only the recovery key, which lies in a safe, opens new letters. ' +
      'Add a reader today: npm run keys -- add social --secrets <folder>. Until then: npm run inboxes -- close social.';
    for (const words of [['remove', file], []]) {
      const said = await team.keys(words, after(1));
      expect(said.ok && said.value.text.split('\n')).toContain(
        words.length === 0 ? `- ${sentence}` : sentence,
      );
    }
  });

  test('is gone by a clock that is behind, and its letters are still taken for 30 days', async () => {
    const team = first.copy();
    await taken(team, 'social', await makeDemoCertificate('Två', NOW));
    const said = await team.keys(['remove', file], after(-100));
    expect(said.ok ? '' : said.problem.sentence).toBe('');
    expect(namedIn(team, 'social').earlier?.at(-1)?.until).toBe('2026-12-23');
  });

  test('is refused when nobody would be left', async () => {
    expect(await refusal(first.copy(), ['remove', file])).toBe(
      `${file} is the only certificate of its inbox, and without one nobody can write to it. Use replace, or add another first.`,
    );
  });

  test('is refused when there is no such certificate', async () => {
    expect(await refusal(first.copy(), ['remove', 'social-1.asc'])).toBe(
      'area/profile.json names no certificate "social-1.asc". npm run keys lists those there are.',
    );
  });
});

describe('a reader more', () => {
  test('is refused where there are four, but one of them can be replaced', async () => {
    const team = first.copy();
    for (const name of ['Två', 'Tre', 'Fyra']) {
      await taken(team, 'social', await makeDemoCertificate(name, NOW));
    }
    const fifth = theirs(team, await makeDemoCertificate('Fem', NOW));
    expect(await refusal(team, ['add', 'social', ...fifth])).toBe(
      'inboxes.social.certificates holds four certificates already, the most there can be. Remove one first, or use replace.',
    );
    expect((await team.keys(['replace', file, ...fifth])).ok).toBe(true);
    expect(namedIn(team, 'social').certificates).toHaveLength(4);
  });

  test('does not claim that pages were published, since the command cannot know', async () => {
    const team = first.copy();
    const recovery = theirs(team, await makeDemoCertificate('Reserv', NOW));
    const said = await team.keys(['add', 'social', '--recovery', ...recovery]);
    expect(said.ok && said.value.text).toContain(
      'If pages were published before, letters from them are taken until the end of 2026-12-23.\nPublish',
    );
  });

  test('leaves no earlier set where no page was offered', async () => {
    const team = first.copy();
    const closed = team.profileText().replace('"open": true', '"open": false');
    writeFileSync(join(team.content, 'area/profile.json'), closed);
    await taken(team, 'police', await makeDemoCertificate('Polisen', NOW));
    await taken(team, 'social', await makeDemoCertificate('Två', after(5)), after(5));
    expect(namedIn(team, 'social').earlier).toBeUndefined();
    expect(namedIn(team, 'social').certificates).toHaveLength(2);
  });

  test('can be taken up one by one when all certificates have ended', async () => {
    const team = first.copy();
    const police = await taken(team, 'police', await makeDemoCertificate('Polisen', NOW));
    const [one, two] = [
      await makeDemoCertificate('Ny', after(740)),
      await makeDemoCertificate('Ny', after(740)),
    ];
    for (const [old, anew] of [
      [file, one],
      [police, two],
    ] as const) {
      expect((await team.keys(['replace', old, ...theirs(team, anew)], after(741))).ok).toBe(true);
    }
  });
});

describe('certificate and profile change together or not at all', () => {
  const replacing = async (team: Team) => {
    const anew = await makeDemoCertificate('Ny', NOW);
    return { anew, words: ['replace', file, ...theirs(team, anew)] };
  };

  test('when the folder of certificates cannot be written', async () => {
    const team = first.copy();
    const { words } = await replacing(team);
    const words2 = words.map((word) =>
      word === 'replace' ? 'add' : word === file ? 'police' : word,
    );
    const folder = join(team.content, 'area/certificates');
    rmSync(folder, { recursive: true });
    writeFileSync(folder, '');
    writeFileSync(
      join(team.content, 'area/profile.json'),
      readFileSync('content/area/profile.json'),
    );
    expect(await refusal(team, words2)).toMatch(
      /could not be written \(ENOTDIR\)\. Nothing was changed\. Check that the disk is not full/u,
    );
  });

  test('when a file of that name is there already, which is never overwritten', async () => {
    const team = first.copy();
    const { anew, words } = await replacing(team);
    const path = join(
      team.content,
      `area/certificates/social-${anew.fingerprint.slice(-8).toLowerCase()}.asc`,
    );
    writeFileSync(path, 'mine');
    expect(await refusal(team, words)).toBe(
      `${path} is there already, and nothing is ever overwritten. Move it.`,
    );
  });

  test('when the secret cannot be written, or is there already', async () => {
    const team = first.copy();
    const profilePath = join(team.content, 'area/profile.json');
    const secret = {
      path: join(team.medium, 'a.secret.asc'),
      text: 'SECRET',
      mode: 0o600,
    } as const;
    const certificate = {
      path: join(team.content, 'area/certificates/a.asc'),
      text: 'a',
      mode: 0o644,
    } as const;
    const profile = { path: profilePath, before: team.profileText(), after: '{}' };
    const write = (path: string) =>
      writeChange({ profile, added: [certificate, { ...secret, path }], removed: [] });
    writeFileSync(secret.path, 'mine');
    const before = stateOf(team);
    for (const [path, kind] of [
      [secret.path, 'file-exists'],
      [join(team.medium, 'none/a.asc'), 'not-written'],
    ] as const) {
      const written = await write(path);
      expect(written.ok ? '' : written.problem.kind).toBe(kind);
      expect(stateOf(team)).toEqual(before);
    }
  });

  test('when somebody else changes the profile while the passphrase is typed', async () => {
    const team = first.copy();
    const { profileText, content, medium } = team;
    const theirText = profileText().replace('"deputy": null', '"deputy": "N. N."');
    const fd = team.typed(PASSPHRASE);
    const said = await carryOut(
      {
        kind: 'add',
        inbox: 'police',
        recovery: false,
        key: { kind: 'made', folder: medium, passphraseFd: fd },
      },
      {
        environment: { CONTENT_DIR: content },
        now: NOW,
        format: (json) => {
          writeFileSync(join(content, 'area/profile.json'), theirText);
          return Promise.resolve(json);
        },
        coloured: false,
      },
    );
    expect(said.ok ? '' : said.problem.sentence).toBe(
      'area/profile.json was changed by somebody else in the meantime. Nothing was changed. Begin again.',
    );
    expect(profileText()).toBe(theirText);
    expect([team.certificates(), team.secrets()]).toEqual([[file], []]);
  });

  test('when the profile or a certificate of it cannot be read', async () => {
    const team = first.copy();
    const profilePath = join(team.content, 'area/profile.json');
    const text = team.profileText();
    rmSync(join(team.content, 'area/certificates', file));
    expect(await refusal(team, [])).toBe(
      `area/certificates/${file} cannot be read, but area/profile.json names it. Put it back (git checkout), then begin again.`,
    );
    writeFileSync(profilePath, text.replace('"sv",', '"sv"'));
    expect(await refusal(team, [])).toMatch(/JSON.*profile\.json/su);
    writeFileSync(profilePath, text.replace('"social"', '"sociala"'));
    expect(await refusal(team, [])).toMatch(
      /profile\.json cannot be used\.\n {2}inboxes\.0\.id: /u,
    );
    rmSync(profilePath);
    expect((await team.keys([])).ok).toBe(false);
  });
});

describe('a medium that keeps no rights of files', () => {
  test('is named, since only the passphrase protects the secret there', async () => {
    const { isOpenToOthers } = await import('../../../src/keys/write-files.ts');
    const path = first.file('secret.asc', '');
    chmodSync(path, 0o600);
    expect(await isOpenToOthers(path)).toBe(false);
    chmodSync(path, 0o644);
    expect(await isOpenToOthers(path)).toBe(true);
  });
});

describe('npm run keys alone', () => {
  const status = async (team: Team, now: Date) => {
    const said = await team.keys([], now);
    return said.ok ? said.value : { text: said.problem.sentence, toDo: true };
  };
  /** A team that lacks nothing. */
  const complete = async () => {
    const team = first.copy();
    const files = [file];
    for (const [id, recovery] of [
      ['social', true],
      ['police', false],
      ['police', true],
    ] as const) {
      const words = ['add', id, ...(recovery ? ['--recovery'] : [])];
      await team.keys([...words, ...theirs(team, await makeDemoCertificate(id, NOW))]);
      files.push(namedIn(team, id).certificates.at(-1)!.file);
    }
    return { team, files };
  };

  test('lists each certificate with its fingerprint and its end, and says when there is nothing to do', async () => {
    const { team } = await complete();
    const { text, toDo } = await status(team, after(1));
    expect(toDo).toBe(false);
    const { file: name, fingerprint } = namedIn(team, 'police').certificates[0]!;
    expect(text).toContain(
      `Polisen (police)\n  ${name}  ends 2028-11-22, 729 days left\n    ${fingerprint.slice(0, 4)} ${fingerprint.slice(4, 8)} `,
    );
    expect(text).toContain('Letters from earlier pages are taken until the end of 2026-12-23.');
    expect(text.endsWith('\nNothing to do.')).toBe(true);
  });

  test.each([
    [639, '91 days left', null],
    [641, '', 'ends in 89 days. Plan to replace it:'],
    [701, '', 'ends in 29 days. Replace it now, so that there is time if something fails:'],
    [
      724,
      '',
      'ends in 6 days. Replace it TODAY: when it ends, the form closes and shows telephone numbers:',
    ],
    [731, 'CANNOT BE USED', 'expired on 2028-11-22. Ask the owner to extend it:'],
  ])('on day %i says what is due', async (day, fact, due) => {
    const { team, files } = await complete();
    await team.keys(['tidy'], after(100));
    const { text, toDo } = await status(team, after(day));
    expect(toDo).toBe(due !== null);
    expect(text).toContain(fact);
    for (const name of due === null ? [] : files) {
      expect(text).toContain(`- area/certificates/${name} ${due}`);
    }
  });

  test('names what is missing, what is left over, and what nothing names', async () => {
    const team = first.copy();
    await taken(team, 'social', await makeDemoCertificate('Två', NOW));
    writeFileSync(join(team.content, 'area/certificates/old.asc'), '');
    const { text, toDo } = await status(team, after(31));
    expect(toDo).toBe(true);
    expect(text.split('\n').filter((line) => line.startsWith('- '))).toEqual([
      '- inboxes.social.certificates: there is no recovery certificate; when the secret keys are lost, nobody opens what was sent. npm run keys -- add social --recovery --secrets <folder>',
      '- inboxes.police.certificates: there is none, so the site is a demonstration. npm run keys -- add police --secrets <folder>',
      '- area/profile.json: inboxes.social.earlier: pages made before are refused since the end of 2026-12-23. Take the entry out: npm run keys -- tidy. Its replaced secret keys open nothing new.',
      '- area/certificates/old.asc is not named in area/profile.json. Delete it: no page locks letters for it.',
    ]);
  });
});

describe('a command written wrong is refused with how it is written', () => {
  test.each([
    [['make'], 'There is no command "make".'],
    [['add'], 'Write one name after add.'],
    [['remove', 'a.asc', 'b.asc'], 'Write one name after remove.'],
    [['tidy', 'social'], 'Write nothing after tidy.'],
    [['add', 'social'], 'Write either --secrets, to make a key, or --from, to take a certificate.'],
    [['add', 'social', '--lost', '--secrets', '/m'], '--lost does not go with add.'],
    [['remove', 'a.asc', '--recovery'], '--recovery does not go with remove.'],
    [
      ['add', 'social', '--secrets', '/m', '--passphrase-fd', 'x'],
      '--passphrase-fd takes a number.',
    ],
    [
      ['add', 'social', '--secrets', '/m', '--fingerprint', 'x'],
      '--fingerprint goes with --from only.',
    ],
    [['add', 'social', '--passphrase', 'x'], "Unknown option '--passphrase'"],
  ])('%j', async (words, sentence) => {
    const said = await refusal(first.copy(), words);
    expect(said.startsWith(sentence), said).toBe(true);
    expect(said).toContain('npm run keys -- replace <certificate> <key>');
  });

  test.each([
    [
      ['add', 'socialen', '--secrets', '/m'],
      'There is no inbox "socialen". Write social or police.',
    ],
    [
      ['add', 'social', '--from', '/none.asc', '--fingerprint', 'A'.repeat(40)],
      '/none.asc cannot be read. Write the path',
    ],
    [
      ['add', 'social', '--from', '/none.asc'],
      '--fingerprint: "" is not a fingerprint. Write the 40 digits',
    ],
  ])('%j', async (words, sentence) => {
    expect(await refusal(first.copy(), words)).toContain(sentence);
  });
});
