import { areaProfile, areaWords, helplines, helplineTexts, sentences } from '../content.ts';
import type { Profile } from '../area/profile.ts';
import type { AreaWords } from '../area/words.ts';
import { formState, isDemonstration, type FormState } from '../area/form-state.ts';
import { judgedOn } from '../helplines/fact-age.ts';
import type { Helpline } from '../helplines/helpline.ts';
import type { HelplineTexts } from '../helplines/texts.ts';
import type { Locale } from '../i18n/locales.ts';
import type { Translate } from '../i18n/sentences.ts';

/** All that a page in one language is made from. */
export interface Site {
  readonly locale: Locale;
  readonly profile: Profile;
  readonly words: AreaWords;
  readonly t: Translate;
  readonly helplines: readonly Helpline[];
  readonly helplineTexts: HelplineTexts;
  /** The day by which the age of facts is judged. */
  readonly today: Date;
  readonly demonstration: boolean;
  readonly form: FormState;
}

/** The facts and sentences for pages in one language. @throws naming the file that is wrong. */
export async function siteIn(locale: Locale): Promise<Site> {
  const profile = await areaProfile();
  return {
    locale,
    profile,
    words: await areaWords(locale),
    t: await sentences(locale),
    helplines: await helplines(),
    helplineTexts: await helplineTexts(locale),
    today: judgedOn(process.env),
    demonstration: isDemonstration(profile),
    form: formState(profile, process.env.SITE_URL !== undefined),
  };
}
