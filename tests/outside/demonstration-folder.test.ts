import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readConfig } from '#server/config.ts'
import { isDemonstrationFolder, markFirstStart } from '#outside/demonstration-folder.ts'

describe('the first start in a data folder', () => {
  let data: string
  beforeEach(async () => {
    data = await mkdtemp(path.join(tmpdir(), 'startup-street-mark-'))
  })
  afterEach(() => rm(data, { recursive: true, force: true }))

  async function isMarked(env: Record<string, string> = {}) {
    await markFirstStart(readConfig({ DATA_DIR: data, ...env }))
    return isDemonstrationFolder(data)
  }
  const inProduction = {
    NODE_ENV: 'production',
    PUBLIC_URL: 'https://street.example',
    SESSION_SECRET: 's'.repeat(32),
    DOCUMENT_KEYS: 'k'.repeat(32),
  }

  it('makes a demonstration, which may be made anew, beside what the program has just made', async () => {
    await writeFile(path.join(data, 'session-secret'), '')
    await mkdir(path.join(data, 'mail'))
    expect(await isMarked()).toBe(true)
  })

  it.each(['letters.odt', '.env', 'backups'])(
    'leaves a folder that holds %s unmarked, so that nothing empties it',
    async name => {
      await mkdir(path.join(data, name))
      expect(await isMarked()).toBe(false)
    },
  )

  it.each([
    ['without the example street', { DEMO: 'off' }],
    ['in production', inProduction],
    ['in production with the example street', { ...inProduction, DEMO: 'on' }],
    ['with a database elsewhere', { MONGODB_URI: 'mongodb_embedded:///srv/street/db' }],
  ])('leaves the folder unmarked %s', async (_, env) => {
    expect(await isMarked(env)).toBe(false)
  })
})
