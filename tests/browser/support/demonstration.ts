import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import type { TestProject } from 'vitest/node'
import { testKey } from '#tests/support/sealed.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of a migrated database with the demonstration street. */
    demonstration: string | undefined
  }
}

/** Creates once the database that each running site of the journeys copies. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'startup-street-demonstration-'))
  await promisify(execFile)(process.execPath, ['dist/server/bin/seed.js', '--demo'], {
    env: {
      PATH: process.env.PATH,
      ENV_FILE: 'off',
      NODE_ENV: 'test',
      DATA_DIR: folder,
      DOCUMENT_KEYS: testKey,
      MONGODB_URI: `mongodb_embedded://${folder}/db`,
      LOG_LEVEL: 'error',
    },
  })
  project.provide('demonstration', `${folder}/db`)
  return () => rm(folder, { recursive: true, force: true })
}
