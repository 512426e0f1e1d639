import { FIELDS_OF } from './fields.ts';
import type { Referral } from './referral.ts';

/** The rule that closes every letter: how the team may use it. Only what this kind of sender was asked is named. */
export const teamRule = (referral: Referral): string[] => {
  const fields = FIELDS_OF[referral.kind];
  return [
    'REGEL FÖR TEAMET',
    'Bekräfta aldrig för någon att någon har skrivit.',
    ...(fields.includes('firstWord') ? ['Säg ingenting före ordet, om ett är bestämt.'] : []),
    'Ett försök inom tiderna. Inget meddelande utan ett JA ovan.',
    ...(fields.includes('ifSomeoneElse')
      ? [
          'Fel person svarar: bara det som är bestämt ovan. Är inget bestämt: säg inte vilka ni är eller varför ni ringer.',
        ]
      : []),
    'Har det gått mer än ett dygn sedan det skrevs? FÖRSENAT: ring inte utan att kontrollera tiderna.',
  ];
};
