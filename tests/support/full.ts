/** Every matrix and every round instead of samples (`npm run test:full`). */
export const FULL = process.env['FULL_TESTS'] === '1';
