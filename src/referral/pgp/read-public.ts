import { readKey } from 'openpgp';

/**
 * The public part of one certificate, armored anew without whatever stood round it in the file, and the names in it.
 * @throws Error when it is unreadable; `inspectCertificate` says why.
 */
export const readPublic = async (
  armoredKey: string,
): Promise<{ readonly armored: string; readonly names: string[] }> => {
  const key = (await readKey({ armoredKey })).toPublic();
  return { armored: key.armor(), names: key.getUserIDs() };
};
