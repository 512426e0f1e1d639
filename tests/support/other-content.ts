import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A copy of the content to be changed, and a folder to build it into. */
export interface OtherContent {
  readonly content: string;
  readonly build: string;
  discard(): void;
}

/** Copies the content of the project. */
export function otherContent(): OtherContent {
  mkdirSync('.local', { recursive: true });
  // Inside the project: the build looks its packages up from there.
  const build = mkdtempSync('.local/build-');
  const content = mkdtempSync(join(tmpdir(), 'content-'));
  cpSync('content', content, { recursive: true });
  return {
    content,
    build,
    discard: () => {
      for (const folder of [content, build]) rmSync(folder, { recursive: true });
    },
  };
}
