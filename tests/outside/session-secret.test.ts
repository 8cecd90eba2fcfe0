import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sessionSecretOf } from '#outside/stored-secret.ts'

describe('the session secret', () => {
  let folder: string
  beforeEach(async () => (folder = await mkdtemp(path.join(tmpdir(), 'startup-street-secret-'))))
  afterEach(() => rm(folder, { recursive: true, force: true }))
  const secret = (dataFolder = folder) => sessionSecretOf({ sessionSecret: undefined, dataFolder })

  it('is created once, even by simultaneous starts, completely and for its owner alone', async () => {
    const made = await Promise.all(Array.from({ length: 20 }, () => secret()))
    expect(new Set([...made, await secret()]).size).toBe(1)
    expect(made[0]).toMatch(/^[0-9a-f]{64}$/)
    expect(await readdir(folder)).toEqual(['session-secret'])
    expect((await stat(path.join(folder, 'session-secret'))).mode & 0o777).toBe(0o600)
  })

  it('is not read from a file that a full disk left empty', async () => {
    await writeFile(path.join(folder, 'session-secret'), '')
    await expect(secret()).rejects.toThrow('session-secret holds no secret. Remove it')
  })

  it('is refused with the name of the setting if it cannot be stored', async () => {
    await expect(secret(path.join(folder, 'gone'))).rejects.toThrow(
      /folder that DATA_DIR names: .*session-secret \(ENOENT\)/,
    )
  })
})
