import sharp from 'sharp'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { type AuditEntry, AuditEntryModel } from '#models/audit/audit-entry.ts'
import { PremisesModel, type Premises } from '#models/premises/premises.ts'
import { storeBytes } from '#outside/files/files.ts'
import { aColleague } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import { killedAfter } from '../support/processes/interruptions.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'
import { slowUpload } from '../support/processes/slow-upload.ts'
import { inStore, sha256 } from '../support/upload-site.ts'

let pictures = 0
/** Returns a picture unlike the ones before: a premises takes the same file only once. */
function aPicture(width = 600, height = 450): Promise<Buffer> {
  pictures += 1
  return sharp({ create: { width, height, channels: 3, background: '#7a9' } })
    .withExif({ IFD0: { ImageDescription: String(pictures) } })
    .jpeg()
    .toBuffer()
}

describe('photos of a unit', () => {
  const site = useSite()
  let manager: Awaited<ReturnType<typeof site.as>>
  let code: string
  beforeEach(async () => {
    manager = await site.as(await aColleague('listing_manager'))
    code = (await aPremises()).code
  })

  async function upload(...files: [string, Buffer][]) {
    const request = manager.post(`/zh/staff/premises/${code}/photos`)
    for (const [name, bytes] of files) request.attach('photos', bytes, name)
    return request
  }
  const photos = async () =>
    (await PremisesModel.findOne({ code }).lean<Premises>())!.photos.map(({ _id, alt, width, height, renditions }) => ({
      id: _id.toHexString(),
      alt,
      width,
      height,
      renditions,
    }))
  const act = (photoId: string, path: string, form: object = {}) =>
    manager.post(`/zh/staff/premises/${code}/photos/${photoId}${path}`).type('form').send(form)

  const describePhotos = (form: object) =>
    manager.post(`/zh/staff/premises/${code}/photos/descriptions`).type('form').send(form)
  const saying = (id: string, [ru, en, zh]: readonly [string, string, string]) => ({
    [`alt.${id}.ru`]: ru,
    [`alt.${id}.en`]: en,
    [`alt.${id}.zh`]: zh,
  })

  it('are re-encoded, stored in the order of upload and cached for ever', async () => {
    const response = await upload(
      ['门面.jpg', await aPicture()],
      [
        'внутри.png',
        await sharp(await aPicture())
          .png()
          .toBuffer(),
      ],
    )
    expect(response.status).toBe(303)
    const [first] = await photos()
    expect(await photos()).toHaveLength(2)
    expect(first).toMatchObject({ width: 600, height: 450 })
    expect(await inStore('photos')).toMatchObject({ files: 20, pending: 0 })

    for (const format of ['avif', 'webp']) {
      const served = await site.visit
        .get(`/media/${first!.id}/small.${format}`)
        .expect(200)
        .expect('Content-Type', `image/${format}`)
      expect(served.headers['cache-control']).toBe('public, max-age=31536000, immutable')
      expect(served.headers['x-content-type-options']).toBe('nosniff')
      expect(served.headers['set-cookie']).toBeUndefined()
      expect(await sharp(served.body as Buffer).metadata()).toMatchObject({ width: 480, height: 360 })
    }
    const page = renderedPage(await manager.get(`/zh/staff/premises/${code}`).expect(200))
    expect(page.$('picture source')).toHaveLength(4)
    expect(page.$('picture source').first().attr('srcset')).toContain(`/media/${first!.id}/small.avif 480w`)
  })

  it('are added once when the form is sent twice, at the same moment or later, without leftover files', async () => {
    const sent: [string, Buffer][] = [
      ['1.jpg', await aPicture(30, 20)],
      ['2.jpg', await aPicture(30, 20)],
    ]
    const answers = await Promise.all([upload(...sent), upload(...sent), upload(...sent)])
    answers.push(await upload(...sent))
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303])
    const page = renderedPage(await manager.get(`/zh/staff/premises/${code}`).expect(200))
    expect(page.$('main').text()).toContain('张照片此前已上传，未重复添加。')
    const ids = (await photos()).map(({ id }) => id)
    expect(ids).toHaveLength(2)
    expect(await inStore('photos')).toMatchObject({ files: 20, pending: 0 })
    expect((await PremisesModel.findOne({ code }).lean())!.events.map(({ kind }) => kind)).toEqual(['photos-added'])
    await site.services.audit.settled()
    expect(await AuditEntryModel.find({ action: /^premises/ }, { changes: 1 }).lean()).toMatchObject([
      { changes: [{ field: 'photos', after: JSON.stringify(ids) }] },
    ])
    // Beside a new picture, and in the answer to a script that tries again after a lost connection.
    await upload(sent[1]!, ['3.jpg', await aPicture(30, 20)], sent[0]!)
    expect((await photos()).slice(0, 2).map(({ id }) => id)).toEqual(ids)
    expect(await photos()).toHaveLength(3)
    const [name, bytes] = sent[0]!
    await manager
      .post(`/zh/staff/premises/${code}/photos`)
      .set('Accept', 'application/json')
      .attach('photos', bytes, name)
      .expect(201, { added: 0, complaints: [] })
    // Removed, the picture may come again.
    await act(ids[0]!, '/remove').expect(303)
    await upload(sent[0]!)
    expect(await photos()).toHaveLength(3)
  })

  it('are accepted in the last places even if their form is sent twice', async () => {
    const most = Array.from({ length: 29 }, () => ({ alt: {}, width: 3, height: 2, renditions: [] }))
    await PremisesModel.updateOne({ code }, { $set: { photos: most } })
    const last: [string, Buffer] = ['30.jpg', await aPicture(30, 20)]
    const answers = await Promise.all([upload(last), upload(last)])
    answers.push(await upload(last))
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
    expect(await photos()).toHaveLength(30)
    expect(await inStore('photos')).toMatchObject({ files: 10, pending: 0 })
  })

  it('of an earlier version without a known hash stay beside new ones', async () => {
    const bytes = await aPicture(30, 20)
    await upload(['1.jpg', bytes])
    await PremisesModel.updateOne({ code }, { $unset: { 'photos.0.sha256': 1 } })
    const [old] = await photos()
    for (const _time of [1, 2]) await upload(['1.jpg', bytes])
    expect(await photos()).toHaveLength(2)
    expect((await photos())[0]).toEqual(old)
  })

  it('are named if they are damaged, and the others are stored', async () => {
    const response = await upload(
      ['good.jpg', await aPicture()],
      ['bad.jpg', Buffer.from('text')],
      ['cut.jpg', (await aPicture()).subarray(0, 300)],
      ['plan.pdf', Buffer.from('%PDF-1.7')],
    )
    expect(response.status).toBe(422)
    const complaints = renderedPage(response).text('photo-complaints')
    for (const name of ['bad.jpg', 'cut.jpg', 'plan.pdf']) expect(complaints).toContain(name)
    expect(await photos()).toHaveLength(1)
    expect(await inStore('photos')).toMatchObject({ files: 10, pending: 0 })
  })

  it('are required by the upload form', async () => {
    const response = await manager.post(`/ru/staff/premises/${code}/photos`).field('nothing', '')
    expect(response.status).toBe(422)
    expect(renderedPage(response).text('photo-complaints')).toContain('Выберите хотя бы один файл.')
  })

  it('can be described in three languages, ordered and removed', async () => {
    await upload(['1.jpg', await aPicture()], ['2.jpg', await aPicture()])
    const [one, two] = await photos()
    await describePhotos({
      [`alt.${two!.id}.ru`]: 'Витрина',
      [`alt.${two!.id}.en`]: 'Window',
      [`alt.${two!.id}.zh`]: '橱窗',
    }).expect(303)
    await act(two!.id, '/order', { to: 'earlier' }).expect(303)
    expect((await photos()).map(({ id, alt }) => [id, alt.zh])).toEqual([
      [two!.id, '橱窗'],
      [one!.id, undefined],
    ])
    await act(two!.id, '/order', { to: 'earlier' }).expect(303)
    await act(one!.id, '/order', { to: 'nowhere' }).expect(303)
    expect((await photos()).map(({ id }) => id)).toEqual([two!.id, one!.id])

    await act(two!.id, '/remove').expect(303)
    expect((await photos()).map(({ id }) => id)).toEqual([one!.id])
    await site.visit.get(`/media/${two!.id}/small.webp`).expect(404)
    expect(await inStore('photos')).toEqual({ files: 10, chunks: 10, pending: 0 })
    const kinds = (await PremisesModel.findOne({ code }).lean())!.events.map(({ kind }) => kind)
    expect(kinds).toEqual(['photos-added', 'photo-described', 'photos-ordered', 'photo-removed'])
  })

  it('are not described or ordered over a colleague’s change', async () => {
    await upload(['1.jpg', await aPicture()], ['2.jpg', await aPicture()])
    const [one, two] = await photos()
    const opened = renderedPage(await manager.get(`/ru/staff/premises/${code}`).expect(200))
    const mark = (page: typeof opened, id: string) => page.$(`[name="seen.${id}"]`).attr('value') ?? ''
    const alt = mark(opened, one!.id)
    const order = opened.$('#photo-order [name="seen"]').attr('value') ?? ''
    await describePhotos({ ...saying(one!.id, ['Витрина', '', '']), [`seen.${one!.id}`]: alt }).expect(303)
    await act(two!.id, '/order', { to: 'earlier', seen: order }).expect(303)

    const mine = {
      ...saying(one!.id, ['Вход', 'The door', '入口']),
      ...saying(two!.id, ['Зал', 'The hall', '大厅']),
      [`seen.${one!.id}`]: alt,
      [`seen.${two!.id}`]: mark(opened, two!.id),
    }
    const refused = renderedPage(await describePhotos(mine).expect(409))
    expect(refused.text('photo-complaints')).not.toBe('')
    expect(refused.$(`[id="alt.${one!.id}.en"]`).val()).toBe('The door')
    expect(refused.$(`[id="alt.${two!.id}.zh"]`).val()).toBe('大厅')
    expect(refused.$('#photos').text()).toContain('Витрина')
    expect((await photos()).map(({ alt: { zh } }) => zh)).not.toContain('大厅')
    await describePhotos({
      ...mine,
      [`seen.${one!.id}`]: mark(refused, one!.id),
      [`seen.${two!.id}`]: mark(refused, two!.id),
    }).expect(303)

    expect(
      renderedPage(await act(two!.id, '/order', { to: 'later', seen: order }).expect(409)).text('photo-complaints'),
    ).not.toBe('')
    expect((await photos()).map(({ id, alt: { ru } }) => [id, ru])).toEqual([
      [two!.id, 'Зал'],
      [one!.id, 'Вход'],
    ])
  })

  it('are described together in one write with an audit entry for each, beside a colleague’s description of another', async () => {
    await upload(
      ['1.jpg', await aPicture(30, 20)],
      ['2.jpg', await aPicture(30, 20)],
      ['3.jpg', await aPicture(30, 20)],
    )
    const [one, two, three] = (await photos()).map(({ id }) => id) as [string, string, string]
    const opened = renderedPage(await manager.get(`/en/staff/premises/${code}`).expect(200))
    const asOpened = Object.fromEntries(
      opened
        .$('[form="photo-texts"]')
        .toArray()
        .flatMap(({ attribs: { name, value = '' } }) => (name ? [[name, value]] : [])),
    )
    expect(Object.keys(asOpened)).toHaveLength(12)
    await describePhotos({ ...asOpened, ...saying(three, ['Двор', 'Yard', '院子']) }).expect(303)

    const before = (await PremisesModel.findOne({ code }).lean<Premises>())!.version
    await describePhotos({
      ...asOpened,
      ...saying(one, ['Вход', 'Door', '入口']),
      ...saying(two, ['Зал', 'Hall', '大厅']),
    }).expect(303)
    const after = (await PremisesModel.findOne({ code }).lean<Premises>())!
    expect(after.photos.map(({ alt }) => alt.zh)).toEqual(['入口', '大厅', '院子'])
    expect(after.version).toBe(before + 1)
    expect(after.events.at(-1)).toMatchObject({ kind: 'photo-described' })
    const told = await lastTold()
    expect(told!.changes.map(({ field, after: now }) => [field, now])).toEqual(
      [
        ...[['photo', one] as const, ['alt.ru', 'Вход'] as const, ['alt.en', 'Door'] as const],
        ...[['alt.zh', '入口'] as const, ['photo', two] as const, ['alt.ru', 'Зал'] as const],
        ...[['alt.en', 'Hall'] as const, ['alt.zh', '大厅'] as const],
      ].map(([field, now]) => [field, JSON.stringify(now)]),
    )
    // Sent again unchanged: nothing is left to write.
    await describePhotos({ ...asOpened, ...saying(one, ['Вход', 'Door', '入口']) }).expect(303)
    expect((await PremisesModel.findOne({ code }).lean<Premises>())!.version).toBe(before + 1)
  })

  it('keep the input of all descriptions if one is too long', async () => {
    await upload(['1.jpg', await aPicture(30, 20)], ['2.jpg', await aPicture(30, 20)])
    const [one, two] = (await photos()).map(({ id }) => id) as [string, string]
    const typed = { ...saying(one, ['Вход', '', '']), ...saying(two, ['Зал', 'h'.repeat(201), '']) }
    const refused = renderedPage(await describePhotos(typed).expect(422))
    expect(refused.text('photo-complaints')).toContain('200')
    expect(refused.$(`[id="alt.${two}.en"]`).attr('aria-invalid')).toBe('true')
    expect(refused.$(`[id="alt.${one}.ru"]`).val()).toBe('Вход')
    expect((await photos()).map(({ alt }) => alt.ru)).toEqual([undefined, undefined])
  })

  const seenIn = async (form: string) =>
    renderedPage(await manager.get(`/en/staff/premises/${code}`).expect(200))
      .$(`${form} [name="seen"]`)
      .attr('value')
  const lastTold = async () => (await AuditEntryModel.find().sort({ _id: -1 }).limit(1).lean<AuditEntry[]>())[0]

  it('have the chosen focus on every page and in the link preview', async () => {
    const half = await sharp({ create: { width: 900, height: 900, channels: 3, background: '#ffffff' } })
      .composite([
        { input: { create: { width: 900, height: 450, channels: 3, background: '#c01010' } }, top: 450, left: 0 },
      ])
      .jpeg()
      .toBuffer()
    await upload(['hall.jpg', half])
    const [one] = await photos()
    const seen = await seenIn('.focus-form')
    await act(one!.id, '/focus', { 'focus.x': '20', 'focus.y': '100', seen }).expect(303)
    expect(await lastTold()).toMatchObject({
      action: 'premises.photo-focused',
      changes: [{ field: 'photo' }, { field: 'focus', before: '"50 %\u00a0· 50 %"', after: '"20 %\u00a0· 100 %"' }],
    })

    for (const path of [`/en/premises/${code}`, `/embed/premises/${code}?lang=en`]) {
      const page = renderedPage(await site.visit.get(path).expect(200))
      expect(page.$('main img.fx4.fy20').length, path).toBeGreaterThan(0)
    }
    const { body } = await site.visit.get(`/api/v1/premises/${code}`).expect(200)
    expect((body as { photos: unknown[] }).photos[0]).toMatchObject({ focus: { x: 20, y: 100 } })
    const picture = await site.visit.get(`/og/premises/${code}/en.png`).expect(200)
    const seenPart = await sharp(picture.body as Buffer)
      .extract({ left: 0, top: 0, width: 1200, height: 380 })
      .png()
      .toBuffer()
    const above = await sharp(seenPart).stats()
    expect(above.channels[0]!.mean).toBeGreaterThan(150)
    expect(above.channels[1]!.mean).toBeLessThan(60)

    const late = renderedPage(await act(one!.id, '/focus', { 'focus.x': '1', 'focus.y': '2', seen }).expect(409))
    expect(late.$(`[id="focus-${one!.id}-x"]`).val()).toBe('1')
    const wrong = renderedPage(await act(one!.id, '/focus', { 'focus.x': '101', 'focus.y': 'left' }).expect(422))
    expect(wrong.$(`[id="focus-${one!.id}-y"]`).val()).toBe('left')
    expect(wrong.text('photo-complaints')).toContain('照片1')
    await act('a'.repeat(24), '/focus', { 'focus.x': '1', 'focus.y': '2' }).expect(404)
  })

  const cardIn = async (list: string) =>
    renderedPage(await site.visit.get(list).expect(200))
      .$('main picture img')
      .attr('src') ?? ''
  const colourAt = async (address: string) => {
    const { body } = await site.visit.get(address).expect(200)
    const { width, height } = await sharp(body as Buffer).metadata()
    const { channels } = await sharp(body as Buffer).stats()
    return { size: `${width}×${height}`, blue: channels[2]!.mean }
  }

  it('are cropped on the server for lists, around the focus', async () => {
    const below = { create: { width: 900, height: 500, channels: 3, background: '#1010c0' } } as const
    const upright = sharp({ create: { width: 900, height: 1000, channels: 3, background: '#ffffff' } })
    const sent = await upright
      .composite([{ input: below, top: 500, left: 0 }])
      .jpeg()
      .toBuffer()
    await upload(['hall.jpg', sent])
    const [one] = await photos()
    const middle = await cardIn('/en/premises')
    expect(middle).toBe(`/media/${one!.id}/card-50-50-medium.webp`)
    expect((await colourAt(middle)).size).toBe('900×506')

    await act(one!.id, '/focus', { 'focus.x': '0', 'focus.y': '100' }).expect(303)
    for (const list of ['/en/premises', `/en/compare?code=${code}`]) {
      expect(await cardIn(list)).toBe(`/media/${one!.id}/card-0-100-medium.webp`)
    }
    await act(one!.id, '/focus', { 'focus.x': '0', 'focus.y': '0' }).expect(303)
    expect((await colourAt(await cardIn('/en/premises'))).blue).toBeGreaterThan(250)
    const small = await colourAt(`/media/${one!.id}/card-0-0-small.avif`)
    expect(small.size).toBe('480×270')

    await site.visit.get(middle).expect(200)
    site.clock.advance({ minutes: 61 })
    await site.runJobs({ tidying: true })
    await site.visit.get(middle).expect(404)
    expect(await inStore('photos')).toMatchObject({ files: 10, pending: 0 })
  })

  it('of an earlier version get their crops from the worker', async () => {
    await upload(['1.jpg', await aPicture()], ['2.jpg', await aPicture()])
    const [one] = await photos()
    await PremisesModel.updateOne({ code }, { $unset: { 'photos.0.card': 1 }, $inc: { revision: 1 } })
    const whole = await cardIn('/ru/premises')
    expect(whole).toBe(`/media/${one!.id}/medium.webp`)
    await PremisesModel.updateOne({ code }, { $set: { 'photos.1.card': null, 'photos.1.renditions': [] } })
    await site.runJobs({ tidying: true })
    expect(await cardIn('/ru/premises')).toBe(`/media/${one!.id}/card-50-50-medium.webp`)
    expect(site.log.lines().find(({ msg }) => msg === 'cards of photos made')).toMatchObject({ made: 1, failed: 1 })

    await act(one!.id, '/focus', { 'focus.x': '20', 'focus.y': '100' }).expect(303)
    await PremisesModel.updateOne({ code }, { $unset: { 'photos.0.card': 1 }, $inc: { revision: 1 } })
    await site.runJobs({ tidying: true })
    expect(await cardIn('/ru/premises')).toBe(`/media/${one!.id}/card-20-100-medium.webp`)
  })

  it('are ordered together, and not over a colleague’s order', async () => {
    await upload(
      ['1.jpg', await aPicture(30, 20)],
      ['2.jpg', await aPicture(30, 20)],
      ['3.jpg', await aPicture(30, 20)],
    )
    const ids = (await photos()).map(({ id }) => id)
    const [one, two, three] = ids as [string, string, string]
    const seen = await seenIn('#photo-order')
    const order = (form: object) => manager.post(`/zh/staff/premises/${code}/photos/order`).type('form').send(form)
    const before = await PremisesModel.findOne({ code }).lean<Premises>()
    await order({ [`place.${one}`]: '3', [`place.${two}`]: '2', [`place.${three}`]: '1', seen }).expect(303)
    expect((await photos()).map(({ id }) => id)).toEqual([three, two, one])
    expect((await PremisesModel.findOne({ code }).lean<Premises>())!.version).toBe(before!.version + 1)
    expect(await lastTold()).toMatchObject({
      action: 'premises.photos-ordered',
      changes: [{ field: 'photos', before: JSON.stringify(ids), after: JSON.stringify([three, two, one]) }],
    })

    await order({ [`place.${one}`]: '1', seen }).expect(409)
    const wrong = renderedPage(await order({ [`place.${one}`]: 'first', [`place.${two}`]: '3' }).expect(422))
    expect(wrong.$(`[id="place.${one}"]`).val()).toBe('first')
    expect(wrong.text('photo-complaints')).not.toBe('')
    expect((await photos()).map(({ id }) => id)).toEqual([three, two, one])
    const decider = await site.as(await aColleague('decider'))
    await decider.post(`/zh/staff/premises/${code}/photos/order`).type('form').send({}).expect(403)
    await decider.post(`/zh/staff/premises/${code}/photos/${one}/focus`).type('form').send({}).expect(403)
  })

  it('sent by a script are answered one by one', async () => {
    const send = (bytes: Buffer, name: string) =>
      manager.post(`/en/staff/premises/${code}/photos`).set('Accept', 'application/json').attach('photos', bytes, name)
    expect((await send(await aPicture(30, 20), '1.jpg').expect(201)).body).toEqual({ added: 1, complaints: [] })
    const refused = (await send(Buffer.from('text'), 'bad.jpg').expect(422)).body as { complaints: string[] }
    expect(refused.complaints.join()).toContain('bad.jpg')
    expect(await photos()).toHaveLength(1)
  })

  it('are limited to thirty', async () => {
    const thirty = Array.from({ length: 29 }, () => ({ alt: {}, width: 3, height: 2, renditions: [] }))
    await PremisesModel.updateOne({ code }, { $set: { photos: thirty } })
    const response = await upload(['30.jpg', await aPicture(30, 20)], ['31.jpg', await aPicture(30, 20)])
    expect(response.status).toBe(422)
    expect(renderedPage(response).text('photo-complaints')).toContain('31.jpg')
    expect(await photos()).toHaveLength(30)
  })

  it('are limited to thirty even with simultaneous uploads', async () => {
    const most = Array.from({ length: 28 }, () => ({ alt: {}, width: 3, height: 2, renditions: [] }))
    await PremisesModel.updateOne({ code }, { $set: { photos: most } })
    const colleague = await site.as(await aColleague('listing_manager'))
    const path = `/zh/staff/premises/${code}/photos`
    const bytes = await sharp(await aPicture())
      .jpeg({ quality: 100 })
      .withExif({ IFD0: { Copyright: 'x'.repeat(3_000) } })
      .toBuffer()
    const slow = await slowUpload(colleague, { path, field: 'photos', filename: 'late.jpg', bytes, bucket: 'photos' })
    await upload(['29.jpg', await aPicture(30, 20)], ['30.jpg', await aPicture(30, 20)])
    expect(renderedPage(await slow.finish(422)).text('photo-complaints')).toContain('late.jpg')
    expect(await photos()).toHaveLength(30)
    const files = (await photos()).flatMap(({ renditions }) => renditions).length
    const cards = (await PremisesModel.findOne({ code }).lean<Premises>())!.photos.flatMap(
      ({ card }) => card?.renditions ?? [],
    ).length
    expect(await inStore('photos')).toMatchObject({ files: files + cards, pending: 0 })
  })

  /** Holds back writes to the premises until this many requests have read it. */
  function holdWritesOf(count: number) {
    const write = PremisesModel.updateOne.bind(PremisesModel)
    let writers = 0
    let goOn = () => {}
    const allHaveRead = new Promise<void>(resolve => (goOn = resolve))
    return vi.spyOn(PremisesModel, 'updateOne').mockImplementation((async (...args: Parameters<typeof write>) => {
      writers += 1
      if (writers === count) goOn()
      await allHaveRead
      return write(...args)
    }) as never)
  }

  it('are stored once if the same one comes twice at the same moment, even before either request has read the other’s', async () => {
    const bytes = await aPicture(30, 20)
    const writing = holdWritesOf(2)
    const answers = await Promise.all(['1.jpg', '2.jpg'].map(async name => upload([name, bytes])))
    writing.mockRestore()
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(await photos()).toHaveLength(1)
    expect(await inStore('photos')).toMatchObject({ files: 10, pending: 0 })
  })

  it('that come at the same time are stored up to the limit', async () => {
    const most = Array.from({ length: 28 }, () => ({ alt: {}, width: 3, height: 2, renditions: [] }))
    await PremisesModel.updateOne({ code }, { $set: { photos: most } })
    // All four have read that there is room for two before the first of them writes.
    const writing = holdWritesOf(4)
    const answers = await Promise.all(
      [1, 2, 3, 4].map(async number => upload([`${number}.jpg`, await aPicture(30, 20)])),
    )
    writing.mockRestore()
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 303, 422, 422])
    expect(await photos()).toHaveLength(30)
  })

  it('have an uncropped floor plan beside them, which the next one replaces', async () => {
    const send = async () =>
      manager
        .post(`/zh/staff/premises/${code}/floor-plan`)
        .attach('photos', await aPicture(900, 300), 'план.jpg')
        .expect(303)
    await send()
    await send()
    const { floorPlan } = (await PremisesModel.findOne({ code }).lean())!
    expect(floorPlan).toMatchObject({ width: 900, height: 300 })
    expect(await inStore('photos')).toMatchObject({ files: 6, pending: 0 })
    const plan = String((floorPlan as unknown as { _id: unknown })._id)
    await act(plan, '/remove').expect(303)
    expect((await PremisesModel.findOne({ code }).lean())!.floorPlan).toBeNull()
    expect(await inStore('photos')).toMatchObject({ files: 0 })
  })

  it('keep their floor plan when its form is sent twice, at the same moment or later', async () => {
    const bytes = await aPicture(300, 100)
    const send = () =>
      manager.post(`/zh/staff/premises/${code}/floor-plan`).attach('photos', bytes, 'план.jpg').expect(303)
    await Promise.all([send(), send(), send()])
    const first = (await PremisesModel.findOne({ code }).lean<Premises>())!
    await send()
    const { floorPlan, events, version } = (await PremisesModel.findOne({ code }).lean<Premises>())!
    expect(floorPlan).toEqual(first.floorPlan)
    expect(version).toBe(first.version)
    expect(events.map(({ kind }) => kind)).toEqual(['floor-plan-set'])
    expect(await inStore('photos')).toMatchObject({ files: 6, pending: 0 })
    await site.services.audit.settled()
    expect(await AuditEntryModel.countDocuments({ action: /^premises/ })).toBe(1)
  })

  it('keep one of several floor plans sent at the same moment, without files of the others', async () => {
    const send = async (width: number) =>
      manager
        .post(`/zh/staff/premises/${code}/floor-plan`)
        .attach('photos', await aPicture(width, 300), 'план.jpg')
        .expect(303)
    await Promise.all([300, 310, 320, 330].map(send))
    expect(await inStore('photos')).toMatchObject({ files: 6, pending: 0 })
  })

  it('leave no file of a floor plan behind if the process is killed during its replacement or removal', async () => {
    const { photos: service } = site.services.listings
    const by = { id: 'f'.repeat(24), name: 'Li' }
    const sent = async () => {
      const bytes = await aPicture(300, 200)
      const storageId = await storeBytes(service.store, bytes)
      const file = { field: 'photos', name: 'a.jpg', extension: 'jpg' as const, mediaType: 'image/jpeg' as const }
      return { code, by, file: { ...file, size: bytes.length, sha256: sha256(bytes), storageId } }
    }
    await service.setFloorPlan(await sent())
    let ends = ''
    for (let writes = 0; ends !== 'done'; writes += 1) {
      const plan = await sent()
      ends = await killedAfter(writes, async () => {
        await service.setFloorPlan(plan)
        const { floorPlan } = (await PremisesModel.findOne({ code }).lean<Premises>())!
        await service.remove({ code, photoId: String(floorPlan!._id), by })
      })
      site.clock.advance({ minutes: 61 })
      await service.sweep()
      const { floorPlan } = (await PremisesModel.findOne({ code }).lean<Premises>())!
      expect(await inStore('photos'), `after ${writes}`).toMatchObject({ files: floorPlan ? 6 : 0, pending: 0 })
    }
  }, 60_000)

  it('of a killed process are deleted, those in use never', async () => {
    await upload(['1.jpg', await aPicture(30, 20)])
    await manager
      .post(`/zh/staff/premises/${code}/floor-plan`)
      .attach('photos', await aPicture(30, 20), 'plan.jpg')
      .expect(303)
    const { photos: kept, floorPlan } = (await PremisesModel.findOne({ code }).lean<Premises>())!
    const [photo] = kept
    const orphan = await site.services.listings.photos.store.begin()
    await orphan.write(Buffer.from('x'))
    await orphan.finish()
    // One by one: if a photo is found to be in use, its card would be spared as well.
    for (const { renditions } of [photo!, photo!.card!, floorPlan!]) {
      await site.services.listings.photos.store.markForRemoval(renditions.map(({ file }) => String(file)))
      site.clock.advance({ minutes: 61 })
      await site.runJobs({ tidying: true })
      expect(await inStore('photos')).toMatchObject({ files: 16, pending: 0 })
    }
  })

  it('cannot be changed by other people, and unknown ones are not found', async () => {
    await upload(['1.jpg', await aPicture(30, 20)])
    const [photo] = await photos()
    const decider = await site.as(await aColleague('decider'))
    await decider
      .post(`/zh/staff/premises/${code}/photos`)
      .attach('photos', await aPicture(), 'x.jpg')
      .expect(403)
    await decider.post(`/zh/staff/premises/${code}/photos/${photo!.id}/remove`).expect(403)
    await act('a'.repeat(24), '/remove').expect(404)
    await decider.post(`/zh/staff/premises/${code}/photos/descriptions`).type('form').send({}).expect(403)
    await describePhotos(saying('a'.repeat(24), ['x', 'x', 'x'])).expect(303)
    await manager
      .post('/zh/staff/premises/SFH-A-9999/photos')
      .attach('photos', await aPicture(), 'x.jpg')
      .expect(404)
    for (const path of [
      'nonsense/small.webp',
      `${photo!.id}/huge.webp`,
      `${photo!.id}/small.exe`,
      `${photo!.id}/small`,
      `${photo!.id}/card-1-2-small.webp`,
      `${photo!.id}/card-50-50-large.webp`,
      `${photo!.id}/card-../50-small.webp`,
    ]) {
      await site.visit.get(`/media/${path}`).expect(404)
    }
    expect(await photos()).toHaveLength(1)
    expect(await inStore('photos')).toMatchObject({ files: 10, pending: 0 })
  })
})
