import { defineConfig } from 'vitest/config';

const shared = { testTimeout: 60_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    // Much of what is tested waits: for a disk, a child, a server.
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...shared,
          name: 'parts',
          include: ['tests/{unit,content,kit,faults}/**/*.test.ts'],
        },
      },
      // The files share what they read: every page of the built site is parsed once a worker.
      { test: { ...shared, name: 'site', include: ['tests/site/**/*.test.ts'], isolate: false } },
    ],
  },
});
