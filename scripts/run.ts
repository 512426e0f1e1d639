import { spawn, spawnSync } from 'node:child_process';

const SILENT = { ASTRO_TELEMETRY_DISABLED: '1' };

/** Runs a program with this terminal; ends this script with its exit code when it fails. */
export function run(
  program: string,
  args: readonly string[],
  env: Record<string, string> = {},
): void {
  const { status, error } = spawnSync(program, args, {
    stdio: 'inherit',
    env: { ...process.env, ...SILENT, ...env },
  });
  if (error !== undefined) console.error(`${program}: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}

/** Runs programs one after the other; the first that fails is the last. @returns whether all went well */
export async function runInTurn(
  commands: readonly (readonly [program: string, ...args: string[]])[],
): Promise<boolean> {
  for (const [program, ...args] of commands) {
    const child = spawn(program, args, {
      stdio: 'inherit',
      env: { ...process.env, ...SILENT },
    });
    const status = await new Promise((resolve) => {
      child.once('error', ({ message }) => {
        console.error(`${program}: ${message}`);
        resolve(1);
      });
      child.once('exit', resolve);
    });
    if (status !== 0) return false;
  }
  return true;
}
