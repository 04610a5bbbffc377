import { defineConfig } from 'vitest/config'

/** The tests that are to notice a fault in the engine and what is below it; in one worker, which starts once. */
export default defineConfig({
  test: {
    include: ['test/{risk,venue,ledger,engine}/**/*.test.ts'],
    exclude: ['test/risk/readme.test.ts'],
    testTimeout: 60_000,
    maxWorkers: 1,
    isolate: false,
    pool: 'threads',
  },
})
