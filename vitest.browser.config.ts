import { defineConfig } from 'vitest/config'
import { keepTemporaryFilesInMemory } from './tests/support/database/temporary-folder.ts'
import { LongFilesFirst } from './tests/support/long-files-first.ts'
import { viteModuleRunner } from './tests/support/module-runner.ts'
import { useOwnEnvironment } from './tests/support/own-environment.ts'

useOwnEnvironment()
keepTemporaryFilesInMemory()

export default defineConfig({
  test: {
    include: ['tests/browser/**/*.test.ts'],
    globalSetup: ['tests/support/database/database-template.ts', 'tests/browser/support/demonstration.ts'],
    setupFiles: 'tests/support/unused-engine.ts',
    pool: 'forks',
    // As in vitest.config.ts. Alfa, which looks at pages in this process, takes 3 % less processor time.
    execArgv: ['--max-semi-space-size=64', '--no-parallel-scavenge'],
    sequence: { sequencer: LongFilesFirst },
    experimental: { viteModuleRunner },
    // One more than two cores: a test waits for its browser, and the browser for the site.
    maxWorkers: 3,
    // A process loads the program and starts a browser once, and runs many files.
    isolate: false,
    testTimeout: 120_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
  },
})
