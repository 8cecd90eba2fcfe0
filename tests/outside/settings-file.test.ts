import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readSettingsFile } from '#server/bin/settings-file.ts'

/** A settings file that is ignored would turn an office's site into a development site with demonstration accounts. */
describe('the settings file', () => {
  let folder: string
  let file: string
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'startup-street-settings-'))
    file = path.join(folder, '.env')
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  const settingsOf = async (bytes: string | Buffer, env: NodeJS.ProcessEnv = {}) => {
    await writeFile(file, bytes)
    expect(readSettingsFile(env, folder)).toBe(file)
    return env
  }

  it.each([
    ['with the line ends of Windows', 'NODE_ENV=production\r\n\r\n# secret\r\nDATA_DIR=./my data\r\n'],
    ['with a mark of its encoding', '\uFEFFNODE_ENV=production\nDATA_DIR=./my data'],
    ['with quotation marks and remarks', `  # don't\nexport NODE_ENV="production" # 'now'\nDATA_DIR='./my data'\n\t\n`],
    ['with a value of several lines', `NOTE="first\nsecond = 'third'\n"\nNODE_ENV=production\nDATA_DIR=./my data`],
  ])('is read %s', async (_how, text) => {
    expect(await settingsOf(text)).toMatchObject({ NODE_ENV: 'production', DATA_DIR: './my data' })
  })

  it('does not override the environment', async () => {
    expect(await settingsOf('PORT=1\nHOST=a', { PORT: '2' })).toEqual({ PORT: '2', HOST: 'a' })
  })

  it.each([
    ['saved as UTF-16', Buffer.from('\uFEFFNODE_ENV=production\n', 'utf16le'), 'line 1 is no setting'],
    ['in another language', 'PORT=1\nNODE_ENV: production\n', 'line 2 is no setting'],
    ['after values of several lines', 'NOTE="a\nb"\nNODE_ENV production', 'line 3 is no setting'],
  ])('is refused %s, without quoting its content', async (_how, bytes, reason) => {
    await expect(settingsOf(bytes)).rejects.toThrow(`The settings in ${file} cannot be read (${reason}). Mend the file`)
  })

  it('is refused if it is a folder or a broken link', async () => {
    await mkdir(file)
    expect(() => readSettingsFile({}, folder)).toThrow('(EISDIR)')
    await rm(file, { recursive: true })
    await symlink('/nowhere/settings', file)
    expect(() => readSettingsFile({}, folder)).toThrow('(ENOENT)')
  })
})
