import { textVersionOf, toldKeys } from '../../src/components/form/told.ts';
import type { Locale } from '../../src/i18n/locales.ts';
import { SENDER_KINDS } from '../../src/referral/fields.ts';
import { textsOf } from './locale-files.ts';
import { areaProfile } from './profile-file.ts';

/** What a form tells about duties and secrecy, in its order. */
interface Told {
  readonly locale: Locale;
  readonly sentences: readonly string[];
}

/**
 * The words behind every text version of this build, by version: letters name the version only. The same content gives
 * the same words.
 */
export function toldWords(): Record<string, Told> {
  const { locales, inboxes } = areaProfile();
  const police = inboxes.some(({ id, open }) => id === 'police' && open);
  const forms = locales.flatMap((locale) => SENDER_KINDS.map((kind) => ({ locale, kind })));
  return Object.fromEntries(
    forms.map(({ locale, kind }) => {
      const texts = textsOf(locale);
      const keys = toldKeys(kind, kind === 'self' && police);
      const sentences = keys.map((key) => texts.get(`ui:${key}`) ?? '');
      return [textVersionOf(sentences), { locale, sentences }];
    }),
  );
}
