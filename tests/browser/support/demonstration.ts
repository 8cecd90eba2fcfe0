import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import mongoose from 'mongoose'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '#outside/database/database.ts'
import { projectRoot } from '#outside/project-root.ts'
import { testKey } from '#tests/support/sealed.ts'
import { startSite, stopSite } from './site-process.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Folders of migrated databases with the demonstration street, and of compiled code. */
    demonstration: { withGuide: string; withoutGuide: string; compiled: string }
    /** The site that most files use; `folder` holds its data. */
    sharedSite: { url: string; folder: string }
  }
}

/** Creates once the databases that running sites copy, and runs the site that files share. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'startup-street-demonstration-'))
  const withGuide = `${folder}/db`
  const withoutGuide = `${folder}/without-guide`
  const compiled = `${folder}/compiled`
  await seed(folder)
  await cp(withGuide, withoutGuide, { recursive: true })
  await putOffGuide(withoutGuide)
  project.provide('demonstration', { withGuide, withoutGuide, compiled })

  const shared = path.join(folder, 'shared')
  const start = async () => {
    await rm(shared, { recursive: true, force: true })
    await mkdir(shared)
    const started = await startSite({ database: withGuide, compiled, folder: shared })
    project.provide('sharedSite', { url: started.url, folder: shared })
    return started
  }
  let site = await start()
  // What the last run has written would be in the way of the next.
  project.onTestsRerun(async () => {
    await stopSite(site)
    site = await start()
  })
  return async () => {
    await stopSite(site)
    await rm(folder, { recursive: true, force: true })
  }
}

/** Fills a database in `folder/db`. */
async function seed(folder: string): Promise<void> {
  await promisify(execFile)(process.execPath, [path.join(projectRoot, 'dist/server/bin/seed.js'), '--demo'], {
    cwd: folder,
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
}

/**
 * Registers the chore that makes the guide as one that was just done: it is due in two minutes. A new site would otherwise
 * begin with it, and the three files take more processor time than the start.
 */
async function putOffGuide(folder: string): Promise<void> {
  const database = await openDatabase(`mongodb_embedded://${folder}`)
  // Without its model, which another project of vitest may have declared in this process.
  const chores = mongoose.connection.collection<{ _id: string }>('chores')
  const tomorrow = new Date(Date.now() + 24 * 3_600_000)
  await chores.updateOne({ _id: 'publish-guides' }, { $set: { dueAt: tomorrow } }, { upsert: true })
  await database.close()
}
