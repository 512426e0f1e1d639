import { startSite } from '../site-server.ts';
import { CHROMIUM, CHROMIUM_PHONE } from './chromium-engine.ts';
import type { Engine } from './engine.ts';
import type { Findings } from './findings.ts';
import { FIREFOX } from './firefox-engine.ts';
import { measure } from './measure.ts';
import type { Table } from './report.ts';
import { openStreet } from './street.ts';
import { SUBJECTS } from './subjects.ts';

const ENGINES: readonly Engine[] = [CHROMIUM, CHROMIUM_PHONE, FIREFOX];

/** Every site in every browser, the browsers side by side, each on a street of its own. */
export async function measureAll(): Promise<ReadonlyMap<string, Table>> {
  const site = await startSite();
  const tables = await Promise.all(
    ENGINES.map(async (engine) => {
      const street = await openStreet(site);
      const table = new Map<string, Findings>();
      for (const subject of SUBJECTS) {
        table.set(subject.name, await measure({ engine, street, subject }));
      }
      await street.close();
      return [engine.name, table] as const;
    }),
  );
  await site.stop();
  return new Map(tables);
}
