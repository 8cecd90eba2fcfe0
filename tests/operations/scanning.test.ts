import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ApplicationModel } from '#models/cases/application.ts'
import { DocumentModel } from '#models/documents/document.ts'
import { aColleague, anApplicant, type TestAccount } from '../factories/account.ts'
import { aDraft, anApplication } from '../factories/applications.ts'
import { hasClamd, malware, testClamd } from '../support/processes/clamd.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'
import { aPdf, inStore } from '../support/upload-site.ts'

const virus = Buffer.concat([aPdf(3_000), Buffer.from(malware)])
const idOf = ({ _id }: { _id: { toHexString(): string } }) => _id.toHexString()

describe.skipIf(!hasClamd())('a document on a site with a scanner', () => {
  const daemon = testClamd()
  const site = useSite({ env: { CLAMD_SOCKET: daemon.socket } })
  beforeAll(() => daemon.start())
  afterAll(() => daemon.remove())

  async function uploaded(bytes: Buffer, kind = 'passport') {
    const account = await anApplicant()
    const person = await site.as(account)
    const id = idOf(await aDraft({ applicant: account._id }))
    await person.post(`/ru/applications/${id}/documents`).attach(kind, bytes, 'скан.pdf').expect(303)
    const [document] = await site.services.documents.list(id)
    const path = `/ru/applications/${id}/documents`
    return { account, person, id, path, file: `${path}/${idOf(document!)}` }
  }

  const textAt = async (person: Awaited<ReturnType<typeof site.as>>, path: string) =>
    renderedPage(await person.get(path).expect(200)).main

  it('cannot be downloaded before the scan finds it clean', async () => {
    const { person, path, file } = await uploaded(aPdf())
    expect(await textAt(person, path)).toContain('Проверяется на вирусы')
    expect((await person.get(file).expect(409)).text).toContain('ещё проверяется')
    await site.runJobs({ tidying: true })
    expect(await textAt(person, path)).not.toContain('вирусы')
    await person.get(file).expect(200)
  })

  it('is deleted and not counted if it is infected, and its applicant is notified once', async () => {
    const { account, person, id, path, file } = await uploaded(virus)
    await site.runJobs({ tidying: true })
    await site.runJobs({ tidying: true })
    expect(await inStore()).toEqual({ files: 0, chunks: 0, pending: 0 })
    expect(await site.services.documents.list(id)).toEqual([])
    expect(await site.services.documents.totals(id)).toEqual({ files: 0, bytes: 0 })
    await person.get(file).expect(409)
    expect(await textAt(person, path)).toContain('вредоносный код')
    expect(site.mails().map(({ to, subject }) => [to, subject])).toEqual([
      [account.email, 'A file was not accepted: malware'],
    ])
    const line = site.log.lines().find(({ msg }) => msg === 'document infected')
    expect(line).toMatchObject({ application: id, signature: expect.stringContaining('StartupStreet.Test') })

    await person.post(file).attach('file', aPdf(), 'новый.pdf').expect(303)
    await site.runJobs({ tidying: true })
    expect((await site.services.documents.list(id)).map(({ name }) => name)).toEqual(['новый.pdf'])
    expect(await DocumentModel.countDocuments({ application: id })).toBe(1)
  })

  it('can be replaced if it was infected, even in a case that is closed to other changes', async () => {
    const account = await anApplicant()
    const person = await site.as(account)
    const id = idOf(
      await anApplication({ applicant: account._id, state: 'information_requested', returnTo: 'screening', answerBy }),
    )
    const path = `/ru/applications/${id}/documents`
    await person
      .post(path)
      .attach('passport', virus, 'скан.pdf')
      .attach('business_plan', aPdf(), 'план.pdf')
      .expect(303)
    await ApplicationModel.updateOne({ _id: id }, { $set: { state: 'screening' } })
    const [passport, plan] = await site.services.documents.list(id)
    await person.get(path).expect(303)
    await site.runJobs({ tidying: true })

    const page = renderedPage(await person.get(`/ru/applications/${id}`).expect(200))
    expect(page.main).toContain('Загрузить другой файл')
    expect(page.$(`a[href="${path}"]`)).toHaveLength(1)
    const mending = renderedPage(await person.get(path).expect(200))
    expect(mending.$('input[type=file]')).toHaveLength(1)
    await person.post(path).attach('passport', aPdf(), 'ещё.pdf').expect(409)
    await person
      .post(`${path}/${idOf(plan!)}`)
      .attach('file', aPdf(), 'другой план.pdf')
      .expect(409)
    await person
      .post(`${path}/${idOf(passport!)}`)
      .type('form')
      .send({ remove: 'yes' })
      .expect(409)
    await person
      .post(`${path}/${idOf(passport!)}`)
      .attach('file', aPdf(), 'паспорт.pdf')
      .expect(303)
    expect((await site.services.documents.list(id)).map(({ name }) => name)).toEqual(['план.pdf', 'паспорт.pdf'])

    const reviewer = await site.as(await aColleague('reviewer'))
    expect(await textAt(reviewer, `/ru/staff/applications/${id}`)).toContain('Проверяется на вирусы')
    await reviewer.get(`${path}/${idOf(plan!)}`).expect(200)
  })

  it('waits while the scanner is unavailable, and is retried at growing intervals', async () => {
    await daemon.stop()
    const { person, file, id } = await uploaded(aPdf())
    await site.services.scans.scanDue()
    await site.services.scans.scanDue()
    const waiting = async () => (await DocumentModel.findOne({ application: id }).lean())?.scan
    expect(await waiting()).toMatchObject({ state: 'held', attempts: 1 })
    site.clock.set('2026-11-25T12:00:11+08:00')
    await site.services.scans.scanDue()
    expect(await waiting()).toMatchObject({ state: 'held', attempts: 2 })
    await daemon.start()
    await site.services.scans.scanDue()
    await person.get(file).expect(409)
    site.clock.set('2026-11-25T12:00:40+08:00')
    await site.services.scans.scanDue()
    await person.get(file).expect(200)
  })

  it('is scanned once by two processes, and again after a crash during the scan', async () => {
    const { id } = await uploaded(virus)
    const rounds = await Promise.all([site.services.scans.scanDue(), site.services.scans.scanDue()])
    expect(rounds.reduce((sum, { infected }) => sum + infected, 0)).toBe(1)

    // State after a kill between the verdict and its effects: the lease expires, and the scan is repeated.
    await DocumentModel.updateOne({ application: id }, { $set: { 'scan.nextAt': site.clock.now() } })
    await site.runJobs({ tidying: true })
    expect(site.mails()).toHaveLength(1)
    expect((await DocumentModel.findOne({ application: id }).lean())?.scan?.nextAt).toBeUndefined()
  })

  it('is held and scanned if it was uploaded before there was a scanner', async () => {
    const { person, file, id } = await uploaded(aPdf())
    await DocumentModel.updateOne({ application: id }, { $unset: { scan: 1 } })
    await person.get(file).expect(409)
    await site.runJobs({ tidying: true })
    await person.get(file).expect(200)
  })

  it('is found for scanning through an index', async () => {
    const plan = JSON.stringify(
      await DocumentModel.find({ 'scan.state': 'held', 'scan.nextAt': site.clock.now() }).explain('queryPlanner'),
    )
    expect(plan).not.toContain('COLLSCAN')
  })
})

/** Late enough for every day of these tests. */
const answerBy = new Date('2027-12-31T15:59:59.999Z')

describe('a document on a site without a scanner', () => {
  const site = useSite()
  let owner: TestAccount

  it('can be downloaded, and officers see that it was not scanned', async () => {
    owner = await anApplicant()
    const id = idOf(
      await anApplication({ applicant: owner._id, state: 'information_requested', returnTo: 'screening', answerBy }),
    )
    const path = `/zh/applications/${id}/documents`
    const person = await site.as(owner)
    await person.post(path).attach('passport', aPdf(), 'a.pdf').expect(303)
    await site.runJobs({ tidying: true })
    const [document] = await site.services.documents.list(id)
    expect(document?.scan).toBeUndefined()
    await person.get(`${path}/${idOf(document!)}`).expect(200)
    const reviewer = await site.as(await aColleague('reviewer'))
    const page = renderedPage(await reviewer.get(`/zh/staff/applications/${id}`).expect(200))
    expect(page.main).toContain('未经病毒检查')
  })
})
