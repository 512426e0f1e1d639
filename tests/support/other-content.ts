import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A copy of the content to be changed, and a folder to build it into. */
export interface OtherContent {
  readonly content: string;
  readonly build: string;
  /** What tells a build where both are, with a store of its own. */
  readonly env: Readonly<Record<'CONTENT_DIR' | 'CONTENT_CACHE' | 'BUILD_DIR', string>>;
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
    env: { CONTENT_DIR: content, CONTENT_CACHE: join(content, '.cache'), BUILD_DIR: build },
    discard: () => {
      for (const folder of [content, build]) rmSync(folder, { recursive: true });
    },
  };
}
