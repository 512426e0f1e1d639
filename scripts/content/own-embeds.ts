import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { formState, isDemonstration } from '../../src/area/form-state.ts';
import { isLoopback } from '../../src/embed/check/check-page.ts';
import type { OwnSite } from '../../src/embed/check/content.ts';
import { snippet } from '../../src/embed/snippet.ts';
import { telHref } from '../../src/helplines/phone.ts';
import { helplineTextsSchema } from '../../src/helplines/texts.ts';
import type { Locale } from '../../src/i18n/locales.ts';
import { translator } from '../../src/i18n/sentences.ts';
import { helplineFiles } from './helpline-files.ts';
import { areaProfile } from './profile-file.ts';

const LOCALES = join(process.env.CONTENT_DIR ?? 'content', 'locales');
const sentenceFile = z.record(z.string(), z.string());

/** The embeds that the content of now gives, as the build makes them. @throws naming the file that is wrong. */
export function ownEmbeds(today: Date): OwnSite {
  const profile = areaProfile();
  const helplines = helplineFiles().map(({ line }) => line);
  return {
    today,
    origin: process.env.SITE_URL === undefined ? null : new URL(process.env.SITE_URL).origin,
    locales: profile.locales,
    numbers: new Set(
      helplines.flatMap(({ phone }) => (phone === null ? [] : [telHref(phone.number)])),
    ),
    snippetOf: (locale, origin) => {
      const file = join(LOCALES, locale, 'ui.json');
      const facts = {
        locale,
        profile,
        helplines,
        today,
        t: translator(sentenceFile.parse(jsonIn(file)), file),
        helplineTexts: helplineTextsSchema.parse(jsonIn(textsFile(locale))),
        demonstration: isDemonstration(profile),
        form: formState(profile, !isLoopback(new URL(origin))),
      };
      return snippet(facts, origin);
    },
  };
}

const textsFile = (locale: Locale): string => join(LOCALES, locale, 'helplines.json');

const jsonIn = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
