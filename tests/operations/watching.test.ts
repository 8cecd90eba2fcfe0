import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const { watchFolders } = (await import(path.resolve('scripts/watching.js'))) as {
  watchFolders: (root: string, changed: () => void) => () => void
}

describe('the watch of npm run dev', () => {
  let folder: string
  let inner: string
  let changes: number
  let stop: () => void
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'startup-street-watch-'))
    inner = path.join(folder, 'slice', 'pages')
    await mkdir(inner, { recursive: true })
    changes = 0
    stop = watchFolders(folder, () => {
      changes += 1
    })
  })
  afterEach(async () => {
    stop()
    await rm(folder, { recursive: true, force: true })
  })

  /** Writes files until the watch notices one: a folder that was made a moment ago is not watched yet. */
  async function noticesFilesIn(place: string) {
    const file = path.join(place, 'written.ts')
    await expect
      .poll(async () => {
        const before = changes
        await writeFile(file, '')
        await nextTurn()
        return changes > before
      })
      .toBe(true)
    // Nothing is left to be reported that could be taken for the next file.
    await rm(file)
    await expect.poll(async () => await isQuiet()).toBe(true)
  }
  async function isQuiet() {
    const before = changes
    await nextTurn()
    return changes === before
  }
  /** The events of the file system come with a turn of the loop, and some with the next one. */
  async function nextTurn() {
    for (let turn = 0; turn < 5; turn += 1) await new Promise(resolve => setImmediate(resolve))
  }

  it('notices files in folders within, also in new ones', async () => {
    await noticesFilesIn(inner)
    await mkdir(path.join(inner, 'new'))
    await noticesFilesIn(path.join(inner, 'new'))
  })

  it('notices files in a folder that was removed and made again', async () => {
    await rm(path.join(folder, 'slice'), { recursive: true })
    await expect.poll(() => changes).toBeGreaterThan(0)
    await mkdir(inner, { recursive: true })
    await noticesFilesIn(inner)
    await rm(path.join(folder, 'slice'), { recursive: true })
    await mkdir(inner, { recursive: true })
    await noticesFilesIn(inner)
  })

  it('notices files in a folder in whose place another was put', async () => {
    await rename(path.join(folder, 'slice'), path.join(folder, 'former'))
    await mkdir(inner, { recursive: true })
    await noticesFilesIn(inner)
    await noticesFilesIn(path.join(folder, 'former', 'pages'))
  })

  it('goes on while folders come and go', async () => {
    for (let round = 0; round < 50; round += 1) {
      await mkdir(path.join(inner, 'a', 'b', 'c'), { recursive: true })
      await rm(path.join(inner, 'a'), { recursive: true })
    }
    await noticesFilesIn(inner)
  })
})
