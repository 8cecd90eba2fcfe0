import { chmod, mkdtemp, rm, statfs, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort, run, statusOf, until } from '../support/processes/processes.ts'
import { ownDisk } from '../support/processes/tmpfs.ts'

describe('a full disk', () => {
  let folder: string
  let disk: ReturnType<typeof ownDisk>
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'startup-street-full-'))
    disk = ownDisk(folder, 400)
    await chmod(folder, 0o700)
  })
  afterAll(async () => {
    disk?.remove()
    await rm(folder, { recursive: true, force: true })
  })

  it('stops the site with a sentence that names the cause, and prevents a start until there is space', async context => {
    if (!disk) return context.skip()
    const port = await freePort()
    const env = { DATA_DIR: path.join(folder, 'data'), PORT: String(port), HOST: '127.0.0.1', LOG_LEVEL: 'error' }
    const site = run('server/bin/web.ts', { env: { ...env, DEMO: 'off' } })
    await until(async () => (await statusOf(`http://127.0.0.1:${port}/readyz`)) === 200, site.output, 90_000)
    const { bavail, bsize } = await statfs(folder)
    await writeFile(path.join(folder, 'filling'), Buffer.alloc(bavail * bsize - 20 * 1024 * 1024))
    expect(await site.exited).toMatchObject({ code: 1 })
    expect(site.output()).toMatch(/The disk of .*db is full: \d+ MB are free\. Make room/)
    const again = run('server/bin/web.ts', { env: { ...env, DEMO: 'off' } })
    expect(await again.exited).toMatchObject({ code: 1 })
    expect(again.output()).toMatch(/The disk of .*db is full: \d+ MB are free and 64 MB are needed/)
  }, 180_000)
})
