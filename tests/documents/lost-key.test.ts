import { beforeEach, describe, expect, it } from 'vitest'
import { DocumentModel } from '#models/documents/document.ts'
import { LetterModel } from '#models/deciding/letter.ts'
import { loseKey, rememberKey, requireKnownKeys } from '#outside/sealing/known-keys.ts'
import { keyIdOf } from '#outside/sealing/sealing.ts'
import { storeBytes } from '#outside/files/files.ts'
import { runChecks } from '#shared/checks.ts'
import { aColleague } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { aWorkingStreet } from '../support/database/filled-once.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { oldKey, testKey, withSealing } from '../support/sealed.ts'
import { useSite } from '../support/site.ts'

describe('files whose key is lost', () => {
  const site = useSite()
  const lost = keyIdOf(oldKey)
  // A process asks at its start; here the process of the test before has gone on.
  beforeEach(() => requireKnownKeys())

  /** Seals a document with a key, which is then lost. Returns the address of the document. */
  async function aLostDocument(): Promise<string> {
    await aWorkingStreet(site, 60)
    const document = (await DocumentModel.findOne({ kind: 'business_plan', state: 'current' }).lean())!
    await withSealing({ on: true, secrets: [oldKey] }, async () => {
      await rememberKey(site.clock)
      const storageId = await storeBytes(site.services.documents.store, Buffer.alloc(document.size, 'x'))
      await site.services.documents.store.settle([storageId])
      await site.services.documents.store.remove(document.storageId)
      await DocumentModel.updateOne({ _id: document._id }, { $set: { storageId } })
    })
    return `/applications/${document.application.toHexString()}/documents/${document._id.toHexString()}`
  }
  const broken = async () =>
    (await runChecks(site.checkers)).filter(({ level, count }) => level === 'violation' && count > 0)

  it.each([
    ['en', 'This file is lost', '25 November 2026'],
    ['ru', 'Файл утрачен', '25 ноября 2026'],
    ['zh', '文件已丢失', '2026年11月25日'],
  ])('are answered in %s with a page that shows the key and the day', async (locale, title, day) => {
    const address = await aLostDocument()
    await expect(requireKnownKeys()).rejects.toThrow(lost)
    await loseKey(lost, site.clock)
    await requireKnownKeys()
    const reader = await site.as(await aColleague('administrator'))
    for (const query of ['', '?inline=1']) {
      const page = renderedPage(await reader.get(`/${locale}${address}${query}`).expect(410))
      expect(page.heading).toBe(title)
      expect(page.$('main').text()).toContain(lost)
      expect(page.$('main').text()).toContain(day)
    }
  })

  it('fail the data check until an administrator marks the key as lost, and are listed afterwards', async () => {
    await aLostDocument()
    expect((await broken()).map(({ name }) => name)).toEqual([
      'every key with which something is sealed is among the keys',
    ])
    await loseKey(lost, site.clock)
    await requireKnownKeys()
    expect(await broken()).toEqual([])
    const known = (await runChecks(site.checkers)).filter(({ name, count }) => /said is lost/.test(name) && count > 0)
    expect(known).toMatchObject([{ level: 'note', count: 1, problems: [{ id: lost }] }])
    expect(known[0]?.problems[0]?.why).toContain('1 of files of documents')
    expect(known[0]?.problems[0]?.why).toContain('since 2026-11-25')
  })

  it('can be read again when the key is found', async () => {
    const address = await aLostDocument()
    await loseKey(lost, site.clock)
    await requireKnownKeys()
    const reader = await site.as(await aColleague('administrator'))
    await withSealing({ on: true, secrets: [testKey, oldKey] }, async () => {
      await reader.get(`/en${address}`).expect(200)
      expect(
        (await runChecks(site.checkers)).filter(({ name, count }) => /said is lost/.test(name) && count > 0),
      ).toEqual([])
    })
  })

  it('do not fail the data check of letters', async () => {
    const { _id, reference } = await anApplication({ state: 'rejected' })
    const id = _id.toHexString()
    await site.services.letters.make({
      cause: `application:${id}:x`,
      application: id,
      decision: 'rejected',
      language: 'ru',
      reference: reference ?? '',
      applicant: 'IVANOVA ANNA',
      premises: ['SFH-A-0107'],
      answerBy: null,
      decidedAt: site.clock.now(),
      grounds: { reason: 'План не полон.' },
    })
    const letter = (await LetterModel.findOne().lean())!
    const { store } = site.services.letters
    await withSealing({ on: true, secrets: [oldKey] }, async () => {
      await rememberKey(site.clock)
      const storageId = await storeBytes(store, Buffer.alloc(letter.size, 'x'))
      await store.settle([storageId])
      await store.remove(letter.storageId)
      await LetterModel.updateOne({ _id: letter._id }, { $set: { storageId } })
    })
    await loseKey(lost, site.clock)
    await requireKnownKeys()
    const letters = (await broken()).filter(({ name }) => name.includes('letter'))
    expect(letters).toEqual([])
  })
})
