import { describe, expect, it } from 'vitest'
import { AuditEntryModel } from '#models/audit/audit-entry.ts'
import { EnquiryModel } from '#models/enquiries/enquiry.ts'
import { aColleague } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

describe('the subject of an enquiry', () => {
  const site = useSite()

  async function anEnquiry(): Promise<string> {
    const enquiry = await EnquiryModel.create({
      name: 'Olga',
      email: 'olga@example.com',
      preferredLanguage: 'en',
      topic: 'premises',
      message: 'Water?',
      digest: 'one',
    })
    return enquiry._id.toHexString()
  }

  it('is linked by unit code and case reference, found by both, and recorded in the audit trail', async () => {
    const id = await anEnquiry()
    const { code } = await aPremises()
    const application = await anApplication({ reference: 'SS-2026-000123' })
    const person = await site.as(await aColleague('administrator'))
    const send = (fields: Record<string, string>) =>
      person.post(`/en/staff/enquiries/${id}/links`).type('form').send(fields)
    const links = { version: '0', premisesCode: code.toLowerCase(), reference: 'ss-2026-000123' }
    await send(links).expect(303)
    await send(links).expect(409)
    const page = renderedPage(await person.get(`/en/staff/enquiries/${id}`).expect(200))
    expect(page.links()).toContain(`/en/staff/applications/${application._id.toHexString()}`)
    for (const q of [code, 'SS-2026-000123', 'olga'])
      expect(
        (await site.services.enquiries.find(q, { id: '', premises: null })).items.map(({ _id }) => _id.toHexString()),
      ).toEqual([id])
    const told = await AuditEntryModel.findOne({ action: 'enquiry.linked' }).lean()
    expect(told?.changes).toMatchObject([
      { field: 'premisesCode', before: 'null', after: JSON.stringify(code) },
      { field: 'application', before: 'null', after: '"SS-2026-000123"' },
    ])
    await send({ version: '1', premisesCode: '', reference: '' }).expect(303)
    expect((await site.services.enquiries.find('SS-2026-000123', { id: '', premises: null })).items).toEqual([])
  })

  it('must exist to be linked, and the input is kept otherwise', async () => {
    const id = await anEnquiry()
    const person = await site.as(await aColleague('listing_manager'))
    const send = (fields: Record<string, string>) =>
      person
        .post(`/en/staff/enquiries/${id}/links`)
        .type('form')
        .send({ version: '0', ...fields })
    const lost = renderedPage(await send({ premisesCode: 'SFH-A-9999' }).expect(422))
    expect(lost.value('premisesCode')).toBe('SFH-A-9999')
    expect(renderedPage(await send({ reference: 'SS-2026-999999' }).expect(422)).errors()).toHaveLength(1)
    await send({ reference: 'my application' }).expect(422)
    const reviewer = await site.as(await aColleague('reviewer'))
    await reviewer.post(`/en/staff/enquiries/${id}/links`).type('form').send({ version: '0' }).expect(403)
    expect(await EnquiryModel.findById(id).lean()).toMatchObject({ version: 0, premisesCode: null })
  })

  it('is recorded in the audit trail with the values before, and the note masked', async () => {
    const id = await anEnquiry()
    const person = await site.as(await aColleague('listing_manager'))
    const form = { version: '0', note: 'Calls at night', answered: 'yes' }
    await person.post(`/en/staff/enquiries/${id}`).type('form').send(form).expect(303)
    const told = await AuditEntryModel.findOne({ action: 'enquiry.answered' }).lean()
    expect(told?.changes).toMatchObject([
      { field: 'status', before: '"new"', after: '"answered"' },
      { field: 'note', before: '"[masked]"', after: '"[masked]"' },
    ])
    expect(JSON.stringify(told)).not.toContain('Calls')
  })
})
