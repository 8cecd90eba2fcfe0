import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readConfig } from '#server/config.ts'
import { startSealing } from '#outside/sealing/document-keys.ts'
import { keyIdOf, sealing, createSealing, useSealing, type Sealing } from '#outside/sealing/sealing.ts'
import { newKey, oldKey } from '../support/sealed.ts'

let folder = ''
let before: Sealing
beforeEach(async () => {
  folder = await realpath(await mkdtemp(path.join(tmpdir(), 'startup-street-keys-')))
  await mkdir(path.join(folder, 'data'))
  before = sealing()
})
afterEach(async () => {
  useSealing(before)
  await rm(folder, { recursive: true })
})

const secrets = { SESSION_SECRET: 's'.repeat(32), PUBLIC_URL: 'https://street.example' }
const production = (more: Record<string, string>) =>
  readConfig({ NODE_ENV: 'production', DATA_DIR: path.join(folder, 'data'), ...secrets, ...more })

describe('the keys for documents', () => {
  it('are created once in development and reused at the next start, readable by their owner only', async () => {
    const config = readConfig({ DATA_DIR: path.join(folder, 'data') })
    const { keyIds, on } = await startSealing(config)
    expect([keyIds.length, on]).toEqual([1, true])
    const kept = await readFile(path.join(folder, 'data/document-keys'), 'utf8')
    expect(keyIds).toEqual([keyIdOf(kept)])
    expect((await startSealing(config)).keyIds).toEqual(keyIds)
  })

  it('are read from a file, the newest first', async () => {
    const file = path.join(folder, 'keys')
    await writeFile(file, `# made in March\n${newKey}\n\n${oldKey}\n`)
    const { keyIds } = await startSealing(production({ DOCUMENT_KEYS_FILE: file }))
    expect(keyIds).toEqual([newKey, oldKey].map(keyIdOf))
  })

  it('are refused if they cannot be read, with a sentence that names the setting and no key', async () => {
    const file = path.join(folder, 'keys')
    const start = () => startSealing(production({ DOCUMENT_KEYS_FILE: file }))
    await expect(start()).rejects.toThrow(/^DOCUMENT_KEYS_FILE names .*keys, which cannot be read \(ENOENT\)\.$/)
    for (const text of ['', 'too-short-a-key', `${newKey}\ntwo words that are long enough to be a key`]) {
      await writeFile(file, text)
      await expect(start()).rejects.toThrow(/^DOCUMENT_KEYS_FILE names .* 32 characters or more\.$/)
    }
  })

  it('are refused in production inside the data folder, where a thief would find both', async () => {
    const data = path.join(folder, 'data')
    await writeFile(path.join(data, 'keys'), newKey)
    await symlink(path.join(data, 'keys'), path.join(folder, 'elsewhere'))
    for (const file of [path.join(data, 'keys'), path.join(folder, 'elsewhere')])
      await expect(startSealing(production({ DOCUMENT_KEYS_FILE: file }))).rejects.toThrow(
        /^DOCUMENT_KEYS_FILE names .*inside DATA_DIR.*\.$/,
      )
    const set = production({ DOCUMENT_KEYS: newKey })
    const settingsFile = path.join(data, '.env')
    await writeFile(settingsFile, '')
    await expect(startSealing(set, { settingsFile })).rejects.toThrow(/^DOCUMENT_KEYS stands in .*inside DATA_DIR.*\.$/)
    expect((await startSealing(set, { settingsFile: path.join(folder, '.env') })).on).toBe(true)
    await writeFile(path.join(data, 'document-keys'), oldKey)
    await expect(startSealing(set)).rejects.toThrow(/document-keys holds a key inside DATA_DIR/)
  })

  it('are refused in the folder of an embedded database elsewhere', async () => {
    const file = path.join(folder, 'db/keys')
    await mkdir(path.dirname(file))
    await writeFile(file, newKey)
    const settings = { DOCUMENT_KEYS_FILE: file, MONGODB_URI: `mongodb_embedded://${folder}/db` }
    await expect(startSealing(production(settings))).rejects.toThrow(/^DOCUMENT_KEYS_FILE .*inside DATA_DIR/)
  })
})

describe('a sealed text', () => {
  const [only, both] = [[oldKey], [newKey, oldKey]].map(keys => createSealing({ on: true, secrets: keys })) as [Sealing, Sealing] // oxfmt-ignore
  const off = createSealing({ on: false, secrets: [oldKey] })
  const text = '00 0000042'

  it('can be read with any configured key, for its own purpose only', () => {
    const sealed = only.stored(text, 'passport')
    expect(sealed).not.toContain('0000042')
    expect([only, both, off].map(one => one.read(sealed, 'passport'))).toEqual([text, text, text])
    expect(() => only.read(sealed, 'mail')).toThrow('does not open')
    expect(() => createSealing({ on: true, secrets: [newKey] }).read(sealed, 'passport')).toThrow(keyIdOf(oldKey))
    expect(both.keyOfText(both.stored(text, 'passport'))).toBe(keyIdOf(newKey))
  })

  it('is not unsealed if somebody submits it as input', () => {
    const stolen = only.stored(text, 'passport')
    for (const one of [only, off]) expect(one.read(one.stored(stolen, 'passport'), 'passport')).toBe(stolen)
  })

  it('is stored unchanged while sealing is off, and is empty if the text is empty', () => {
    expect([off.stored(text, 'passport'), only.stored('', 'passport')]).toEqual([text, ''])
    expect(off.read(text, 'passport')).toBe(text)
  })

  it('is found by a hash that cannot be computed without the key', () => {
    const mine = both.finding('0042')
    const older = only.finding('0042')
    expect(mine).toMatch(/^[0-9a-f]{24}$/)
    expect(mine).not.toBe(older)
    expect(both.findings('0042')).toEqual([mine, older])
    expect([off.finding('0042'), off.findings('0042')]).toEqual([null, [older]])
  })
})
