import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownAddresses, readProfile, type Profile } from '../../src/area/profile.ts';

/** The area profile as the build reads it. @throws naming the field that is wrong. */
export function areaProfile(): Profile {
  const file = join(process.env.CONTENT_DIR ?? 'content', 'area', 'profile.json');
  return readProfile(readFileSync(file, 'utf8'), file, ownAddresses(process.env));
}

/** The languages of the area. */
export const publishedLocales = (): readonly string[] => areaProfile().locales;
