import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What it took to make the campaign kit. */
interface KitTime {
  readonly seconds: number;
  /** The most memory it held at a time, with its workers, in bytes. */
  readonly bytes: number;
}

/** A program tells how much memory it held when it ends, in kilobytes (getrusage(2)). */
const TELL_MEMORY =
  'data:text/javascript,process.on("exit", () => console.error(process.resourceUsage().maxRSS))';

/** Makes the whole kit twice in a folder of its own: drawn anew, then from its cache. */
export function kitTimes(): { readonly drawn: KitTime; readonly kept: KitTime } {
  const folder = mkdtempSync(join(tmpdir(), 'kit-'));
  try {
    return { drawn: timeOf(folder), kept: timeOf(folder) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function timeOf(folder: string): KitTime {
  const begun = performance.now();
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', TELL_MEMORY, 'scripts/posters.ts'],
    { env: { ...process.env, DATA_DIR: folder } },
  );
  if (status !== 0) throw new Error(stderr.toString());
  const [, kilobytes = ''] = /(\d+)\n$/u.exec(stderr.toString()) ?? [];
  return { seconds: (performance.now() - begun) / 1000, bytes: Number(kilobytes) * 1024 };
}
