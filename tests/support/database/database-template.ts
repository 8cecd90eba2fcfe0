import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { buildIndexes, openDatabase } from '#outside/database/database.ts'
import { projectRoot } from '#outside/project-root.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder that holds every collection with its indexes and nothing else. */
    databaseTemplate: string | undefined
  }
}

const models = path.join(projectRoot, 'models')

/** Makes once what every test file would make for seconds: its database is a copy of this. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const names = (await readdir(models, { recursive: true })).filter(name => name.endsWith('.ts'))
  // One after the other: a file asked for at once by its path and by another model's import may be run twice, and a model
  // cannot be declared twice.
  for (const name of names) await import(path.join(models, name))
  const folder = await mkdtemp(path.join(tmpdir(), 'startup-street-template-'))
  const database = await openDatabase(`mongodb_embedded://${folder}/db`)
  await buildIndexes()
  await database.close()
  project.provide('databaseTemplate', `${folder}/db`)
  return () => rm(folder, { recursive: true, force: true })
}
