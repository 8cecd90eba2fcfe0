import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ApplicationModel } from '#models/cases/application.ts'
import { AuditEntryModel } from '#models/audit/audit-entry.ts'
import { systemClock } from '#outside/clock.ts'
import { fileStore, readBytes, storeBytes } from '#outside/files/files.ts'
import { createMailTransport } from '#outside/mail/mail-transport.ts'
import { rememberKey, requireKnownKeys } from '#outside/sealing/known-keys.ts'
import { keyIdOf } from '#outside/sealing/sealing.ts'
import { anApplication, validAnswers } from '../factories/applications.ts'
import { withDatabaseIn } from '../support/database.ts'
import { run } from '../support/processes/processes.ts'
import { newKey, oldKey, testKey, withSealing } from '../support/sealed.ts'
import { storedText } from '../support/stored-text.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'startup-street-sealing-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const number = '75 0031847'
const answers = { ...validAnswers(), applicant: { ...validAnswers().applicant, passportNumber: number } }
const files = fileStore({ bucket: 'documents', clock: systemClock })
const off = { on: false, secrets: [] }
const withTestKey = { on: true, secrets: [testKey] }

const openFiles = (text: string) => text.split('PLAIN-MARKER').length - 1

describe('sealing stored files', () => {
  it('continues after a kill in or between files, and every file can be read at any time', async () => {
    const bytes = Array.from({ length: 3 }, () => Buffer.concat([Buffer.from('PLAIN-MARKER'), randomBytes(700_000)]))
    const { ids, id } = await withDatabaseIn(folder, () =>
      withSealing(off, async () => {
        const kept = []
        for (const one of bytes) kept.push(await storeBytes(files, one))
        return { ids: kept, id: (await anApplication({ answers }))._id }
      }),
    )
    const look = () =>
      withDatabaseIn(folder, () =>
        withSealing(withTestKey, async () => {
          for (const [index, file] of ids.entries())
            expect((await readBytes(files, file)).equals(bytes[index]!), file).toBe(true)
          expect((await ApplicationModel.findById(id).lean())?.answers.applicant?.passportNumber).toBe(number)
          return { open: openFiles(await storedText()), number: (await storedText('applications')).includes(number) }
        }),
      )
    expect(await look()).toEqual({ open: 3, number: true })
    let killed = 0
    // A file takes five writes: its key, three chunks, its head.
    for (const [writes, open] of [
      [4, 2],
      [3, 2],
      [6, 1],
      [99, 0],
    ] as const) {
      // oxfmt-ignore
      const sealing = run('tests/support/processes/seal-until-killed.ts', { args: [folder, String(writes)] })
      const { signal } = await sealing.exited
      if (signal === 'SIGKILL') killed += 1
      expect((await look()).open, sealing.output()).toBe(open)
    }
    expect(killed).toBe(3)
    expect(await look()).toEqual({ open: 0, number: false })
  }, 60_000)

  it('is a command that reports its work, moves all files to a new key, and opens them all for an older version', async () => {
    const seal = async (args: string[], env: Record<string, string>) => {
      const settings = { DATA_DIR: folder, MONGODB_URI: `mongodb_embedded://${folder}/db`, LOG_LEVEL: 'error', ...env }
      const command = run('server/bin/seal.ts', { args, env: settings })
      const { code } = await command.exited
      return { code, said: command.output() }
    }
    await withDatabaseIn(folder, () => withSealing(off, async () => void (await storeBytes(files, Buffer.from('x')))))
    const refused = await seal([], { SEALING: 'off' })
    expect([refused.code, refused.said]).toEqual([1, expect.stringMatching(/^SEALING is off.*\.\n$/)])

    const first = await seal([], { DOCUMENT_KEYS: oldKey })
    expect([first.code, first.said]).toEqual([0, expect.stringContaining('1  files of documents changed')])
    expect(first.said).toContain(`0 open, 1 sealed with ${keyIdOf(oldKey)}: files of documents`)
    const moved = await seal([], { DOCUMENT_KEYS: `${newKey},${oldKey}` })
    expect(moved.said).toContain(`0 open, 1 sealed with ${keyIdOf(newKey)}: files of documents`)

    const opened = await seal(['open'], { DOCUMENT_KEYS: newKey, SEALING: 'off' })
    expect(opened.said).toContain('1 open: files of documents')
    for (const said of [first, moved, opened].map(one => one.said)) expect(said).not.toMatch(/invented-installation/)
  }, 60_000)

  it('prevents a start without a key that is in use until an administrator marks the key as lost', async () => {
    await withDatabaseIn(folder, () => withSealing({ on: true, secrets: [oldKey] }, () => rememberKey(systemClock)))
    const settings = { DATA_DIR: folder, MONGODB_URI: `mongodb_embedded://${folder}/db`, DOCUMENT_KEYS: newKey }
    const start = async (source: string, args: string[] = []) => {
      const started = run(source, { args, env: { ...settings, LOG_LEVEL: 'error', PORT: '0', HOST: '127.0.0.1' } })
      return { ...(await started.exited), said: started.output() }
    }
    expect(await start('server/bin/web.ts')).toMatchObject({ code: 1, said: expect.stringContaining(keyIdOf(oldKey)) })
    expect(await start('server/bin/seal.ts', ['forget', keyIdOf(oldKey)])).toMatchObject({ code: 0 })
    const acts = await withDatabaseIn(folder, () => AuditEntryModel.find().lean())
    expect(acts).toMatchObject([{ action: 'key.lost', subject: { label: keyIdOf(oldKey) } }])
    await withDatabaseIn(folder, () => withSealing({ on: true, secrets: [newKey] }, requireKnownKeys))
  }, 60_000)
})

describe('mail written to files in production', () => {
  const letter = { id: '6b0ab02c96f4cc3bbebd82c2', to: 'anna@example.com', sender: { name: '', address: '' } }
  const content = { subject: 'Пароль', text: 'https://street.example/ru/reset/secret-token', html: '<p>x</p>' }
  const send = (sealed: boolean) =>
    withSealing({ on: true, secrets: [testKey] }, () =>
      createMailTransport({ smtpUrl: undefined, from: 'office@example.com', folder, sealed }).send({
        ...letter,
        ...content,
      }),
    )

  it('shows no link to a thief of the folder, and can be read with a command', async () => {
    await send(false)
    expect(await readFile(path.join(folder, `${letter.id}.eml`), 'latin1')).toContain('secret-token')
    await rm(path.join(folder, `${letter.id}.eml`))
    await send(true)
    expect(await readdir(folder)).toEqual([`${letter.id}.eml.sealed`])
    const file = path.join(folder, `${letter.id}.eml.sealed`)
    expect(await readFile(file, 'latin1')).not.toContain('secret-token')
    const data = path.join(folder, 'data')
    const reading = run('server/bin/seal.ts', { args: ['read', file], env: { DATA_DIR: data } })
    expect(await reading.exited).toMatchObject({ code: 0 })
    expect(reading.output()).toContain('secret-token')
  })
})
