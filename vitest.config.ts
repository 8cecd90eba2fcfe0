import { defineConfig } from 'vitest/config'
import { keepTemporaryFilesInMemory } from './tests/support/database/temporary-folder.ts'
import { LongFilesFirst } from './tests/support/long-files-first.ts'
import { viteModuleRunner } from './tests/support/module-runner.ts'
import { useOwnEnvironment } from './tests/support/own-environment.ts'

useOwnEnvironment()
keepTemporaryFilesInMemory()

/**
 * Tests that wait for most of their time: they observe a process from outside and measure seconds, or wait for connections to
 * close. Beside them run only each other and the checks of `npm test`, at a lower priority.
 */
const timed = [
  'operations/alerts-raised',
  'operations/changes-across-processes',
  'operations/start-and-stop',
  'operations/drain',
  'operations/database-away',
  'operations/many-processes',
  'operations/killed-worker',
  'operations/faults',
  'operations/idle',
  'outside/closing-connections',
].map(name => `tests/${name}.test.ts`)

export default defineConfig({
  test: {
    pool: 'forks',
    // Most of what a request allocates is garbage after it. A larger young generation saved 3 to 11 % of the processor time,
    // and at 64 MB it is collected half as often as at 32. Collecting it with several threads costs another 4 %: both cores
    // are busy, and the threads wait for each other.
    execArgv: ['--max-semi-space-size=64', '--no-parallel-scavenge'],
    experimental: { viteModuleRunner },
    sequence: { sequencer: LongFilesFirst },
    testTimeout: 20_000,
    hookTimeout: 30_000,
    globalSetup: 'tests/support/processes/built-processes.ts',
    setupFiles: ['tests/support/fetch-of-node.ts', 'tests/support/unused-engine.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'product',
          globalSetup: 'tests/support/database/database-template.ts',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/browser/**', ...timed],
          setupFiles: 'tests/support/one-core.ts',
          // A process loads the program once and runs many files. A file must not affect the next one.
          isolate: false,
          // By default vitest leaves one of two cores idle; a third file at once only slows down the others.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      // Four at once: they wait for more than half of their time. First: while they wait, `npm test` has its checks to run.
      { extends: true, test: { name: 'timed', include: timed, maxWorkers: 4, sequence: { groupOrder: 0 } } },
    ],
  },
})
