import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { ApplicationModel } from '#models/cases/application.ts'
import { DocumentReadModel } from '#models/documents/document-read.ts'
import { PictureModel } from '#models/documents/picture.ts'
import { TenancyModel } from '#models/tenancies/tenancy.ts'
import { locales } from '#shared/texts/i18n.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const names = {
  ru: ['Акт передачи помещения', 'Договор', 'Письмо с решением', 'Справка об адресе', 'Фотографии к акту передачи'],
  en: ['Contract', 'Decision letter', 'Handover record', 'Photos of the handover', 'Proof of address'],
  zh: ['住所使用证明', '决定书', '合同', '房屋交接照片', '房屋交接记录'],
}
const photo = (background: string) =>
  sharp({ create: { width: 60, height: 40, channels: 3, background } })
    .jpeg()
    .toBuffer()

/** Creates a case with every document that the city makes, up to the handover, and the pages where staff read them. */
async function withPapers() {
  const { code } = await aPremises({ usableAsRegisteredAddress: true, certificateNumber: '黑2024-00017' })
  const account = await anApplicant({ locale: 'ru' })
  const now = site.clock.now()
  const offer = { premises: code, madeAt: now, deadline: new Date('2026-12-08T15:59:59.999Z') }
  const held = { premises: [code], startedFor: code, heldPremises: code }
  const made = await anApplication({ applicant: account._id, state: 'offered', offer, ...held })
  const id = made._id.toHexString()
  const founder = await site.as(account)
  const decider = await site.as(await aColleague('decider', { name: '李慧兰' }))
  await founder.post(`/ru/applications/${id}`).type('form').send({ to: 'accepted' }).expect(303)
  await founder.post(`/ru/applications/${id}/acceptance/address-proof`).expect(303)
  await decider.post(`/en/staff/applications/${id}/acceptance/contract`).expect(303)
  await site.services.letters.make({
    cause: 'made for the test',
    application: id,
    language: 'ru',
    decision: 'offered',
    grounds: {},
    reference: String(made.reference),
    applicant: 'A',
    decidedAt: now,
    premises: [code],
    answerBy: null,
  })
  const [letter] = await site.services.letters.list(id)
  await ApplicationModel.updateOne({ _id: id }, { $set: { state: 'contracted', stateSince: now } })
  return { id, founder, decider, letter: String(letter?._id.toHexString()) }
}

describe('documents that the office makes about an applicant', () => {
  it('record when staff open them, and the applicant sees the record in every language', async () => {
    const { id, founder, decider, letter } = await withPapers()
    const record = { on: '', electricityMeter: '7', itemName: 'Ключ', itemCount: '1' }
    await decider
      .post(`/en/staff/applications/${id}/handover`)
      .field(record)
      .attach('photos', await photo('#0f5f57'), 'a.jpg')
      .attach('photos', await photo('#9a3b26'), 'b.jpg')
      .expect(422)
    const pictures = (await PictureModel.find().lean()).map(({ _id }) => `pictures/${_id.toHexString()}`)
    await decider.get(`/en/applications/${id}/${pictures[0] ?? ''}`).expect(200)
    expect(await DocumentReadModel.countDocuments()).toBe(0)
    await decider
      .post(`/en/staff/applications/${id}/handover`)
      .type('form')
      .send({ ...record, on: '2026-11-25', receivedBy: 'Анна' })
      .expect(303)
    await site.runJobs()
    const tenancy = (await TenancyModel.findOne().lean())?._id.toHexString() ?? ''

    const papers = ['papers/address-proof', 'papers/contract', `letters/${letter}`, ...pictures]
    const own = [...papers.map(path => `/zh/applications/${id}/${path}`), `/zh/tenancies/${tenancy}/handover`]
    for (const path of own) await founder.get(path).expect(200)
    await decider.get(`/zh/applications/${'0'.repeat(24)}/papers/contract`).expect(404)
    expect(await DocumentReadModel.countDocuments()).toBe(0)

    const staff = own.map(path => path.replace('/tenancies', '/staff/tenancies'))
    await Promise.all(staff.map(path => decider.get(path).expect(200)))
    // Like a page that shows all photos: none of the simultaneous first reads fails.
    for (const _round of Array.from({ length: 8 })) {
      await DocumentReadModel.deleteMany({ kind: 'handover_photos' })
      const photos = Array.from({ length: 6 }, () => pictures).flat()
      await Promise.all(photos.map(path => decider.get(`/zh/applications/${id}/${path}`).expect(200)))
    }
    site.clock.set('2026-11-25T12:20:00+08:00')
    await Promise.all(staff.map(path => decider.get(path).expect(200)))

    const lines = async (locale: keyof typeof names, part: string): Promise<string[]> => {
      const { $ } = renderedPage(await founder.get(`/${locale}/applications/${id}`).expect(200))
      return $(`.readings ${part}`)
        .map((_, line) => $(line).text())
        .get()
    }
    for (const locale of locales) expect((await lines(locale, 'b')).sort()).toEqual(names[locale].sort())
    const said = await lines('ru', 'li')
    expect(said.filter(line => line.includes('12:20\u00a0· 2 раза за день'))).toHaveLength(4)
    const photos = said.find(line => line.startsWith('Фотографии'))
    expect(photos).toContain('李慧兰, сотрудник, принимающий решения')
    expect(photos).not.toContain('раза')
  })
})
