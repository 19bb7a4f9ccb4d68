import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

const contracts = 'packages/server/src/**/*.contract.test.ts'
const journeys = ['packages/*/src/**/*.journey.test.ts', 'examples/**/*.test.ts']

/** Which cases the property tests draw. */
const setupFiles = ['packages/protocol/src/property-seed.ts']

/** A poll ends with its test: how fast something comes is nothing that a test may depend on. */
const expect = { poll: { timeout: 240_000 } }

/** Milliseconds until it counts as never that a test comes to its end: a machine may have little time for its tests. */
const timeouts = { testTimeout: 600_000, hookTimeout: 600_000 }

/** Much of a journey waits for a server or a timer: more files at a time than cores keep the cores busy. */
const maxWorkers = availableParallelism() + 1

/** Where .ci/run counts what passed: one file for each run of Vitest. */
const results = process.env['PARLEY_TEST_RESULTS']

const browsers = {
  ...timeouts,
  // To ask a page what it shows and receives takes the processor that it needs for showing it.
  expect: { poll: { ...expect.poll, interval: 200 } },
  // Two files at a time keep two cores busy.
  maxWorkers: 2,
  setupFiles: ['e2e/src/house/pictures-of-failure.ts'],
  // Pictures of a failure are taken before a test's own hooks close its pages.
  sequence: { hooks: 'list' as const },
}

export default defineConfig({
  test: {
    // Files share what a worker has loaded: to load all of it again for each file takes longer than most tests.
    isolate: false,
    reporters: results ? ['default', ['json', { outputFile: join(results, `${process.pid}.json`) }]] : ['default'],
    projects: [
      {
        test: {
          expect,
          maxWorkers,
          name: 'unit',
          include: [
            'packages/*/src/**/*.test.ts',
            'packages/*/src/**/*.test.tsx',
            'faults/src/**/*.test.ts',
            'tools/*.test.mjs',
          ],
          exclude: ['**/node_modules/**', contracts, '**/*.journey.test.ts'],
          ...timeouts,
          setupFiles,
        },
      },
      {
        test: {
          expect,
          maxWorkers,
          name: 'contract',
          include: [contracts],
          ...timeouts,
          setupFiles,
        },
      },
      {
        test: {
          expect,
          maxWorkers,
          name: 'journeys',
          include: journeys,
          ...timeouts,
          setupFiles: [...setupFiles, 'packages/client/src/testing/stuck-clients.ts'],
        },
      },
      { test: { ...browsers, name: 'e2e', include: ['e2e/src/**/*.e2e.ts'] } },
    ],
  },
})
