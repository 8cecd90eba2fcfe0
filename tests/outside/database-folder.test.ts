import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { diskSpaceProblem, openingProblem } from '#outside/database/database-folder.ts'
import { openDatabase } from '#outside/database/database.ts'

describe('the folder of the embedded database', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'startup-street-database-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  const refusalOf = (place: string) =>
    openDatabase(`mongodb_embedded://${place}`).then(
      async database => {
        await database.close()
        return 'opened'
      },
      (error: unknown) => (error as Error).message,
    )

  it.each(['WiredTiger.turtle', 'WiredTiger.wt', '_mdb_catalog.wt'])(
    'is not started as a new database if it has old files but %s is missing',
    async missing => {
      const place = path.join(folder, 'db')
      await cp(inject('databaseTemplate') ?? '', place, { recursive: true })
      await rm(path.join(place, missing))
      const before = await readdir(place)
      expect(await refusalOf(place)).toMatch(new RegExp(`${missing}.*backup`))
      expect(await readdir(place)).toEqual(before)
    },
  )

  it('is refused with the name of its setting if it cannot be a folder', async () => {
    const file = path.join(folder, 'file')
    await writeFile(file, '')
    expect(await refusalOf(path.join(file, 'db'))).toMatch(/ENOTDIR.*MONGODB_URI or DATA_DIR/)
  })

  it('needs free space on its disk, and reports how much there is', async () => {
    expect(await diskSpaceProblem(folder, 1)).toBeNull()
    expect(await diskSpaceProblem(folder, 2 ** 60)).toMatch(/^The disk of .* is full: \d+ MB are free/)
  })

  it('is not reported as used by another process when the disk is full', () => {
    // The engine's own message; its file is called mongod.lock.
    const full = 'FileStreamFailed: Unable to write string 9176\n to file: /srv/db/mongod.lock No space left on device'
    expect(openingProblem('/srv/db', new Error(full))).toMatch(/^The disk of \/srv\/db is full/)
    const held = 'DBPathInUse: Unable to lock the lock file: /srv/db/mongod.lock (Resource temporarily unavailable).'
    expect(openingProblem('/srv/db', new Error(held))).toBeNull()
  })
})
