import { describe, expect, test } from 'vitest';
import { FIELDS_OF, SENDER_KINDS } from '../../../src/referral/fields.ts';
import type { LetterFacts } from '../../../src/referral/letter.ts';
import { writeLetter } from '../../../src/referral/letter.ts';
import { KIND_LINES, TOLD } from '../../../src/referral/letter-labels.ts';
import { referralOf } from './fixtures.ts';

const facts: LetterFacts = {
  inbox: 'social',
  mark: 'K7-42',
  choice: true,
  writtenAt: new Date('2026-11-22T20:14:00Z'),
  withoutJavaScript: false,
  demonstration: false,
};

const everyAnswer = {
  recipients: 'social',
  reach: '070-123 45 67',
  reachSeenBy: 'min son',
  bestTimes: 'tisdag 24 november 9–11',
  neverTimes: 'kvällar',
  voicemail: 'no',
  sms: 'yes',
  sayWho: 'no',
  hiddenNumber: 'yes',
  firstWord: 'Biblioteket',
  silentWord: 'felringt',
  ifSomeoneElse: 'Fel nummer, ursäkta.',
  callMe: 'M',
  language: 'arabiska',
  interpreter: 'yes',
  interpreterGender: 'woman',
  mode: 'speech',
  needTalk: 'yes',
  needPets: 'yes',
  childrenInfo: 'yes',
  protectedIdentity: 'yes',
  district: 'will-not-say',
  ownWords: 'Ring mig.\nTack.',
} as const;

test('a whole letter reads like this', () => {
  expect(writeLetter(referralOf('self', everyAnswer), { ...facts, note: TOLD.social }))
    .toMatchInlineSnapshot(`
    "SÅ FÅR VI KONTAKTA
    NUMMER ELLER MEJL:
    | 070-123 45 67
    VEM MER SER ELLER SVARAR DÄR:
    | min son
    RING ALDRIG:
    | kvällar
    RING HELST:
    | tisdag 24 november 9–11
    RÖSTMEDDELANDE: NEJ
    SMS: JA
    SÄGA VILKA VI ÄR: NEJ
    RINGA FRÅN DOLT NUMMER: JA
    ORDET VI SÄGER FÖRST:
    | Biblioteket
    ORDET SOM BETYDER "JAG KAN INTE PRATA NU":
    | felringt
    OM NÅGON ANNAN SVARAR, SÄG:
    | Fel nummer, ursäkta.
    TOLK: JA
    TOLKENS KÖN: kvinna
    VILL PRATA GENOM: tal
    SPRÅK:
    | arabiska

    NÄR DET SKREVS
    2026-11-22 21:14 enligt avsändarens telefon eller dator.
    Till: Socialtjänsten. Märke: K7-42.
    Avsändaren skriver för egen del.
    Avsändaren läste text 1a2b3c4d på svenska.
    Vid sitt val fick avsändaren veta:
    ”Råd, stöd och skydd. Vi lämnar inte vidare utan ditt ja, utom när lagen kräver eller tillåter det.”

    ÖVRIGA SVAR (det som inte står här är inte besvarat)
    VILL KALLAS:
    | M
    HAR SKYDDADE PERSONUPPGIFTER.
    Vill veta vad som händer om det finns barn, INNAN hen berättar.
    Vill prata med någon.
    Behöver hjälp med djur.
    BOR I OMRÅDET: vill inte säga

    EGNA ORD, som de skrevs (sidan var på svenska; bara rader med | är avsändarens)
    | Ring mig.
    | Tack.
    SLUT PÅ EGNA ORD

    REGEL FÖR TEAMET
    Bekräfta aldrig för någon att någon har skrivit.
    Säg ingenting före ordet, om ett är bestämt.
    Ett försök inom tiderna. Inget meddelande utan ett JA ovan.
    Fel person svarar: bara det som är bestämt ovan. Är inget bestämt: säg inte vilka ni är eller varför ni ringer.
    Har det gått mer än ett dygn sedan det skrevs? FÖRSENAT: ring inte utan att kontrollera tiderna.
    "
  `);
});

describe('how the sender may be contacted', () => {
  const block = (letter: string) => letter.slice(0, letter.indexOf('NÄR DET SKREVS'));

  test('comes first, in the order in which the team needs it', () => {
    const letter = writeLetter(referralOf('self', everyAnswer), facts);
    expect(letter.startsWith('SÅ FÅR VI KONTAKTA\n')).toBe(true);
    const order = [
      '070-123 45 67',
      'min son',
      'kvällar',
      'tisdag 24 november',
      'RÖSTMEDDELANDE: NEJ',
      'SMS: JA',
      'SÄGA VILKA VI ÄR: NEJ',
      'RINGA FRÅN DOLT NUMMER: JA',
      'Biblioteket',
      'felringt',
      'Fel nummer, ursäkta.',
      'TOLK: JA',
      'NÄR DET SKREVS',
    ].map((text) => letter.indexOf(text));
    expect(order).not.toContain(-1);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });

  test('prints every permission that was not given as a no', () => {
    const letter = block(writeLetter(referralOf('self'), facts));
    for (const label of ['RÖSTMEDDELANDE', 'SMS', 'SÄGA VILKA VI ÄR', 'RINGA FRÅN DOLT NUMMER']) {
      expect(letter).toContain(`\n${label}: EJ BESVARAT = NEJ\n`);
    }
  });

  test('does not turn an open question about an interpreter into a no', () => {
    expect(block(writeLetter(referralOf('self'), facts))).toContain('\nTOLK: EJ BESVARAT\n');
  });

  test('says plainly that nobody may call when the sender wants no answer', () => {
    const letter = writeLetter(referralOf('self', { reach: '', noReply: 'yes' }), facts);
    expect(letter.split('\n')[1]).toBe(
      'AVSÄNDAREN VILL INTE BLI KONTAKTAD. Ring inte och skriv inte.',
    );
  });

  test('repeats a number in the digits and the order in which it is dialled', () => {
    const letter = block(writeLetter(referralOf('self', { reach: 'هاتف ٠٧٠ ١٢٣ ٤٥ ٦٧' }), facts));
    expect(letter).toContain(
      '\n| هاتف ٠٧٠ ١٢٣ ٤٥ ٦٧\nSIFFRORNA, i den ordning de skrevs:\n| 070 123 45 67\n',
    );
  });
});

describe('when it went to both inboxes', () => {
  const both = referralOf('self', { recipients: 'both' });

  test('each letter names the other authority before the number', () => {
    const social = writeLetter(both, facts).split('\n');
    const police = writeLetter(both, { ...facts, inbox: 'police' }).split('\n');
    expect(social[1]).toBe('Har även gått till polisen. Socialtjänsten ringer först.');
    expect(police[1]).toBe('Har även gått till socialtjänsten. Socialtjänsten ringer först.');
  });

  test('a letter to one of them says nothing of the other', () => {
    const letter = writeLetter(referralOf('self', { recipients: 'police' }), {
      ...facts,
      inbox: 'police',
    });
    expect(letter).not.toMatch(/även gått|ocialtjänst/);
  });
});

describe('what surrounds the answers', () => {
  test('says when it was written in Swedish time and by whose clock', () => {
    expect(writeLetter(referralOf('self'), facts)).toContain(
      '2026-11-22 21:14 enligt avsändarens telefon eller dator.',
    );
  });

  test('says which text the sender had read, and in which language', () => {
    expect(writeLetter(referralOf('self', { locale: 'ar' }), facts)).toContain(
      'Avsändaren läste text 1a2b3c4d på arabiska.',
    );
  });

  test('quotes what the sender read beside the choice, and then what it is in Swedish', () => {
    const note = 'Both get everything you write.';
    const both = referralOf('self', { locale: 'en', recipients: 'both' });
    expect(writeLetter(both, { ...facts, note })).toContain(
      `\nVid sitt val fick avsändaren veta:\n”${note}”\nVid samma val står nu på svenska:\n”${TOLD.both}”\n`,
    );
  });

  test('quotes no words that the sender may not have read', () => {
    for (const locale of ['sv', 'sv-x-lattlast', 'ar']) {
      const letter = writeLetter(referralOf('self', { locale }), facts);
      expect(letter).not.toContain('fick avsändaren veta:');
      expect(letter).toContain(
        `\nVad avsändaren fick veta vid sitt val står i den texten.\nVid samma val står nu på svenska:\n”${TOLD.social}”\n`,
      );
    }
  });

  test('says when it was locked on the server, and that it may come twice', () => {
    const letter = writeLetter(referralOf('self'), { ...facts, withoutJavaScript: true });
    expect(letter).toContain('Låstes först på servern');
    expect(letter).toContain('kan komma två gånger');
    expect(letter).toContain('enligt vår server');
    expect(writeLetter(referralOf('self'), facts)).not.toContain('två gånger');
  });

  test('says on top of a demonstration that nobody reads it', () => {
    const letter = writeLetter(referralOf('self'), { ...facts, demonstration: true });
    expect(letter.split('\n')[0]).toBe('PROVMEDDELANDE. Ingen läser det.');
  });

  test('closes with the rule of the team', () => {
    const rule = writeLetter(referralOf('self', everyAnswer), facts).split('SLUT PÅ EGNA ORD')[1];
    expect(rule).toContain('Bekräfta aldrig för någon att någon har skrivit.');
    expect(rule).toContain('Säg ingenting före ordet');
    expect(rule).toContain('Ett försök inom tiderna.');
    expect(rule).toContain('Fel person svarar:');
    expect(rule).toContain('FÖRSENAT: ring inte utan att kontrollera tiderna.');
  });
});

describe('each kind of sender', () => {
  test.each(['concerned', 'using-violence', 'professional'] as const)(
    'stands on top of the letter (%s)',
    (kind) => {
      expect(writeLetter(referralOf(kind), facts).split('\n')[0]).toBe(KIND_LINES[kind]);
    },
  );

  test.each(SENDER_KINDS)('finds nothing in the letter that was not asked (%s)', (kind) => {
    const letter = writeLetter(referralOf(kind), facts);
    const asks = (field: (typeof FIELDS_OF)['self'][number]) => FIELDS_OF[kind].includes(field);
    expect(letter.includes('ORDET VI SÄGER FÖRST')).toBe(asks('firstWord'));
    expect(letter.includes('Säg ingenting före ordet')).toBe(asks('firstWord'));
    expect(letter.includes('EGNA ORD')).toBe(asks('ownWords'));
    expect(letter.includes('RÖSTMEDDELANDE')).toBe(asks('voicemail'));
    expect(letter.includes('RING ALDRIG')).toBe(asks('neverTimes'));
    expect(letter.includes('RING HELST')).toBe(asks('bestTimes'));
    expect(letter.includes('TOLK')).toBe(asks('interpreter'));
    expect(letter.includes('SPRÅK')).toBe(asks('language'));
    expect(letter.includes('Fel person svarar')).toBe(asks('ifSomeoneElse'));
  });

  test('who works with this reads back what was wanted', () => {
    const answers = { workplace: 'Vårdcentral', wantMaterial: 'yes', wantReferral: 'yes' };
    const letter = writeLetter(referralOf('professional', answers), facts);
    expect(letter).toContain('ARBETSPLATS:\n| Vårdcentral\n');
    expect(letter).toContain('Vill ha material till sin arbetsplats.');
    expect(letter).toContain('vill ha kontakt och har sagt ja till det.');
    expect(letter).not.toContain('Vill ha råd.');
  });
});

describe('own words', () => {
  const hostile =
    'Hej\r\nSLUT PÅ EGNA ORD\u2028SMS: JA\u0085REGEL FÖR TEAMET\n--del--\u0000\u001b[8m';

  test('are set apart and named by language', () => {
    const letter = writeLetter(referralOf('self', { locale: 'ar', ownWords: 'مرحبا' }), facts);
    expect(letter).toContain(
      'EGNA ORD, som de skrevs (sidan var på arabiska; bara rader med | är avsändarens)\n| مرحبا\nSLUT PÅ EGNA ORD\n',
    );
  });

  test('cannot pass for lines of the letter', () => {
    const lines = writeLetter(referralOf('self', { ownWords: hostile }), facts).split('\n');
    for (const line of ['SLUT PÅ EGNA ORD', 'REGEL FÖR TEAMET']) {
      expect(lines.filter((other) => other === line)).toHaveLength(1);
    }
    expect(lines).not.toContain('SMS: JA');
    expect(lines).toContain('| SMS: JA');
    expect(lines).toContain('| --del--[8m');
  });

  test('nor can any other answer', () => {
    const answers = Object.fromEntries(
      ['reach', 'reachSeenBy', 'bestTimes', 'callMe', 'firstWord', 'language', 'ifSomeoneElse'].map(
        (field) => [field, 'x\nRÖSTMEDDELANDE: JA\u2028\u202eSMS: JA'],
      ),
    );
    const lines = writeLetter(referralOf('self', answers), facts).split('\n');
    expect(lines.filter((line) => /^(RÖSTMEDDELANDE|SMS)/.test(line))).toEqual([
      'RÖSTMEDDELANDE: EJ BESVARAT = NEJ',
      'SMS: EJ BESVARAT = NEJ',
    ]);
  });

  test('hold nothing that forces the direction in which the letter is drawn', () => {
    const letter = writeLetter(
      referralOf('self', { ownWords: '\u202eAJ :SMS\u2066', reach: '\u202d1' }),
      facts,
    );
    expect(letter).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  });
});
