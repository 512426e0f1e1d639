// `npm run launch-check`: everything that must be settled before the site meets the public; ends with 1
// while there is anything.
import { launchProblems } from '../src/area/launch-check.ts';
import { certificateNotes } from '../src/build/sealing.ts';
import { CAMPAIGNS } from '../src/campaign/campaigns.ts';
import { freshness, judgedOn } from '../src/helplines/fact-age.ts';
import { factRecords } from './content/fact-records.ts';
import { helplineFiles } from './content/helpline-files.ts';
import { pagesOf, readCampaigns } from './content/locale-files.ts';
import { areaProfile } from './content/profile-file.ts';

const today = judgedOn(process.env);
const profile = areaProfile();
const problems = launchProblems({
  profile,
  facts: [...helplineFiles().map(({ line }) => line), ...factRecords()].map(({ id, checked }) => ({
    id,
    freshness: freshness(checked, today),
  })),
  unread: profile.locales.filter(
    (locale) =>
      locale !== 'sv' &&
      ([...pagesOf(locale).values()].some((page) => !/^reviewed:/mu.test(page)) ||
        readCampaigns(locale).size < CAMPAIGNS.length),
  ),
  certificates: await certificateNotes(process.env, today),
});
for (const problem of problems) console.log(`- ${problem}`);
console.log(`${String(problems.length)} to settle before a launch.`);
process.exitCode = problems.length === 0 ? 0 : 1;
