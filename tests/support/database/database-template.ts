import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { buildIndexes, openDatabase } from '#outside/database/database.ts'
import { projectRoot } from '#outside/project-root.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of a database that has every collection with its indexes and no documents. */
    databaseTemplate: string | undefined
  }
}

const models = path.join(projectRoot, 'models')

/**
 * Creates once the database that each test file copies; creating it takes seconds. Each project of vitest asks for it, and
 * mongoose admits no model a second time.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (process.env.DATABASE_TEMPLATE) {
    project.provide('databaseTemplate', process.env.DATABASE_TEMPLATE)
    return () => Promise.resolve()
  }
  const names = (await readdir(models, { recursive: true })).filter(name => name.endsWith('.ts'))
  // One after the other: a file that is imported at once by its path and by another model may run twice with vite, and a
  // model cannot be declared twice.
  for (const name of names) await import(path.join(models, name))
  const folder = await mkdtemp(path.join(tmpdir(), 'startup-street-template-'))
  const database = await openDatabase(`mongodb_embedded://${folder}/db`)
  await buildIndexes()
  await database.close()
  process.env.DATABASE_TEMPLATE = `${folder}/db`
  project.provide('databaseTemplate', process.env.DATABASE_TEMPLATE)
  return () => rm(folder, { recursive: true, force: true })
}
