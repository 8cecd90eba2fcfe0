import sharp from 'sharp'
import supertest, { type Response } from 'supertest'
import { describe, expect, it } from 'vitest'
import { AuditEntryModel } from '#models/audit/audit-entry.ts'
import { createApp } from '#server/app.ts'
import { storeBytes } from '#outside/files/files.ts'
import { createServices } from '#server/services.ts'
import { createSlices } from '#server/slices.ts'
import { aColleague } from '../factories/account.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const brandPath = '/en/staff/settings/brand'
const clear = { r: 0, g: 0, b: 0, alpha: 0 }

/** A square or bar of one colour with a transparent margin, and with the metadata of a camera. */
type Look = { width?: number; height?: number; colour?: string; format?: 'png' | 'jpeg' | 'webp' }
async function aLogo({ width = 300, height = 100, colour = '#7a1f5c', format = 'png' }: Look = {}) {
  const bar = await sharp({ create: { width, height, channels: 4, background: colour } })
    .png()
    .toBuffer()
  return sharp({ create: { width: width + 20, height: height + 20, channels: 4, background: clear } })
    .composite([{ input: bar, left: 10, top: 10 }])
    .withExif({ IFD0: { Copyright: 'Somebody' } })
    .toFormat(format)
    .toBuffer()
}

describe('the logo that the office uploads', () => {
  const site = useSite()
  type Person = Awaited<ReturnType<typeof site.as>>
  const anAdministrator = async (name = 'Olga') =>
    site.as(await aColleague('administrator', { name, email: `${name.toLowerCase()}@example.com` }))
  const now = async () => (await site.services.programme.settings()).logo
  const upload = (person: Person, bytes: Buffer | null, { seen = '', name = 'logo.png', path = brandPath } = {}) => {
    const request = person.post(`${path}/logo`).field('seen', seen)
    return bytes ? request.attach('logo', bytes, name) : request
  }
  const inHead = ({ text }: Response) => renderedPage({ text } as Response).$('.site-header .brand img')
  const picture = (src: string) =>
    site.visit
      .get(src)
      .buffer(true)
      .parse((res, done) => {
        const chunks: Buffer[] = []
        res.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => done(null, Buffer.concat(chunks)))
      })

  it('appears at the top of every page at once, with a double-resolution version and an empty alternative text', async () => {
    const before = await site.visit.get('/en').expect(200)
    expect(inHead(before)).toHaveLength(0)
    const administrator = await anAdministrator()
    await upload(administrator, await aLogo())
      .expect(303)
      .expect('Location', brandPath)

    const after = await site.visit.get('/en').set('If-None-Match', String(before.headers.etag)).expect(200)
    const image = inHead(after)
    expect(image.attr()).toMatchObject({ alt: '', width: '107', height: '40' })
    const [src, , twice] = String(image.attr('srcset')).split(/[ ,]+/) as [string, string, string]
    expect(src).toBe(image.attr('src'))
    expect(renderedPage(after).$('.brand__name').text()).toContain('Startup Street')
    // Too wide to be an icon.
    expect(after.text).toContain('<link rel="icon" href="/favicon.svg"')

    for (const [address, width] of [[src, 107] as const, [twice, 213] as const]) {
      const { body, headers } = await picture(address).expect(200)
      expect(headers).toMatchObject({
        'content-type': 'image/png',
        'cache-control': 'public, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
      })
      expect(headers['set-cookie']).toBeUndefined()
      const meta = await sharp(body as Buffer).metadata()
      expect(meta).toMatchObject({ format: 'png', width, hasAlpha: true })
      expect(meta.exif).toBeUndefined()
    }
  })

  it('is also the icon of the page if it is nearly square', async () => {
    const administrator = await anAdministrator()
    await upload(administrator, await aLogo({ width: 100, height: 100 })).expect(303)
    const [, icon = ''] =
      /<link rel="icon" href="([^"]+)" type="image\/png"/.exec((await site.visit.get('/zh')).text) ?? []
    expect(await sharp((await picture(icon).expect(200)).body as Buffer).metadata()).toMatchObject({
      width: 64,
      height: 64,
    })
  })

  it('reaches another process on the same database, which serves it as well', async () => {
    const { config, clock, log } = site
    const mailTransport = { describe: 'none', send: () => Promise.resolve() }
    const services = createServices({ clock, log, config, mailTransport })
    const slices = createSlices({ services, config, clock })
    const other = supertest(createApp({ config, services, slices, log, sessionSecret: 'x'.repeat(32) }))
    expect(inHead(await other.get('/ru').expect(200))).toHaveLength(0)
    await upload(await anAdministrator(), await aLogo()).expect(303)
    await expect.poll(async () => inHead(await other.get('/ru')).attr('src'), { timeout: 2_000 }).toMatch(/^\/brand\//)
    await other.get(String(inHead(await other.get('/ru')).attr('src'))).expect(200)
  })

  it('is recorded in the audit trail by its content hash, and an earlier one can be restored', async () => {
    const administrator = await anAdministrator()
    await upload(administrator, await aLogo()).expect(303)
    const first = await now()
    site.clock.advance({ minutes: 1 })
    await upload(administrator, await aLogo({ colour: '#1f3c7a' }), { seen: first }).expect(303)
    const second = await now()
    site.clock.advance({ minutes: 1 })
    expect(second).not.toBe(first)
    await administrator.post(`${brandPath}/logo/remove`).type('form').send({ seen: second }).expect(303)
    expect(inHead(await site.visit.get('/en').expect(200))).toHaveLength(0)

    // The sweeper leaves files that can be restored.
    site.clock.advance({ minutes: 300 })
    await site.runJobs({ tidying: true })
    const again = await site.as({ email: 'olga@example.com' })
    const settings = renderedPage(await again.get('/en/staff/settings').expect(200))
    expect(settings.text('changes')).toContain(`Logo: picture ${second.slice(0, 12)} → —`)
    const { revision, history } = await site.services.programme.current()
    const [, change] = history
    await again
      .post('/en/staff/settings/take-back')
      .type('form')
      .send({ at: change?.at.toISOString(), revision })
      .expect(303)
    expect(await now()).toBe(first)
    const src = String(inHead(await site.visit.get('/en').expect(200)).attr('src'))
    expect(src).toContain(first)
    await picture(src).expect(200)

    const trail = await AuditEntryModel.find({ action: 'settings.changed' }).sort({ _id: 1 }).lean()
    expect(trail.map(({ changes }) => changes)).toMatchObject([
      [{ field: 'logo', before: '""', after: `"${first}"` }],
      [{ field: 'logo', before: `"${first}"`, after: `"${second}"` }],
      [{ field: 'logo', before: `"${second}"`, after: '""' }],
      [{ field: 'logo', before: '""', after: `"${first}"` }],
    ])
    expect(first).toMatch(/^[0-9a-f]{64}-107x40$/)
  })

  it.each([
    ['nothing', () => Promise.resolve(null), 'logo.png', /Choose a file/],
    [
      'an SVG',
      () => Promise.resolve(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')),
      'logo.svg',
      /Only PNG, JPEG and WebP/,
    ],
    [
      'an SVG under another name',
      () => Promise.resolve(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')),
      'logo.png',
      /Only PNG, JPEG and WebP/,
    ],
    ['half a picture', async () => (await aLogo()).subarray(0, 200), 'logo.png', /cannot be opened/],
    [
      'one of 2 MB and a byte',
      async () => Buffer.concat([await aLogo(), Buffer.alloc(2 * 1024 * 1024)]),
      'logo.png',
      /larger than 2\sMB/,
    ],
    ['a speck', () => aLogo({ width: 1, height: 1 }), 'logo.png', /too small/],
    ['white on nothing', () => aLogo({ colour: '#ffffff' }), 'logo.png', /cannot be seen on white/],
  ])('is refused if it is %s, with the reason', async (_what, bytes, name, why) => {
    const administrator = await anAdministrator()
    const page = renderedPage(await upload(administrator, await bytes(), { name }).expect(422))
    expect(page.errors()).toEqual([{ field: 'logo', text: expect.stringMatching(why) as string }])
    expect(await now()).toBe('')
    const left: unknown[] = []
    for await (const file of site.services.logos.store.all()) left.push(file)
    expect(left).toEqual([])
  })

  it('is refused if a small file declares more pixels than allowed', async () => {
    const huge = await sharp({ create: { width: 6_000, height: 5_000, channels: 3, background: '#123456' } })
      .png()
      .toBuffer()
    expect(huge.length).toBeLessThan(2 * 1024 * 1024)
    const page = renderedPage(await upload(await anAdministrator(), huge).expect(422))
    expect(page.errors()[0]?.text).toMatch(/cannot be opened/)
  })

  it.each(['jpeg', 'webp'] as const)('is accepted as %s too', async format => {
    await upload(await anAdministrator(), await aLogo({ format }), { name: `Эмблема.${format}` }).expect(303)
    expect(await now()).not.toBe('')
  })

  it('is not overwritten by an administrator who has not seen it', async () => {
    const first = await anAdministrator('First')
    const second = await anAdministrator('Second')
    await upload(first, await aLogo()).expect(303)
    const set = await now()
    const page = renderedPage(await upload(second, await aLogo({ colour: '#1f3c7a' })).expect(409))
    expect(page.errors()[0]?.text).toContain('somebody else changed the logo')
    await second.post(`${brandPath}/logo/remove`).type('form').send({ seen: '' }).expect(409)
    expect(await now()).toBe(set)
    // Unused files are deleted within two hours; the displayed one stays.
    site.clock.advance({ minutes: 120 })
    await site.runJobs({ tidying: true })
    const left: unknown[] = []
    for await (const file of site.services.logos.store.all()) left.push(file)
    expect(left).toHaveLength(3)
  })

  it('is stored once, however often it is uploaded', async () => {
    const administrator = await anAdministrator()
    await upload(administrator, await aLogo()).expect(303)
    await upload(administrator, await aLogo(), { seen: await now() }).expect(303)
    const left: unknown[] = []
    for await (const file of site.services.logos.store.all()) left.push(file)
    expect(left).toHaveLength(3)
    expect((await site.services.programme.current()).revision).toBe(1)
  })

  it('is reported by the data check if one of its pictures is missing or different', async () => {
    const administrator = await anAdministrator()
    await upload(administrator, await aLogo()).expect(303)
    const problems = async () => {
      const found: string[] = []
      for (const { look } of site.checkers) for await (const { check } of look()) found.push(check)
      return found
    }
    expect(await problems()).toEqual([])
    const { store } = site.services.logos
    const one = await store.find(`${await now()}/2x`)
    await store.remove(String(one?.id))
    expect(await problems()).toEqual(['every logo that is set or can be put back has its pictures'])
    await storeBytes(store, Buffer.from('another'), `${await now()}/2x`)
    expect(await problems()).toEqual(['every logo that is set or can be put back has its pictures'])
  })

  it('can be set by administrators only, and an unknown logo is not found', async () => {
    const colleague = await site.as(await aColleague('listing_manager'))
    await upload(colleague, await aLogo()).expect(403)
    await colleague.post(`${brandPath}/logo/remove`).type('form').send({ seen: '' }).expect(403)
    await site.visit.get(`/brand/${'0'.repeat(64)}-10x10/1x.png`).expect(404)
    await site.visit.get('/brand/nothing/1x.png').expect(404)
  })
})
