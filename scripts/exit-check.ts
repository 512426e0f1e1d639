// `npm run exit-check`: asks the destinations of the exit, and says what is wrong with each, one finding a
// line; ends with 1 when something is. Needs the network: what has no connection finds them all wrong.
import { checkExits } from '../src/area/exit-check.ts';
import { areaProfile } from './content/profile-file.ts';

const checked = await checkExits(areaProfile());
for (const { url, locales, problems } of checked) {
  if (problems.length === 0) console.log(`${url} (${locales.join(', ')}): nothing to change`);
  for (const problem of problems) console.log(`- ${url} (${locales.join(', ')}) ${problem}`);
}
process.exitCode = checked.some(({ problems }) => problems.length > 0) ? 1 : 0;
