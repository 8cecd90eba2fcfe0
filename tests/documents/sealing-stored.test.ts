import { createHash, randomBytes } from 'node:crypto'
import mongoose from 'mongoose'
import { describe, expect, it } from 'vitest'
import { ApplicationModel } from '#models/cases/application.ts'
import { sealChecks } from '#features/documents/checks.ts'
import { clockOf } from '#outside/clock.ts'
import { fileStore, readBytes, storeBytes } from '#outside/files/files.ts'
import { knownKeys, rememberKey, requireKnownKeys } from '#outside/sealing/known-keys.ts'
import { keyIdOf } from '#outside/sealing/sealing.ts'
import { runChecks } from '#shared/checks.ts'
import { anApplication, validAnswers } from '../factories/applications.ts'
import { newKey, oldKey, testKey, withSealing } from '../support/sealed.ts'
import { sha256 } from '../support/upload-site.ts'
import { useSite } from '../support/site.ts'
import { storedText } from '../support/stored-text.ts'

const clock = clockOf(() => new Date())
const marker = 'PASSPORT-OF-NOBODY-0042'
const number = '75 0031847'
const answers = { ...validAnswers(), applicant: { ...validAnswers().applicant, passportNumber: number } }
const secrets = [number, `~p${number.slice(-4)}`, marker, 'secret-token']
const names = ['files of documents', 'numbers of passports', 'letters that wait']
const off = { on: false, secrets: [] }
const old = { on: true, secrets: [oldKey] }
const both = { on: true, secrets: [newKey, oldKey] }
const opening = { on: false, secrets: [oldKey, newKey] }

describe('data stored before there was a key', () => {
  const site = useSite()
  const files = fileStore({ bucket: 'documents', clock })

  /** Returns one of everything as the previous version stored it. */
  const stored = () =>
    withSealing(off, async () => {
      const bytes = Buffer.concat([Buffer.from(marker), randomBytes(900_000)])
      const file = await storeBytes(files, bytes)
      const { _id } = await anApplication({ answers })
      const letter = { cause: 'x', to: 'anna@example.com', locale: 'ru' as const, template: 'welcome' as never }
      await site.services.mail.queue({ ...letter, facts: { link: '/ru/reset/secret-token' } })
      return { bytes, file, id: _id }
    })
  const bring = (settings: typeof old, wanted: 'sealed' | 'open' = 'sealed') =>
    withSealing(settings, () => site.services.sealed.bring(wanted))
  const lying = async (settings: typeof old) =>
    withSealing(settings, async () =>
      (await site.services.sealed.lying()).filter(({ open, sealed }) => open + sealed.size > 0),
    )
  const found = async () => {
    const text = await storedText()
    return secrets.filter(secret => text.includes(secret))
  }
  const isWhole = (settings: typeof old, { bytes, file, id }: Awaited<ReturnType<typeof stored>>) =>
    withSealing(settings, async () => {
      expect((await readBytes(files, file)).equals(bytes)).toBe(true)
      expect(await files.whole([file])).toEqual(new Map([[file, bytes.length]]))
      const read = await ApplicationModel.findById(id).lean()
      expect(read?.snapshot?.answers.applicant?.passportNumber).toBe(number)
    })

  it('is sealed by the worker', async () => {
    const one = await stored()
    expect(await found()).toEqual(secrets)
    await site.runJobs({ tidying: true })
    expect(await found()).toEqual([])
    await isWhole({ on: true, secrets: [testKey] }, one)
  })

  it('is unsealed unchanged for a version that does not seal, and sealed again', async () => {
    const one = await stored()
    const stores = ['applications', 'mails', 'documents.chunks']
    const dump = async () => (await Promise.all(stores.map(storedText))).map(text => sha256(Buffer.from(text)))
    const before = await dump()
    const brought = await bring(old)
    expect(brought.filter(({ changed }) => changed > 0).map(({ name }) => name)).toEqual(names)
    expect(await found()).toEqual([])
    await isWhole(old, one)
    expect(await bring(old), 'it has been done').toEqual([])
    await bring(opening, 'open')
    await isWhole(off, one)
    expect(await dump()).toEqual(before)
    await bring(old)
    expect(await found()).toEqual([])
  })

  it('can be read by the version before, which uses plain GridFS, once it is unsealed, even if it was sealed from the start', async () => {
    const bytes = randomBytes(900_000)
    const file = await withSealing(old, () => storeBytes(files, bytes))
    const asBefore = async () => {
      const bucket = new mongoose.mongo.GridFSBucket(mongoose.connection.db!, { bucketName: 'documents' })
      return Buffer.concat(await bucket.openDownloadStream(new mongoose.mongo.ObjectId(file)).toArray())
    }
    expect((await asBefore()).equals(bytes)).toBe(false)
    await bring(opening, 'open')
    expect((await asBefore()).equals(bytes)).toBe(true)
  })

  it('is moved to a new key without rewriting the content of a file', async () => {
    const one = await stored()
    await bring(old)
    const chunks = () => storedText('documents.chunks')
    const before = await chunks()
    const [head] = await heads()
    await withSealing(both, () => rememberKey(clock))
    const brought = await bring(both)
    expect(brought.map(({ changed }) => changed).reduce((sum, more) => sum + more)).toBe(3)
    expect(await chunks()).toBe(before)
    expect((await heads())[0]).not.toEqual(head)
    await isWhole({ on: true, secrets: [newKey] }, one)
    for (const { open, sealed } of await lying(both)) expect([open, [...sealed.keys()]]).toEqual([0, [keyIdOf(newKey)]])
  })

  it('records its keys, so that no program starts without one, and drops keys that are no longer needed', async () => {
    await stored()
    await withSealing(old, () => rememberKey(clock))
    await bring(old)
    const start = (settings: typeof old) => withSealing(settings, requireKnownKeys)
    await expect(start({ on: true, secrets: [newKey] })).rejects.toThrow(
      `DOCUMENT_KEYS lacks the key ${keyIdOf(oldKey)}, with which data of this database are sealed.`,
    )
    await start(both)
    await withSealing(both, () => rememberKey(clock))
    expect(await knownKeys()).toEqual([oldKey, newKey].map(keyIdOf))
    await bring(both)
    expect(await knownKeys()).toEqual([keyIdOf(newKey)])
    await start({ on: true, secrets: [newKey] })
  })

  it('is counted by the data check, as is data that no key opens', async () => {
    await stored()
    const check = (settings: typeof old) =>
      withSealing(settings, async () => {
        const examined = await runChecks([sealChecks(site.services.sealed)])
        return examined.filter(({ count }) => count > 0).flatMap(({ problems }) => problems)
      })
    const open = (name: string, why: string) => ({ id: name, why: `1 lie open; ${why}` })
    expect(await check(off)).toEqual(names.map(name => open(name, 'SEALING is off')))
    expect(await check(old)).toEqual(names.map(name => open(name, 'does the worker run?')))
    await bring(old)
    expect(await check(old)).toEqual([])
    const missing = await check({ on: true, secrets: [newKey] })
    expect(missing).toEqual(
      names.map(name => ({ id: keyIdOf(oldKey), why: `1 of ${name} need it, and DOCUMENT_KEYS lacks it` })),
    )
  })

  it('is left unchanged if its key is lost, and the rest of its case can be read', async () => {
    const { id, file } = await stored()
    await bring(old)
    const brought = await bring({ on: true, secrets: [newKey] })
    expect(brought.map(({ skipped }) => skipped).reduce((sum, more) => sum + more)).toBe(3)
    await withSealing({ on: true, secrets: [newKey] }, async () => {
      const read = await ApplicationModel.findById(id).lean()
      expect(read?.snapshot?.answers.applicant).toMatchObject({ lastNameLatin: expect.any(String), passportNumber: '' })
      await expect(readBytes(files, file)).rejects.toThrow(`lacks the key ${keyIdOf(oldKey)}`)
    })
  })

  it('can be read, changed and removed while it is being sealed', async () => {
    const bytes = randomBytes(20_000_000)
    const [file, gone] = await withSealing(off, async () => [
      await storeBytes(files, bytes),
      await storeBytes(files, randomBytes(600_000)),
    ])
    const { _id } = await withSealing(off, () => anApplication({ answers }))
    await withSealing(old, async () => {
      const hash = createHash('sha256')
      let begun: Promise<unknown> | undefined
      for await (const chunk of files.open(file)) {
        begun ??= Promise.all([
          site.services.sealed.bring('sealed'),
          files.remove(gone),
          ApplicationModel.updateOne({ _id }, { $set: { 'answers.applicant.passportNumber': '75 0000001' } }),
        ])
        hash.update(chunk as Buffer)
      }
      await begun
      expect(hash.digest('hex')).toBe(createHash('sha256').update(bytes).digest('hex'))
      expect((await readBytes(files, file)).equals(bytes)).toBe(true)
      expect((await ApplicationModel.findById(_id).lean())?.answers.applicant?.passportNumber).toBe('75 0000001')
      expect(await storedText('documents.files')).not.toContain(gone)
      expect(await storedText('documents.chunks')).not.toContain(gone)
    })
  })

  const heads = () => mongoose.connection.collection('documents.files').find().toArray()
})
