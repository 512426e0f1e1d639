import { armor, enums } from 'openpgp';

/** A sealed letter as ASCII armor for mail, with the CRC24 line that gpg 2.2 needs (RFC 9580, section 6.1). */
export const armorLetter = (letter: Uint8Array): string =>
  armor(enums.armor.message, letter, undefined, undefined, undefined, true);
