import sharp from 'sharp'
import { beforeEach, describe, expect, it } from 'vitest'
import { ApplicationModel } from '#models/cases/application.ts'
import { PictureModel } from '#models/documents/picture.ts'
import { TenancyModel } from '#models/tenancies/tenancy.ts'
import { storeBytes } from '#outside/files/files.ts'
import { runChecks } from '#shared/checks.ts'
import { locales } from '#shared/texts/i18n.ts'
import { aColleague, anApplicant, type TestAccount } from '../factories/account.ts'
import { anAcceptedOffer, anApplication } from '../factories/applications.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { cutIn } from '../support/processes/interruptions.ts'
import { useSite } from '../support/site.ts'
import { slowUpload } from '../support/processes/slow-upload.ts'
import { inStore } from '../support/upload-site.ts'

const site = useSite()
type Person = Awaited<ReturnType<typeof site.as>>
let officer: Person
let founder: TestAccount
let id: string
beforeEach(async () => {
  officer = await site.as(await aColleague('reviewer', { name: '李慧兰' }))
  founder = await anApplicant({ locale: 'ru' })
  const since = new Date('2026-11-20T04:00:00Z')
  const held = { state: 'contracted' as const, stateSince: since, heldPremises: 'SFH-A-0107' }
  id = (await anApplication({ applicant: founder._id, ...held }))._id.toHexString()
})
const at = () => `/en/staff/applications/${id}/handover`
let photos = 0
/** Returns a photo unlike the ones before: a case takes the same file only once. */
function photo(): Promise<Buffer> {
  photos += 1
  return sharp({ create: { width: 60, height: 40, channels: 3, background: '#0f5f57' } })
    .withExif({ IFD0: { ImageDescription: String(photos) }, IFD3: { GPSLatitudeRef: 'N' } })
    .jpeg()
    .toBuffer()
}

describe('a handover before the day of the offer', () => {
  it('is refused unless the record says how both sides agreed on it', async () => {
    await ApplicationModel.updateOne(
      { _id: id },
      {
        $set: {
          offer: {
            ...anAcceptedOffer('SFH-A-0107'),
            deadline: new Date('2026-11-15T15:59:59Z'),
            terms: {
              marketRentPerSqMMonthFen: 5_400,
              managementFeePerSqMMonthFen: 1_130,
              rentFreeMonths: 36,
              heatingFeePerSqMSeasonFen: 3_200,
              depositFen: 600_000,
              handoverFrom: '2026-12-20',
              conditions: [],
            },
          },
        },
      },
    )
    expect(renderedPage(await officer.get(at()).expect(200)).main).toContain('not before 20 December 2026')
    const record = {
      on: '2026-11-25',
      electricityMeter: '12',
      inventory: 'Ключ',
      handedBy: '李慧兰',
      receivedBy: 'Анна',
    }
    const refused = renderedPage(await officer.post(at()).field(record).expect(422))
    expect(refused.errors().map(({ field }) => field)).toEqual(['earlier'])
    expect((await ApplicationModel.findById(id).lean())?.handedOverOn).toBeUndefined()
    await officer
      .post(at())
      .field({ ...record, earlier: 'Both signed a note on 24 November.' })
      .expect(303)
    const { handedOverOn, events } = (await ApplicationModel.findById(id).lean())!
    expect(handedOverOn).toBe('2026-11-25')
    expect(events.at(-1)).toMatchObject({ kind: 'handed_over', note: 'Both signed a note on 24 November.' })
  })
})

describe('the handover form', () => {
  it('keeps photos and input when something is wrong, then makes one record of them all', async () => {
    const empty = renderedPage(await officer.get(at()).expect(200))
    expect(empty.value('handedBy')).toBe('李慧兰')
    expect(empty.value('receivedBy')).toBe('IVANOVA ANNA')
    const wrong = renderedPage(
      await officer
        .post(at())
        .field({ on: '2026-11-26', electricityMeter: '12,5', waterMeter: '', heatMeter: '', inventory: '' })
        .field({ itemName: ['Ключ', 'Радиатор'], itemCount: ['2', '1'], itemCondition: ['', 'царапина'] })
        .field({ handedBy: '李慧兰', receivedBy: 'Анна' })
        .attach('photos', await photo(), 'IMG_1.jpg')
        .attach('photos', Buffer.from('not a picture'), 'IMG_2.jpg')
        .expect(422),
    )
    expect(wrong.text('refused')).toContain('IMG_2.jpg')
    expect(wrong.$('#itemName-1').val()).toBe('Радиатор')
    expect(wrong.$('[data-test=pictures] img')).toHaveLength(1)
    expect((await ApplicationModel.findById(id).lean())?.handedOverOn).toBeUndefined()

    const typed = { on: '2026-11-25', electricityMeter: '12,5', itemName: ['Ключ', '', 'Радиатор'] }
    const counts = { itemCount: ['2', '', '1'], itemCondition: ['', '', 'царапина'], receivedBy: 'Анна' }
    await officer
      .post(at())
      .type('form')
      .send({ ...typed, ...counts })
      .expect(303)
    const handover = (await ApplicationModel.findById(id).lean())?.offer?.acceptance?.handover
    expect(handover).toMatchObject({
      electricityMeter: 12.5,
      items: [
        { name: 'Ключ', count: '2' },
        { name: 'Радиатор', count: '1', condition: 'царапина' },
      ],
      handedBy: '李慧兰',
      receivedBy: 'Анна',
    })
    expect(handover?.photos).toHaveLength(1)
    await officer
      .post(at())
      .type('form')
      .send({ ...typed, ...counts })
      .expect(409)
    await officer.get(at()).expect(303)
  })

  it('asks for the inventory in the language of the applicant, who signs it', async () => {
    expect(renderedPage(await officer.get(at()).expect(200)).text('language')).toContain('The applicant reads Russian')
    expect(
      renderedPage(await officer.get(at().replace('/en/', '/ru/')).expect(200)).$('[data-test=language]'),
    ).toHaveLength(0)
  })

  it('sends the tenant a mail that leads to the tenancy', async () => {
    const record = { on: '2026-11-25', electricityMeter: '7', itemName: 'Ключ', itemCount: '2', itemCondition: '' }
    await officer
      .post(at())
      .type('form')
      .send({ ...record, receivedBy: 'Анна' })
      .expect(303)
    await site.runJobs()
    const tenancy = (await TenancyModel.findOne({ application: id }).lean())!._id.toHexString()
    const mail = site.mails().find(({ subject }) => subject.includes('передано вам'))
    expect(mail?.text).toContain(`/ru/tenancies/${tenancy}`)
    expect(mail?.text).toContain('Открыть аренду')
  })

  it('does not touch the photos of a record that was made while the form was being sent', async () => {
    const form = { on: '2026-11-25', electricityMeter: '7', itemName: 'Ключ', itemCount: '2', itemCondition: 'новый' }
    const unfinished = officer
      .post(at())
      .field({ ...form, on: '' })
      .attach('photos', await photo(), 'a.jpg')
    await unfinished.expect(422)
    const [taken] = await PictureModel.find().lean()
    const bytes = await sharp({ create: { width: 300, height: 300, channels: 3, background: '#123456' } })
      .jpeg({ quality: 100 })
      .withExif({ IFD0: { Copyright: 'x'.repeat(3_000) } })
      .toBuffer()
    const late = { path: at(), field: 'photos', filename: 'late.jpg', bytes, bucket: 'pictures' }
    const removing = { ...form, removePhoto: taken!._id.toHexString() }
    const colleague = await site.as(await aColleague('decider'))
    await colleague.get(at()).expect(200)
    const slow = await slowUpload(colleague, { ...late, typed: removing })
    await officer.post(at()).type('form').send(form).expect(303)
    await slow.finish(409)

    const handover = (await ApplicationModel.findById(id).lean())?.offer?.acceptance?.handover
    expect(handover?.photos).toEqual([taken!._id])
    expect((await PictureModel.find().lean()).map(({ _id }) => _id)).toEqual([taken!._id])
    expect(await inStore('pictures')).toEqual({ files: 1, chunks: 1, pending: 0 })
  })

  const form = { on: '2026-11-25', electricityMeter: '7', itemName: 'Ключ', itemCount: '2', itemCondition: 'новый' }
  type Act = (person: Person, photo: string) => Promise<unknown>
  const confirm: Act = person => person.post(at()).type('form').send(form)
  const removePhoto: Act = (person, target) => person.post(at()).field({ on: '', removePhoto: target })
  const addPhoto: Act = async person =>
    person
      .post(at())
      .field({ on: '' })
      .attach('photos', await photo(), 'b.jpg')

  it.each<[string, Act, Act]>([
    ['confirmed while a colleague removes a photo', confirm, removePhoto],
    ['confirmed while a colleague adds a photo', confirm, addPhoto],
    ['without a photo that is removed while a colleague confirms', removePhoto, confirm],
    ['with a photo that is added while a colleague confirms', addPhoto, confirm],
  ])(
    'makes a record with all of its photos and no others: %s',
    async (_, first, other) => {
      const colleague = await site.as(await aColleague('decider'))
      await colleague.get(at()).expect(200)
      for (let operation = 0; ; operation += 1) {
        await PictureModel.deleteMany({})
        await ApplicationModel.updateOne(
          { _id: id },
          { $unset: { handedOverOn: 1, 'offer.acceptance.handover': 1 }, $set: { pendingEffects: [] } },
        )
        await addPhoto(officer, '')
        const [taken] = await PictureModel.find().lean()
        const target = taken!._id.toHexString()
        const end = await cutIn(
          operation,
          () => first(officer, target),
          () => other(colleague, target),
        )
        if (end === 'over') break
        const was = await ApplicationModel.findById(id).lean()
        if (!was?.handedOverOn) await confirm(officer, '')
        const { offer } = (await ApplicationModel.findById(id).lean())!
        const there = (await PictureModel.find().lean()).map(({ _id }) => _id.toHexString())
        const named = offer!.acceptance!.handover!.photos!.map(one => one.toHexString())
        expect(there.toSorted(), `cut in at operation ${operation}`).toEqual(named.toSorted())
      }
    },
    120_000,
  )

  it('reports and removes a photo of a killed upload, and leaves the photos of records', async () => {
    const findings = async () => {
      const examined = await runChecks(site.checkers)
      return examined.filter(({ name }) => name.startsWith('every photo of a handover')).map(({ count }) => count)
    }
    await addPhoto(officer, '')
    await confirm(officer, '')
    const recorded = (await ApplicationModel.findById(id).lean())?.offer?.acceptance?.handover?.photos
    const waiting = (await anApplication({ state: 'contracted', heldPremises: 'SFH-A-0108' }))._id.toHexString()
    for (const applicationId of [id, waiting]) {
      const { store } = site.services.pictures
      const storageId = await storeBytes(store, await photo())
      const kind = { extension: 'jpg', mediaType: 'image/jpeg' } as const
      const file = { ...kind, field: 'photos', name: 'b.jpg', size: 1, sha256: '', storageId }
      await site.services.pictures.add({ applicationId, by: founder.id, files: [file] })
    }
    expect(await PictureModel.countDocuments()).toBe(3)
    expect(await findings()).toEqual([0])
    site.clock.walk({ days: 1 })
    expect(await findings()).toEqual([1])
    await site.runJobs({ tidying: true })
    expect(await findings()).toEqual([0])
    const there = await PictureModel.find().sort({ _id: 1 }).lean()
    expect(there.map(({ application }) => application.toHexString())).toEqual([id, waiting])
    expect(there.slice(0, 1).map(({ _id }) => _id)).toEqual(recorded)
  })

  it('accepts a second removal of the same photo and keeps the input', async () => {
    await addPhoto(officer, '')
    const { _id } = (await PictureModel.findOne().lean())!
    for (let time = 0; time < 2; time += 1) {
      const page = renderedPage(
        await officer
          .post(at())
          .field({ ...form, on: '', removePhoto: _id.toHexString() })
          .expect(422),
      )
      expect(page.$('#itemName-0').val()).toBe('Ключ')
      expect(page.$('[data-test=pictures] img')).toHaveLength(0)
    }
  })

  it('stores no more photos than a case may have, even from simultaneous uploads', async () => {
    const many = Array.from({ length: 19 }, (__, index) => ({
      application: id,
      by: founder._id,
      size: 1,
      takenAt: new Date(),
      storageId: `stored-${index}`,
    }))
    await PictureModel.insertMany(many)
    const colleague = await site.as(await aColleague('decider'))
    await colleague.get(at()).expect(200)
    await Promise.all([officer, colleague, officer].map(person => addPhoto(person, '')))
    expect(await PictureModel.countDocuments()).toBeLessThanOrEqual(20)
    await PictureModel.collection.deleteMany({ size: { $gt: 1 } })
    const bytes = await sharp({ create: { width: 300, height: 300, channels: 3, background: '#123456' } })
      .jpeg({ quality: 100 })
      .withExif({ IFD0: { Copyright: 'x'.repeat(3_000) } })
      .toBuffer()
    const late = { path: at(), field: 'photos', filename: 'late.jpg', bytes, bucket: 'pictures' }
    const slow = await slowUpload(officer, { ...late, typed: { on: '' } })
    await addPhoto(colleague, '')
    expect(renderedPage(await slow.finish(422)).text('refused')).toContain('late.jpg')
    expect(await PictureModel.countDocuments()).toBe(20)
  })

  it('stores a photo once when the form is sent twice, at the same moment or later, without a leftover file', async () => {
    const bytes = await photo()
    const send = async () =>
      renderedPage(
        await officer.post(at()).field({ on: '' }).attach('photos', bytes, 'a.jpg').attach('photos', bytes, 'b.jpg'),
      )
    const pages = await Promise.all([send(), send(), send()])
    pages.push(await send())
    expect(pages.map(page => page.text('refused'))).toEqual(['', '', '', ''])
    expect(pages.at(-1)!.$('[data-test=pictures] img')).toHaveLength(1)
    expect(await PictureModel.countDocuments()).toBe(1)
    expect(await inStore('pictures')).toEqual({ files: 1, chunks: 1, pending: 0 })
    // A photo of an earlier version, whose bytes are not known, stays; a removed one may come again.
    await PictureModel.updateOne({}, { $unset: { sha256: 1 } })
    for (const _time of [1, 2]) await send()
    expect(await PictureModel.countDocuments()).toBe(2)
    const again = (await PictureModel.findOne().sort({ _id: -1 }).lean())!
    await officer.post(at()).field({ on: '', removePhoto: again._id.toHexString() })
    await send()
    expect(await PictureModel.countDocuments()).toBe(2)
  })

  it('keeps a photo that is marked for removal and sent again with the same form', async () => {
    const bytes = await photo()
    const send = (more: object) =>
      officer
        .post(at())
        .field({ on: '', ...more })
        .attach('photos', bytes, 'a.jpg')
        .expect(422)
    await send({})
    const { _id } = (await PictureModel.findOne().lean())!
    await send({ removePhoto: _id.toHexString() })
    expect((await PictureModel.find().lean()).map(one => one._id)).toEqual([_id])
  })

  it('accepts the last photo of a case when its form is sent twice', async () => {
    const many = Array.from({ length: 19 }, (__, index) => ({
      application: id,
      by: founder._id,
      size: 1,
      takenAt: new Date(),
      storageId: `stored-${index}`,
    }))
    await PictureModel.insertMany(many)
    const bytes = await photo()
    for (const _time of [1, 2]) {
      const answer = await officer.post(at()).field({ on: '' }).attach('photos', bytes, 'a.jpg')
      expect(renderedPage(answer).text('refused')).toBe('')
    }
    expect(await PictureModel.countDocuments()).toBe(20)
    const extra = await officer
      .post(at())
      .field({ on: '' })
      .attach('photos', await photo(), 'extra.jpg')
    expect(renderedPage(extra).text('refused')).toContain('extra.jpg')
    expect(await PictureModel.countDocuments()).toBe(20)
  })

  it('removes a photo on request, and re-encodes every photo', async () => {
    const form = { on: '', electricityMeter: '' }
    await officer
      .post(at())
      .field(form)
      .attach('photos', await photo(), 'a.jpg')
      .expect(422)
    const { _id } = (await PictureModel.findOne().lean())!
    const picture = await officer.get(`/en/applications/${id}/pictures/${_id.toHexString()}`).expect(200)
    const { format, exif } = await sharp(picture.body as Buffer).metadata()
    expect({ format, exif }).toEqual({ format: 'webp', exif: undefined })
    await (await site.as(await anApplicant())).get(`/en/applications/${id}/pictures/${_id.toHexString()}`).expect(404)
    await officer
      .post(at())
      .field({ ...form, removePhoto: _id.toHexString() })
      .expect(422)
    expect(await PictureModel.countDocuments()).toBe(0)
  })

  it('shows its photos to the applicant only once they are in the record', async () => {
    const own = await site.as(founder)
    await officer
      .post(at())
      .field({ on: '' })
      .attach('photos', await photo(), 'a.jpg')
      .expect(422)
    const { _id } = (await PictureModel.findOne().lean())!
    const address = `/en/applications/${id}/pictures/${_id.toHexString()}`
    await own.get(address).expect(404)
    await officer.get(address).expect(200)
    const record = { on: '2026-11-25', electricityMeter: '12', itemName: 'Ключ', itemCount: '2', receivedBy: 'Анна' }
    await officer.post(at()).type('form').send(record).expect(303)
    await own.get(address).expect(200)
  })

  it('is open only to officers who handle the case', async () => {
    await (await site.as(await aColleague('administrator'))).get(at()).expect(403)
    await (await site.as(founder)).post(at()).type('form').send({}).expect(403)
    await officer.get(`/en/staff/applications/${'0'.repeat(24)}/handover`).expect(404)
  })

  it.each(locales)('makes a record that both sides can read in %s', async locale => {
    const form = { on: '2026-11-25', electricityMeter: '7', itemName: 'Ключ', itemCount: '2', itemCondition: 'новый' }
    renderedPage(await officer.get(at().replace('/en/', `/${locale}/`)).expect(200))
    await officer
      .post(at())
      .field(form)
      .attach('photos', await photo(), 'a.jpg')
      .expect(303)
    await site.runJobs({ tidying: true })
    const tenancy = (await TenancyModel.findOne().lean())!._id.toHexString()
    const person = await site.as(founder)
    for (const [reader, path] of [
      [officer, `/${locale}/staff/tenancies/${tenancy}`],
      [person, `/${locale}/tenancies/${tenancy}`],
    ] as const) {
      expect(renderedPage(await reader.get(path).expect(200)).links()).toContain(`${path}/handover`)
      const page = renderedPage(await reader.get(`${path}/handover`).expect(200))
      expect(page.language).toBe(locale)
      expect(page.text('items')).toContain('Ключ')
      await reader.get(page.$('[data-test=pictures] img').attr('src')!).expect(200)
    }
  })
})
