import mongoose from 'mongoose'
import { describe, expect, it } from 'vitest'
import { DocumentModel } from '#models/documents/document.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { anAcceptedOffer, anApplication } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { aTenancy } from '../factories/tenancies.ts'
import { pdf } from '../support/founder.ts'
import { aPictureOf } from '../support/files/pictures.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const most = 40

/** Stores as many documents as an application may hold, sent before the office asked for anything. */
async function fillUp(application: mongoose.Types.ObjectId, uploadedAt: Date): Promise<void> {
  const one = (at: number) => ({
    application,
    kind: 'experience' as const,
    name: `${at}.pdf`,
    size: 2_000,
    sha256: `${at}`,
    mediaType: 'application/pdf',
    storageId: `${application.toHexString()}-${at}`,
    uploadedAt,
    uploadedBy: application,
  })
  await DocumentModel.insertMany(Array.from({ length: most }, (_, at) => one(at)))
}
const before = (moment: Date) => new Date(moment.getTime() - 60_000)
const kindsOf = async (id: string) => (await site.services.documents.list(id)).map(({ kind }) => kind)

describe('an application that has reached its limit of files', () => {
  it('accepts the documents of an information request, and a new version of a document', async () => {
    const applicant = await anApplicant()
    const { _id, stateSince } = await anApplication({ applicant: applicant._id, state: 'screening' })
    await fillUp(_id, before(stateSince))
    const person = await site.as(applicant)
    const officer = await site.as(await aColleague('reviewer'))
    const id = _id.toHexString()
    const [old] = await site.services.documents.list(id)
    const asked = { ask: ['kind-permit', `document-${old!._id.toHexString()}`], answerOn: '2026-12-04' }
    const texts = {
      'text-kind-permit': 'Нужно разрешение.',
      [`text-document-${old!._id.toHexString()}`]: 'Не читается.',
    }
    await officer
      .post(`/ru/staff/applications/${id}/request`)
      .type('form')
      .send({ ...asked, ...texts })
      .expect(303)

    const home = `/ru/applications/${id}/documents`
    await person.post(home).attach('permit', pdf, 'permit.pdf').expect(303)
    await person.post(`${home}/${old!._id.toHexString()}`).attach('file', pdf, 'clear.pdf').expect(303)
    expect(await kindsOf(id)).toContain('permit')
    expect((await site.services.documents.list(id)).map(({ name }) => name)).toContain('clear.pdf')
  })

  it('accepts a document for a condition of the offer', async () => {
    const applicant = await anApplicant()
    const { code } = await aPremises()
    const condition = { _id: new mongoose.Types.ObjectId(), kind: 'business_licence' as const, state: 'open' as const }
    const conditions = [{ ...condition, dueOn: '2027-01-24' }]
    const offer = anAcceptedOffer(code, { conditions })
    const facts = { applicant: applicant._id, premises: [code], heldPremises: code, state: 'accepted' as const, offer }
    const { _id, stateSince } = await anApplication(facts)
    await fillUp(_id, before(stateSince))
    const person = await site.as(applicant)
    const address = `/ru/applications/${_id.toHexString()}/acceptance`
    await person.post(address).attach('business_licence', pdf, 'licence.pdf').expect(303)
    expect(await kindsOf(_id.toHexString())).toContain('business_licence')
  })

  it('accepts a photo that answers a finding of an inspection in its tenancy', async () => {
    const finding = { _id: new mongoose.Types.ObjectId(), text: 'Закрыт выход', cureBy: '2026-12-05' }
    const held = { _id: new mongoose.Types.ObjectId(), kind: 'planned' as const, state: 'held' as const, note: '' }
    const inspections = [{ ...held, on: '2026-11-20', findings: [finding] }]
    const { own, tenant, application } = await aTenancy(site.services, { state: 'trading', inspections })
    await fillUp(new mongoose.Types.ObjectId(application), new Date('2026-06-01T00:00:00Z'))
    const photo = await aPictureOf({ width: 8, height: 8 }, 'jpg')
    const person = await site.as(tenant)
    await person
      .post(`${own}/findings/${finding._id.toHexString()}`)
      .field({ text: 'Открыли.' })
      .attach('finding_photo', photo, 'door.jpg')
      .expect(303)
    expect(await kindsOf(application)).toContain('finding_photo')
  })

  it('refuses more files in one day than its limit, and offers the next day', async () => {
    const applicant = await anApplicant()
    const { code } = await aPremises()
    const condition = { _id: new mongoose.Types.ObjectId(), kind: 'business_licence' as const, state: 'open' as const }
    const offer = anAcceptedOffer(code, { conditions: [{ ...condition, dueOn: '2027-01-24' }] })
    const facts = { applicant: applicant._id, premises: [code], heldPremises: code, state: 'accepted' as const, offer }
    const { _id } = await anApplication(facts)
    await fillUp(_id, before(site.clock.now()))
    const person = await site.as(applicant)
    const address = `/ru/applications/${_id.toHexString()}/acceptance`
    const page = renderedPage(await person.post(address).attach('business_licence', pdf, 'licence.pdf').expect(422))
    expect(page.main).toContain('остальные отправьте завтра')

    site.clock.set(new Date(site.clock.now().getTime() + 25 * 60 * 60 * 1000))
    await person.post(address).attach('business_licence', pdf, 'licence.pdf').expect(303)
  })
})
