import { spawnSync } from 'node:child_process';

/** Runs a program with this terminal; ends this script with its exit code when it fails. */
export function run(
  program: string,
  args: readonly string[],
  env: Record<string, string> = {},
): void {
  const { status, error } = spawnSync(program, args, {
    stdio: 'inherit',
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', ...env },
  });
  if (error !== undefined) console.error(`${program}: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}
