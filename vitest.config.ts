import { defineConfig } from 'vitest/config'
import { keepTemporaryFilesInMemory } from './tests/support/database/temporary-folder.ts'
import { LongFilesFirst } from './tests/support/long-files-first.ts'
import { viteModuleRunner } from './tests/support/module-runner.ts'
import { useOwnEnvironment } from './tests/support/own-environment.ts'

useOwnEnvironment()
keepTemporaryFilesInMemory()

/**
 * Tests that wait for most of their time: they observe a process from outside and measure seconds, or wait for connections to
 * close. Only each other runs beside them.
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
  'operations/closing-connections',
].map(name => `tests/${name}.test.ts`)

/** Tests of single slices that send hostile requests to every route, follow every link or kill the process at every moment. */
const sweeps = [
  'structure/access-table',
  'cases/content-gate',
  'cases/links',
  'cases/cut-in',
  'listings/photo-races',
  'outside/terminal-log',
].map(name => `tests/${name}.test.ts`)

/** Tests of the whole system from outside: starts, kills, back-ups, releases, many processes, hostile requests, years. */
const system = ['tests/operations/**/*.test.ts', 'tests/security/**/*.test.ts', 'tests/backups/**/*.test.ts', ...sweeps]
const browser = ['tests/browser/**/*.test.ts']
const judges = ['tests/judges/*.test.ts']
/** Judges of pages in a browser. */
const access = ['tests/judges/access/**/*.test.ts']

const onTheEngine = {
  globalSetup: 'tests/support/database/database-template.ts',
  setupFiles: 'tests/support/one-core.ts',
  // A process loads the program once and runs many files. A file must not affect the next one.
  isolate: false,
  // By default vitest leaves one of two cores idle; a third file at once only slows down the others.
  maxWorkers: 2,
}

const inTheBrowser = {
  globalSetup: ['tests/support/database/database-template.ts', 'tests/browser/support/demonstration.ts'],
  // One more than two cores: a test waits for its browser, and the browser for the site.
  maxWorkers: 3,
  // A process loads the program and starts a browser once, and runs many files.
  isolate: false,
  testTimeout: 120_000,
  hookTimeout: 60_000,
  expect: { poll: { timeout: 20_000 } },
}

/** A project for each of the four test commands of package.json; two of them have a second one with other needs. */
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
          ...onTheEngine,
          include: ['tests/**/*.test.ts'],
          exclude: [...system, ...timed, ...browser, ...judges, ...access, '**/node_modules/**'],
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: { name: 'system', ...onTheEngine, include: system, exclude: timed, sequence: { groupOrder: 2 } },
      },
      // Four at once: they wait for more than half of their time.
      { extends: true, test: { name: 'timed', include: timed, maxWorkers: 4, sequence: { groupOrder: 3 } } },
      { extends: true, test: { name: 'browser', ...inTheBrowser, include: browser, sequence: { groupOrder: 4 } } },
      { extends: true, test: { name: 'judges', ...onTheEngine, include: judges, sequence: { groupOrder: 5 } } },
      { extends: true, test: { name: 'access', ...inTheBrowser, include: access, sequence: { groupOrder: 6 } } },
    ],
  },
})
