import mongoose from 'mongoose'
import { beforeEach, describe, expect, it } from 'vitest'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { DocumentReadModel } from '#models/documents/document-read.ts'
import { ObjectionModel } from '#models/deciding/objection.ts'
import { DocumentModel } from '#models/documents/document.ts'
import { EnquiryModel } from '#models/enquiries/enquiry.ts'
import { MailModel } from '#models/mail.ts'
import { runChecks } from '#shared/checks.ts'
import { aColleague } from '../factories/account.ts'
import { aWorkingStreet } from '../support/database/filled-once.ts'
import { useSite } from '../support/site.ts'
import { auditEntriesAbout } from '../support/audit-entries.ts'

const site = useSite()

async function one(state: Application['state']): Promise<Application & { id: string }> {
  const found = await ApplicationModel.findOne({ state }).lean<Application>()
  if (!found) throw new Error(`the demonstration has no case in ${state}`)
  return { ...found, id: found._id.toHexString() }
}
const again = (id: string) => ApplicationModel.findById(id).lean<Application>()
const documentsOf = (id: string) => DocumentModel.countDocuments({ application: id })

function secretsOf({ applicantName, applicant, answers }: Application): string[] {
  const { phone, passportNumber, nameCyrillic } = answers.applicant ?? {}
  return [applicantName, applicant.toHexString(), phone, passportNumber, nameCyrillic]
    .flat()
    .filter(it => it) as string[]
}

/** Creates a letter, a read record and an objection: data outside the case that name people. Returns the letters. */
async function withEverything(rejected: Application & { id: string }) {
  await site.services.letters.make({
    cause: 'made for the test',
    application: rejected.id,
    language: 'ru',
    decision: 'rejected',
    reference: String(rejected.reference),
    applicant: String(rejected.applicantName),
    grounds: {},
    decidedAt: rejected.stateSince,
    premises: rejected.premises,
    answerBy: null,
  })
  const letters = await site.services.letters.list(rejected.id)
  const reader = { id: 'f'.repeat(24), name: 'Li', role: 'reviewer' }
  for (const document of await DocumentModel.find({ application: rejected.id }).lean())
    await site.services.documents.reads.record(document, reader)
  const objection = { name: 'Сосед', contact: '+7', text: 'Против.', at: site.clock.now(), digest: 'o' }
  await ObjectionModel.create({ ...objection, application: rejected.id })
  const officer = await site.as(await aColleague('decider'))
  for (const { _id } of letters)
    await officer.get(`/en/applications/${rejected.id}/letters/${_id.toHexString()}`).expect(200)
  const read = { application: rejected.id, kind: 'decision_letter' as const }
  expect(await DocumentReadModel.countDocuments(read)).toBe(letters.length)
  return letters
}

async function broken(): Promise<string[]> {
  const examined = await runChecks(site.checkers)
  return examined.filter(({ level, count }) => level === 'violation' && count > 0).map(({ name }) => name)
}

describe('after the retention period', () => {
  beforeEach(async () => {
    await aWorkingStreet(site, 60)
  })

  it('a rejected case loses its documents after a year and shows this to officers, and an open case loses nothing', async () => {
    const rejected = await one('rejected')
    const review = await one('review')
    expect(await documentsOf(rejected.id)).toBe(3)
    site.clock.advance({ days: 340 })
    await site.runJobs()
    expect(await documentsOf(rejected.id)).toBe(3)

    site.clock.advance({ days: 60 })
    await site.runJobs()
    expect(await documentsOf(rejected.id)).toBe(0)
    expect(await documentsOf(review.id)).toBe(3)
    expect((await again(rejected.id))?.applicantName).toBe(rejected.applicantName)
    expect(await broken()).toEqual([])

    const officer = await site.as(await aColleague('decider'))
    const page = await officer.get(`/en/staff/applications/${rejected.id}`).expect(200)
    expect(page.text).toContain('The documents were deleted under the retention rule on')
  }, 60_000)

  it('a case is anonymised after three years, and keeps its decision but nothing that identifies the person', async () => {
    const rejected = await one('rejected')
    const letters = await withEverything(rejected)
    site.clock.advance({ days: 3 * 366 })
    await site.runJobs()
    const kept = await again(rejected.id)
    expect(kept).toMatchObject({ reference: rejected.reference, state: 'rejected', premises: rejected.premises })
    expect(kept?.events.at(-1)).toMatchObject({ kind: 'anonymised', by: { kind: 'system' } })
    const text = JSON.stringify(kept)
    for (const secret of secretsOf(rejected)) expect(text).not.toContain(secret)
    expect(await documentsOf(rejected.id)).toBe(0)
    expect(await DocumentReadModel.countDocuments({ application: rejected.id })).toBe(0)
    expect(await ObjectionModel.countDocuments()).toBe(0)
    expect(await broken()).toEqual([])

    const officer = await site.as(await aColleague('decider'))
    const page = await officer.get(`/en/staff/applications/${rejected.id}`).expect(200)
    // The letter contained the name, so its file is deleted; the data that prove a copy genuine stay.
    expect(letters.length).toBeGreaterThan(0)
    for (const { _id, sha256, storageId } of letters) {
      expect(page.text).toContain(sha256)
      await officer.get(`/en/applications/${rejected.id}/letters/${_id.toHexString()}`).expect(404)
      const stored = mongoose.connection.db?.collection('letters.files')
      expect(await stored?.countDocuments({ _id: new mongoose.Types.ObjectId(storageId) })).toBe(0)
    }
    expect(page.text).toContain('The personal data were deleted under the retention rule on')
    await officer.get('/en/staff/applications?state=all').expect(200)
    const revision = kept?.revision
    await site.runJobs()
    expect((await again(rejected.id))?.revision).toBe(revision)
    const told = await auditEntriesAbout(rejected.id)
    expect(told.filter(one => one === 'application.anonymised system')).toHaveLength(1)
  }, 60_000)

  it('sent letters and answered enquiries are deleted, and those still waiting are not', async () => {
    const at = site.clock.now()
    const letter = { to: 'a@example.com', locale: 'ru', template: 'any', nextAttemptAt: at, sentAt: at } as const
    await MailModel.create([
      { ...letter, cause: 'sent', status: 'sent' },
      { ...letter, cause: 'failed', status: 'failed' },
    ])
    const message = {
      name: 'A',
      email: 'a@example.com',
      preferredLanguage: 'ru',
      topic: 'other',
      message: '?',
    } as const
    await EnquiryModel.create([
      { ...message, digest: '1', status: 'answered', createdAt: at },
      { ...message, digest: '2', createdAt: at },
    ])
    site.clock.advance({ days: 3 * 366 })
    await site.runJobs()
    expect(await MailModel.countDocuments({ cause: 'sent' })).toBe(0)
    expect(await MailModel.countDocuments({ cause: 'failed' })).toBe(1)
    // Of the four enquiries of the demonstration, one was answered.
    const left = await EnquiryModel.find().lean()
    expect(left.filter(({ email }) => email === message.email).map(({ digest }) => digest)).toEqual(['2'])
    expect(left).toHaveLength(4)
    expect(await auditEntriesAbout('answered')).toEqual(['enquiry.forgotten system'])
  }, 60_000)
})
