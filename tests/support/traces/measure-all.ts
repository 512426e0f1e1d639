import { startSite, type SiteServer } from '../site-server.ts';
import { CHROMIUM, CHROMIUM_PHONE } from './chromium-engine.ts';
import type { Engine } from './engine.ts';
import type { Findings } from './findings.ts';
import { FIREFOX } from './firefox-engine.ts';
import { measure } from './measure.ts';
import type { Table } from './report.ts';
import { openStreet, type Street } from './street.ts';
import { HERE, SUBJECTS, type Subject } from './subjects.ts';
import { measureInWebKit, WEBKIT } from './webkit.ts';

const ENGINES: readonly Engine[] = [CHROMIUM, CHROMIUM_PHONE, FIREFOX];

/**
 * Every site in every browser, the browsers side by side, each on a street of its own; in WebKitGTK, whose
 * driver hangs on pages that hang, this site alone.
 */
export async function measureAll(): Promise<ReadonlyMap<string, Table>> {
  const site = await startSite();
  const tables = await Promise.all([
    ...ENGINES.map((engine) =>
      tableOf({ site, browser: engine.name, subjects: SUBJECTS }, (street, subject) =>
        measure({ engine, street, subject }),
      ),
    ),
    tableOf({ site, browser: WEBKIT, subjects: [HERE] }, measureInWebKit),
  ]);
  await site.stop();
  return new Map(tables);
}

interface Plan {
  readonly site: SiteServer;
  readonly browser: string;
  readonly subjects: readonly Subject[];
}

async function tableOf(
  { site, browser, subjects }: Plan,
  measureOne: (street: Street, subject: Subject) => Promise<Findings>,
): Promise<readonly [string, Table]> {
  const street = await openStreet(site);
  const table = new Map<string, Findings>();
  for (const subject of subjects) {
    table.set(subject.name, await measureOne(street, subject));
    console.log(`Measured: ${subject.name} in ${browser}`);
  }
  await street.close();
  return [browser, table];
}
