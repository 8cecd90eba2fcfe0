import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { AuditEntryModel } from '#models/audit/audit-entry.ts'
import { type Premises, PremisesModel } from '#models/premises/premises.ts'
import { aColleague } from '../factories/account.ts'
import { aBuilding, aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'
import { inStore } from '../support/upload-site.ts'

const aPicture = () =>
  sharp({ create: { width: 90, height: 60, channels: 3, background: '#7a9' } })
    .jpeg()
    .toBuffer()

describe('the copy of a unit', () => {
  const site = useSite()
  const stored = async (code: string) => (await PremisesModel.findOne({ code }).lean<Premises>())!
  type Browser = Awaited<ReturnType<typeof site.as>>
  const copy = (browser: Browser, code: string, form: object) =>
    browser.post(`/en/staff/premises/${code}/copy`).type('form').send(form)

  it('into another building takes over its place on the plan, and has its own files of the photos', async () => {
    const manager = await site.as(await aColleague('listing_manager'))
    const position = { row: 'north' as const, offsetM: 10, widthM: 8, depth: 'whole' as const }
    const { code } = await aPremises({ code: 'SFH-A-0101', position })
    const place = { row: 'south' as const, offsetM: 200, lengthM: 30, depthM: 10 }
    await aBuilding({ code: 'B7', position: place })
    await aBuilding({ code: 'B8', position: { ...place, lengthM: 9 } })
    for (const path of ['photos', 'floor-plan'])
      await manager
        .post(`/en/staff/premises/${code}/${path}`)
        .attach('photos', await aPicture(), 'a.jpg')
        .expect(303)

    await copy(manager, code, { building: 'b7', unit: '3', withPhotos: 'yes' })
      .expect(303)
      .expect('Location', '/en/staff/premises/SFH-B-0703/place')
    const first = await stored(code)
    const second = await stored('SFH-B-0703')
    expect(second).toMatchObject({
      status: 'draft',
      buildingCode: 'B7',
      events: [{ kind: 'created', note: code }],
      position: { row: 'south', offsetM: 206, widthM: 8 },
    })
    expect(second.photos).toHaveLength(1)
    expect(await inStore('photos')).toMatchObject({ files: 32, pending: 0 })
    const told = await AuditEntryModel.findOne({ 'subject.id': 'SFH-B-0703' }).lean()
    expect(told).toMatchObject({
      action: 'premises.created',
      changes: [{ field: 'copiedFrom', after: JSON.stringify(code) }],
    })

    // Changes to the pictures of one unit must not affect the other.
    const gone = first.photos[0]!._id.toHexString()
    await manager.post(`/en/staff/premises/${code}/photos/${gone}/remove`).expect(303)
    for (const { _id } of [...second.photos, second.floorPlan!])
      await site.visit.get(`/media/${_id.toHexString()}/small.webp`).expect(200)
    await site.visit.get(`/media/${second.photos[0]!._id.toHexString()}/card-50-50-small.webp`).expect(200)

    await copy(manager, code, { building: 'B8', unit: '1' }).expect(303)
    expect(await stored('SFH-B-0801')).toMatchObject({ position: { offsetM: 201 }, photos: [], floorPlan: null })
  })

  it('is refused with the field that is wrong, keeps the input and leaves no files', async () => {
    const manager = await site.as(await aColleague('listing_manager'))
    const { code } = await aPremises({ code: 'SFH-A-0101', floor: 2 })
    await aBuilding({ code: 'B7', floors: 1 })
    await manager
      .post(`/en/staff/premises/${code}/photos`)
      .attach('photos', await aPicture(), 'a.jpg')
      .expect(303)
    const wrong: [object, string][] = [
      [{ building: 'Z9', unit: '3' }, 'building'],
      [{ building: '{}', unit: '3' }, 'building'],
      [{ building: 'B7', unit: '3' }, 'building'],
      [{ building: 'A1', unit: '1' }, 'unit'],
    ]
    for (const [form, field] of wrong) {
      const refused = renderedPage(await copy(manager, code, { ...form, withPhotos: 'yes' }).expect(422))
      expect(refused.errors()).toMatchObject([{ field }])
      expect(refused.value('building')).toBe((form as { building: string }).building)
    }
    expect(await PremisesModel.countDocuments()).toBe(1)
    expect(await inStore('photos')).toMatchObject({ files: 10, pending: 0 })
  })

  it('must be within a colleague’s own buildings, and is closed to other people', async () => {
    const own = await aPremises({ buildingCode: 'A1' })
    const other = await aPremises({ buildingCode: 'B2' })
    const limited = await site.as(await aColleague('listing_manager', { buildings: ['A1'] }))
    const refused = await copy(limited, own.code, { building: 'B2', unit: '9' }).expect(422)
    expect(renderedPage(refused).errors()).toMatchObject([{ field: 'building' }])
    await copy(limited, other.code, { building: 'A1', unit: '9' }).expect(404)
    await copy(await site.as(await aColleague('reviewer')), own.code, { unit: '9' }).expect(403)
    expect(await PremisesModel.countDocuments()).toBe(2)
  })
})
