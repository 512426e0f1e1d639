import { startSite, type SiteServer } from '../site-server.ts';
import { CHROMIUM, CHROMIUM_PHONE } from './chromium-engine.ts';
import type { Engine } from './engine.ts';
import type { Findings } from './findings.ts';
import { FIREFOX } from './firefox-engine.ts';
import { measureHeaders } from './headers.ts';
import { measure } from './measure.ts';
import type { Table } from './report.ts';
import { openStreet, type Street } from './street.ts';
import { HERE, SUBJECTS, type Subject } from './subjects.ts';
import { measureInWebKit, WEBKIT } from './webkit.ts';

/** Each with how many sites it is taken to at a time: Firefox is waited for, until it writes down its tabs. */
const ENGINES: readonly (readonly [Engine, number])[] = [
  [CHROMIUM, 1],
  [CHROMIUM_PHONE, 1],
  [FIREFOX, 2],
];

/** Every site in every browser, side by side; in WebKitGTK, whose driver hangs on pages that hang, this site alone. */
export async function measureAll(): Promise<ReadonlyMap<string, Table>> {
  const site = await startSite();
  const tables = await Promise.all([
    ...ENGINES.map(([engine, atOnce]) =>
      tableOf({ site, browser: engine.name, subjects: SUBJECTS, atOnce }, (street, subject) =>
        measure({ engine, street, subject }),
      ),
    ),
    tableOf({ site, browser: WEBKIT, subjects: [HERE], atOnce: 1 }, measureInWebKit),
    measureHeaders(),
  ]);
  await site.stop();
  return new Map(tables);
}

interface Plan {
  readonly site: SiteServer;
  readonly browser: string;
  readonly subjects: readonly Subject[];
  /** How many at a time, each on a street of its own. */
  readonly atOnce: number;
}

async function tableOf(
  { site, browser, subjects, atOnce }: Plan,
  measureOne: (street: Street, subject: Subject) => Promise<Findings>,
): Promise<readonly [string, Table]> {
  // In their order, whichever comes first.
  const table = new Map(subjects.map(({ name }): [string, Findings] => [name, new Map()]));
  const waiting = [...subjects];
  const walk = async (): Promise<void> => {
    const street = await openStreet(site);
    for (let subject = waiting.shift(); subject !== undefined; subject = waiting.shift()) {
      table.set(subject.name, await measureOne(street, subject));
      console.log(`Measured: ${subject.name} in ${browser}`);
    }
    await street.close();
  };
  await Promise.all(Array.from({ length: atOnce }, walk));
  return [browser, table];
}
