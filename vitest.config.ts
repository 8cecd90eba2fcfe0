import { defineConfig } from 'vitest/config'
import { keepTemporaryFilesInMemory } from './tests/support/database/temporary-folder.ts'
import { LongFilesFirst } from './tests/support/long-files-first.ts'

keepTemporaryFilesInMemory()

/** They look at a process from outside and count seconds: nothing else runs beside them. */
const timed = [
  'alerts-raised',
  'changes-across-processes',
  'start-and-stop',
  'drain',
  'database-away',
  'many-processes',
  'faults',
].map(name => `tests/operations/${name}.test.ts`)

export default defineConfig({
  test: {
    pool: 'forks',
    // Most of what a request allocates is gone after it: a larger young generation saved 3 to 11 % of the processor time, and at 64 MB it is collected half as often as at 32.
    execArgv: ['--max-semi-space-size=64'],
    // What is translated is kept between runs, by its content: a single file starts in a fraction of the time.
    experimental: { fsModuleCache: !process.env.CI },
    sequence: { sequencer: LongFilesFirst },
    testTimeout: 20_000,
    hookTimeout: 30_000,
    globalSetup: 'tests/support/processes/built-processes.ts',
    setupFiles: 'tests/support/fetch-of-node.ts',
    projects: [
      {
        extends: true,
        test: {
          name: 'product',
          globalSetup: 'tests/support/database/database-template.ts',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/browser/**', ...timed],
          // A process reads the product once and runs many files; what a file leaves behind must not matter to the next.
          isolate: false,
          // By itself vitest leaves one of two cores idle; a third file at once only makes the others slower.
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      // Three at once: two thirds of their time they wait.
      { extends: true, test: { name: 'timed', include: timed, maxWorkers: 3, sequence: { groupOrder: 1 } } },
    ],
  },
})
