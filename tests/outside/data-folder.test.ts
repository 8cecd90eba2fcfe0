import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readConfig } from '#server/config.ts'
import { prepareDataFolder } from '#outside/data-folder.ts'
import { markAsDemonstration } from '#outside/demonstration-folder.ts'
import { createMailTransport } from '#outside/mail/mail-transport.ts'
import { testLog } from '../support/log.ts'

describe('the data folder', () => {
  let working: string
  let data: string
  beforeEach(async () => {
    working = await mkdtemp(path.join(tmpdir(), 'startup-street-folders-'))
    data = path.join(working, 'elsewhere/kept')
  })
  afterEach(() => rm(working, { recursive: true, force: true }))

  const prepare = async (env: Record<string, string> = {}) => {
    const log = testLog()
    await prepareDataFolder(readConfig({ DATA_DIR: data, ...env }), log, working)
    return log.lines()
  }
  const formerDatabase = async () => {
    const former = path.join(working, 'data/db')
    await mkdir(former, { recursive: true, mode: 0o700 })
    await writeFile(path.join(former, 'WiredTiger'), '')
    return former
  }
  const inProduction = {
    NODE_ENV: 'production',
    PUBLIC_URL: 'https://street.example',
    SESSION_SECRET: 's'.repeat(32),
    DOCUMENT_KEYS: 'k'.repeat(32),
  }
  const modeOf = async (place: string) => ((await stat(place)).mode & 0o777).toString(8)

  it('is created for its owner alone, with its mail folder', async () => {
    expect(await prepare()).toEqual([])
    expect(await modeOf(data)).toBe('700')
    await createMailTransport({ smtpUrl: undefined, from: 'office@example.com', folder: `${data}/mail` }).send({
      id: 'one',
      to: 'anna@example.com',
      subject: 'Ссылка',
      text: 'Ссылка',
      html: '<p>Ссылка</p>',
      sender: { name: '', address: '' },
    })
    expect(await modeOf(`${data}/mail`)).toBe('700')
    expect(await modeOf(`${data}/mail/one.eml`)).toBe('600')
  })

  it('causes a warning with advice if others can read it, or the database outside it', async () => {
    await prepare()
    await chmod(data, 0o755)
    expect(await prepare()).toMatchObject([{ level: 40, folder: data, mode: '755' }])
    await chmod(data, 0o700)
    const database = path.join(working, 'db')
    await mkdir(database)
    await chmod(database, 0o750)
    const warned = await prepare({ MONGODB_URI: `mongodb_embedded://${database}` })
    expect(warned).toMatchObject([
      { level: 40, folder: database, msg: expect.stringContaining('chmod -R go=') as string },
    ])
  })

  it('is refused in production when it is empty and ./data/db contains a database', async () => {
    const former = await formerDatabase()
    const refused = prepare(inProduction)
    await expect(refused).rejects.toThrow(/DATA_DIR/)
    await expect(refused).rejects.toThrow(`mv ${former} ${data}/db`)
    // The check is skipped for an operator who names the database, or has moved it.
    expect(await prepare({ ...inProduction, MONGODB_URI: `mongodb_embedded://${former}` })).toEqual([])
    await mkdir(path.join(data, 'db'))
    await writeFile(path.join(data, 'db/WiredTiger'), '')
    expect(await prepare(inProduction)).toEqual([])
  })

  it('is used in development although ./data/db contains a database, with one line in the log', async () => {
    const former = await formerDatabase()
    const lines = await prepare()
    expect(lines).toMatchObject([{ level: 30, folder: path.join(data, 'db') }])
    expect(lines[0]).toMatchObject({ msg: expect.stringContaining(former) as string })
  })

  it('is used in production although ./data contains a demonstration', async () => {
    const former = await formerDatabase()
    await markAsDemonstration(path.dirname(former))
    expect(await prepare(inProduction)).toMatchObject([{ level: 30, folder: path.join(data, 'db') }])
  })

  it('is refused in production if it contains the demonstration, unless DEMO=on asks for that', async () => {
    await markAsDemonstration(data)
    await expect(prepare(inProduction)).rejects.toThrow(/^DATA_DIR names .* holds the demonstration .* DEMO=on/)
    expect(await prepare({ ...inProduction, DEMO: 'on' })).toEqual([])
  })

  it('does not create a database in the working folder, that of a release, unless one exists there', async () => {
    const began = prepare({ MONGODB_URI: 'mongodb_embedded://relative/db' })
    await expect(began).rejects.toThrow(`write MONGODB_URI=mongodb_embedded://${working}/relative/db`)
    await expect(stat(path.join(working, 'relative'))).rejects.toThrow('ENOENT')
    expect(await prepare({ MONGODB_URI: `mongodb_embedded://${working}/elsewhere/db` })).toEqual([])
    await mkdir(path.join(working, 'relative/db'), { recursive: true, mode: 0o700 })
    await writeFile(path.join(working, 'relative/db/WiredTiger'), '')
    expect(await prepare({ MONGODB_URI: 'mongodb_embedded://relative/db' })).toEqual([])
  })

  it('is refused with the name of its setting if it cannot be a folder', async () => {
    await writeFile(path.join(working, 'file'), '')
    await expect(prepare({ DATA_DIR: path.join(working, 'file/kept') })).rejects.toThrow(/^DATA_DIR names .*ENOTDIR/)
  })
})
