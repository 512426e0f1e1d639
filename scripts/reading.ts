// `npm run reading`: how easy each page and each file of sentences is to read. Swedish by LIX (up to 30 easy, up to 40 ordinary),
// English by the Automated Readability Index (about the school year it asks for).
import { lix, plainText, readabilityIndex } from '../src/i18n/reading-level.ts';
import { pagesOf, wholeTextsOf } from './content/locale-files.ts';
import { publishedLocales } from './content/profile-file.ts';

for (const locale of publishedLocales().filter((tag) => tag === 'en' || tag.startsWith('sv'))) {
  const [measure, name] =
    locale === 'en' ? ([readabilityIndex, 'ARI'] as const) : ([lix, 'LIX'] as const);
  console.log(`\n${locale} (${name})`);
  for (const [name, text] of [...pagesOf(locale), ...wholeTextsOf(locale)]) {
    console.log(`  ${measure(plainText(text)).toFixed(1).padStart(5)}  ${name}`);
  }
}
