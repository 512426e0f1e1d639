import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { chromiumPath, chromiumSwitches } from '../../tests/support/browsers.ts';

const RUNS = 3;
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;

/** The median of three runs for each category, as `100/100/100/100`. */
export async function lighthouseScores(url: string): Promise<string> {
  const runs: number[][] = [];
  while (runs.length < RUNS) runs.push((await scores(url)) ?? (await scores(url)) ?? []);
  return CATEGORIES.map((_, place) => {
    const values = runs.map((run) => run[place] ?? 0).sort((one, other) => one - other);
    return Math.round((values[1] ?? 0) * 100);
  }).join('/');
}

/** One run in seven dies before it begins: undefined, to be run again. */
async function scores(url: string): Promise<number[] | undefined> {
  const chrome = await launch({
    chromePath: chromiumPath(),
    chromeFlags: ['--headless=new', ...chromiumSwitches],
  });
  try {
    const result = await lighthouse(url, { port: chrome.port, logLevel: 'silent' });
    if (result === undefined || result.lhr.runtimeError !== undefined) return undefined;
    for (const audit of Object.values(result.lhr.audits)) {
      if (process.env['BENCH_VERBOSE'] !== undefined && audit.score !== null && audit.score < 1) {
        console.log(`    ${audit.id}: ${audit.displayValue ?? audit.title}`);
      }
    }
    return CATEGORIES.map((category) => result.lhr.categories[category]?.score ?? 0);
  } catch {
    return undefined;
  } finally {
    chrome.kill();
  }
}
