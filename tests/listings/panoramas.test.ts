import sharp from 'sharp'
import { beforeEach, describe, expect, it } from 'vitest'
import { type AuditEntry, AuditEntryModel } from '#models/audit/audit-entry.ts'
import { PremisesModel, type Premises } from '#models/premises/premises.ts'
import { aColleague } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import { aWidePicture, packets } from '../support/panorama.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'
import { inStore } from '../support/upload-site.ts'

describe('panoramas of a unit', () => {
  const site = useSite()
  let manager: Awaited<ReturnType<typeof site.as>>
  let code: string
  beforeEach(async () => {
    manager = await site.as(await aColleague('listing_manager'))
    code = (await aPremises()).code
  })

  const upload = async (bytes: Buffer) => {
    await manager.post(`/zh/staff/premises/${code}/photos`).attach('photos', bytes, 'hall.jpg').expect(303)
    return String((await stored()).photos.at(-1)!._id)
  }
  const stored = async () => (await PremisesModel.findOne({ code }).lean<Premises>())!
  const show = (id: string, shown: string, locale = 'zh') =>
    manager.post(`/${locale}/staff/premises/${code}/photos/${id}/panorama`).type('form').send({ shown })
  const publicPage = async () => renderedPage(await site.visit.get(`/en/premises/${code}`).expect(200))
  const toldByApi = async () =>
    ((await site.visit.get(`/api/v1/premises/${code}`).expect(200)).body as { photos: { panorama: string | null }[] })
      .photos[0]!.panorama
  const imagesTold = (page: Awaited<ReturnType<typeof publicPage>>) =>
    (JSON.parse(page.$('script[type="application/ld+json"]').text()) as { '@graph': { image?: unknown[] }[] })[
      '@graph'
    ].flatMap(({ image }) => (Array.isArray(image) ? image : []))

  it('are recognised by the mark of the camera, shown with a caption and published for programs', async () => {
    const id = await upload(await aWidePicture(4200, 2100, { mark: packets.whole }))
    await manager
      .post(`/zh/staff/premises/${code}/photos/descriptions`)
      .type('form')
      .send({ [`alt.${id}.en`]: 'The hall from its middle' })
      .expect(303)
    await manager
      .post(`/zh/staff/premises/${code}/photos/${id}/focus`)
      .type('form')
      .send({ 'focus.x': '75', 'focus.y': '50' })
      .expect(303)
    const { photos } = await stored()
    expect(photos[0]!.panorama).toMatchObject({ shown: true, width: 4096, height: 2048 })

    const served = await site.visit.get(`/media/${id}/panorama.webp`).expect(200).expect('Content-Type', 'image/webp')
    expect(served.headers['cache-control']).toBe('public, max-age=600')
    const read = await sharp(served.body as Buffer).metadata()
    expect([read.width, read.height, read.exif, read.xmp]).toEqual([4096, 2048, undefined, undefined])

    const page = await publicPage()
    const figure = page.$('[data-test=panorama]')
    expect(figure.attr('data-panorama')).toBe(`/media/${id}/panorama.webp`)
    expect([figure.attr('data-yaw'), figure.attr('data-pitch')]).toEqual(['90', '0'])
    expect(figure.find('figcaption').text()).toContain('The hall from its middle')
    expect(figure.find('[role=region][tabindex=0]').attr('aria-label')).toBe('360° panorama: The hall from its middle')
    // No page loads the sphere or its viewer before somebody opens it.
    expect(page.$('img[src*="panorama"], source[srcset*="panorama"]')).toHaveLength(0)
    expect(page.$('script[src*="panorama"]')).toHaveLength(1)
    expect(await toldByApi()).toMatch(new RegExp(`/media/${id}/panorama\\.webp$`))
    expect(imagesTold(page)).toEqual([
      expect.objectContaining({ '@type': 'ImageObject', name: '360° panorama', caption: 'The hall from its middle' }),
    ])
  })

  it('can be marked by the manager if the camera did not, and unmarked', async () => {
    const id = await upload(await aWidePicture(2000, 1000))
    expect((await publicPage()).$('[data-test=panorama]')).toHaveLength(0)
    expect((await publicPage()).$('script[src*="panorama"]')).toHaveLength(0)
    expect(await toldByApi()).toBeNull()
    expect(imagesTold(await publicPage())).toEqual([expect.stringMatching(`/media/${id}/large.webp`)])
    // The sphere shows more detail than the photo, so nobody may load one that is not shown.
    const sphere = `/media/${id}/panorama.webp`
    await site.visit.get(sphere).expect(404)

    await show(id, 'yes').expect(303)
    const [told] = await AuditEntryModel.find().sort({ _id: -1 }).limit(1).lean<AuditEntry[]>()
    expect(told).toMatchObject({
      action: 'premises.photo-panorama',
      changes: [{ field: 'photo' }, { field: 'panorama', after: 'true' }],
    })
    expect((await publicPage()).$('[data-test=panorama]')).toHaveLength(1)
    await site.visit.get(sphere).expect(200)
    const { version } = await stored()
    await show(id, 'yes').expect(303)
    expect((await stored()).version).toBe(version)
    await show(id, 'no').expect(303)
    await site.visit.get(sphere).expect(404)
    expect((await publicPage()).$('[data-test=panorama]')).toHaveLength(0)
    expect((await stored()).events.map(({ kind }) => kind)).toEqual([
      'photos-added',
      'photo-panorama',
      'photo-panorama',
    ])

    const decider = await site.as(await aColleague('decider'))
    await decider
      .post(`/zh/staff/premises/${code}/photos/${id}/panorama`)
      .type('form')
      .send({ shown: 'yes' })
      .expect(403)
    await show('a'.repeat(24), 'yes').expect(404)
  })

  it.each([
    ['one of other proportions', [3000, 1000], packets.part, ['вдвое больше высоты', 'twice as wide as high', '两倍']],
    ['a part of a sphere', [4000, 2000], packets.part, ['часть панорамы', 'part of one', '局部全景']],
    ['one that is too narrow', [1800, 900], packets.whole, ['2000', '2000', '2000']],
  ] as const)('are refused for %s, which remains a photo', async (_what, [width, height], mark, words) => {
    const id = await upload(await aWidePicture(width, height, { mark }))
    const before = await stored()
    expect(before.photos[0]!.panorama ?? null).toBeNull()
    await site.visit.get(`/media/${id}/panorama.webp`).expect(404)
    const form = renderedPage(await manager.get(`/en/staff/premises/${code}`).expect(200))
    expect(form.$(`form[action$="${id}/panorama"]`)).toHaveLength(1)
    expect(form.$('#panoramas-hint').text()).toContain('at most 10000\u00a0×\u00a05000')
    for (const [at, locale] of ['ru', 'en', 'zh'].entries()) {
      const refused = renderedPage(await show(id, 'yes', locale).expect(422))
      expect(refused.text('photo-complaints')).toContain(words[at])
    }
    expect(await stored()).toEqual(before)
  })

  it('lose a file that an earlier version dropped from the record, an hour after it is found', async () => {
    await upload(await aWidePicture(2000, 1000, { mark: packets.whole }))
    site.clock.set(new Date())
    await PremisesModel.collection.updateOne({ code }, { $unset: { 'photos.0.panorama': '' } })
    await site.runJobs({ tidying: true })
    expect(await inStore('photos')).toMatchObject({ files: 11, pending: 0 })
    site.clock.advance({ minutes: 180 })
    await site.runJobs({ tidying: true })
    expect(await inStore('photos')).toMatchObject({ files: 11, pending: 1 })
    site.clock.advance({ minutes: 61 })
    await site.runJobs({ tidying: true })
    expect(await inStore('photos')).toMatchObject({ files: 10, pending: 0 })
  })

  it('are shown in one unit of the demonstration, as a generated drawing, until it is removed', async () => {
    const { seed } = site.services.listings.demonstration
    expect(await seed()).toBe(false)
    code = (await aPremises({ code: 'SFH-B-0302', demo: true })).code
    expect([await seed(), await seed()]).toEqual([true, false])
    const page = await publicPage()
    expect(page.$('[data-test=panorama] figcaption').text()).toContain('drawn as an example')
    expect(await inStore('photos')).toMatchObject({ files: 11, pending: 0 })
    const bytes = (await stored()).photos[0]!.renditions.map(rendition => rendition.bytes)
    expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThan(200_000)
    await manager
      .post(`/zh/staff/premises/${code}/photos/${String((await stored()).photos[0]!._id)}/remove`)
      .expect(303)
    expect(await seed()).toBe(false)
  })

  it('are offered for wide photos only', async () => {
    await upload(await aWidePicture(1600, 900))
    const form = renderedPage(await manager.get(`/en/staff/premises/${code}`).expect(200))
    expect(form.$('form[action$="/panorama"]')).toHaveLength(0)
  })

  it('are copied with their listing, and their files are deleted with them', async () => {
    const id = await upload(await aWidePicture(2000, 1000, { mark: packets.whole }))
    expect(await inStore('photos')).toMatchObject({ files: 11, pending: 0 })
    const { photos: service } = site.services.listings
    await service.store.markForRemoval([String((await stored()).photos[0]!.panorama!.file)])
    site.clock.advance({ minutes: 61 })
    await site.runJobs({ tidying: true })
    expect(await inStore('photos')).toMatchObject({ files: 11, pending: 0 })

    const { photos, floorPlan } = await stored()
    await service.copying({ photos, floorPlan }, copied => {
      expect(copied.photos[0]!.panorama).toMatchObject({ shown: true, width: 2000, height: 1000 })
      expect(String(copied.photos[0]!.panorama!.file)).not.toBe(String(photos[0]!.panorama!.file))
      return Promise.resolve({ ok: false })
    })
    expect(await inStore('photos')).toMatchObject({ files: 11, pending: 0 })
    manager = await site.as(await aColleague('listing_manager'))
    await manager.post(`/zh/staff/premises/${code}/photos/${id}/remove`).expect(303)
    expect(await inStore('photos')).toMatchObject({ files: 0, pending: 0 })
  })
})
