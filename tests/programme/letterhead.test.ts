import { buffer } from 'node:stream/consumers'
import mongoose from 'mongoose'
import sharp from 'sharp'
import type { Response } from 'supertest'
import { describe, expect, it } from 'vitest'
import { AuditEntryModel } from '#models/audit/audit-entry.ts'
import { DocumentNumberModel } from '#models/programme/document-number.ts'
import { LetterModel } from '#models/deciding/letter.ts'
import { letterheadChecks } from '#features/programme/letterhead/checks.ts'
import { loseKey, rememberKey, requireKnownKeys } from '#outside/sealing/known-keys.ts'
import { keyIdOf } from '#outside/sealing/sealing.ts'
import type { Checker } from '#shared/checks.ts'
import { readLetterheadSetting } from '#features/programme/letterhead/rules.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { readPdf } from '../support/files/pdf-text.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { oldKey, withSealing } from '../support/sealed.ts'
import { useSite } from '../support/site.ts'
import { typedInto } from '../support/staff-form.ts'

const path = '/zh/staff/settings/letterhead'
const assessed = {
  reviewer: 'f'.repeat(24),
  reviewerName: 'Sun',
  at: new Date('2026-11-22T04:00:00Z'),
  noConflict: true,
  scores: { feasibility: 4 },
  comment: '',
}

/** A red ring on white, like a scanned seal. */
const aSeal = (edge = 400): Promise<Buffer> => {
  const middle = edge / 2
  const radius = edge * 0.45
  const ring = `<circle cx="${middle}" cy="${middle}" r="${radius}" fill="none" stroke="#d4152a" stroke-width="14"/>`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${edge}" height="${edge}">${ring}</svg>`
  return sharp(Buffer.from(svg)).flatten({ background: '#ffffff' }).png().toBuffer()
}

async function problems(checker: Checker): Promise<string[]> {
  const found: string[] = []
  for await (const { id } of checker.look()) found.push(id)
  return found
}

describe('the pattern of a document number', () => {
  it.each([
    ['绥俄创〔{year}〕{number}号', '绥俄创〔{year}〕{number}号'],
    ['№ {number}/{year}', '№ {number}/{year}'],
    ['', '绥俄创〔{year}〕{number}号'],
    ['绥俄创{number}号', null],
    ['{year}', null],
    ['{year}{number}{number}', null],
    ['{year}-{number}-{day}', null],
    ['绥{year}-1{number}', null],
    ['{year}{number}号', null],
    ['2号〔{year}〕{number}', null],
    ['{year}-２-{number}', null],
    [`${'绥'.repeat(60)}{year}{number}`, null],
  ])('%s', (typed, stored) => {
    expect(readLetterheadSetting('letterNumber', typed)).toBe(stored)
  })
})

describe('letterhead, document numbers and seal', () => {
  const site = useSite()
  type Person = Awaited<ReturnType<typeof site.as>>
  const anAdministrator = async (name = 'Olga') =>
    site.as(await aColleague('administrator', { name, email: `${name.toLowerCase()}@example.com` }))
  const give = (cause: string, on = site.clock.now()) =>
    site.services.letterhead.numbers.give({ series: 'letter', cause, reference: 'SS-2026-000123', on })

  async function save(person: Person, values: Record<string, string>): Promise<Response> {
    const typed = typedInto(await person.get(path).expect(200), values, '.settings-form')
    return person.post(path).type('form').send(typed)
  }
  const upload = (person: Person, bytes: Buffer, { seen = '', name = 'seal.png' } = {}) =>
    person.post(`${path}/seal`).field('seen', seen).attach('seal', bytes, name)

  async function rejected() {
    const application = await anApplication({
      applicant: (await anApplicant({ locale: 'ru' }))._id,
      state: 'decision',
      assessments: [assessed],
    })
    const decider = await site.as(
      await aColleague('decider', { email: `${application._id.toHexString()}@example.com` }),
    )
    const at = `/zh/staff/applications/${application._id.toHexString()}/reject`
    await decider
      .post(at)
      .type('form')
      .send({ reasonCodes: ['plan_weak'], reason: '' })
      .expect(303)
    await site.runJobs()
    const letter = await LetterModel.findOne({ application: application._id }).lean()
    return { letter: letter!, bytes: await buffer(site.services.letters.open(letter!)) }
  }

  it('give each document one number, without gaps, with simultaneous requests', async () => {
    const causes = Array.from({ length: 12 }, (_, index) => `cause-${index}`)
    const given = await Promise.all([...causes, ...causes].map(cause => give(cause)))
    expect(given.slice(0, 12)).toEqual(given.slice(12))
    const numbers = given
      .slice(0, 12)
      .map(text => Number(/〕(\d+)号/.exec(text)?.[1]))
      .toSorted((a, b) => a - b)
    expect(numbers).toEqual(causes.map((_, index) => index + 1))
    expect(await give('new year', new Date('2026-12-31T17:00:00Z'))).toBe('绥俄创〔2027〕1号')
    expect(await Promise.all(letterheadChecks(site.services.letterhead.seals).map(problems))).toEqual([[], []])
    const broken = async () =>
      (await Promise.all(letterheadChecks(site.services.letterhead.seals).map(problems))).flat()
    await DocumentNumberModel.deleteOne({ number: 5 })
    expect(await broken()).toHaveLength(1)
    await DocumentNumberModel.updateOne({ number: 7 }, { text: '绥俄创〔2026〕6号' })
    expect(await broken()).toContain('绥俄创〔2026〕6号')
  })

  it('leave out the address and telephone that a demonstration has invented', async () => {
    await site.services.programme.demonstration.seed()
    await site.services.programme.refresh()
    expect((await site.services.letterhead.partyA()).address).toEqual({})
    const head = () => site.services.letterhead.stationery('ru').then(paper => paper.head('1'))
    expect(await head()).toMatchObject({ contact: '' })
    const { settings, revision } = await site.services.programme.current()
    const by = { id: '0'.repeat(24), name: 'Olga' }
    await site.services.programme.save({ ...settings, inventedOffice: false }, { revision, by })
    await site.services.programme.refresh()
    expect((await site.services.letterhead.partyA()).address).toMatchObject({ zh: settings.addressZh })
    expect(await head()).toMatchObject({ contact: expect.stringContaining(settings.officePhone) })
  })

  it('appear on letters from then on, with place and date, in both languages', async () => {
    const administrator = await anAdministrator()
    const names = { issuerZh: '绥芬河市创业街管理办公室', issuerRu: 'Управление улицы стартапов', why: '机构改革' }
    expect((await save(administrator, { ...names, letterNumber: '绥创函〔{year}〕{number}号' })).status).toBe(303)
    expect((await AuditEntryModel.findOne({ action: 'settings.changed' }).lean())?.reason).toBe('机构改革')

    const { letter, bytes } = await rejected()
    const words = readPdf(bytes).text.replaceAll(/\s+/g, ' ')
    for (const part of [
      names.issuerZh,
      names.issuerRu,
      '绥创函〔2026〕1号',
      'Суйфэньхэ, 25 ноября 2026',
      '绥芬河，2026年11月25日',
    ])
      expect(words).toContain(part)
    expect(letter).toMatchObject({ number: '绥创函〔2026〕1号', edition: expect.stringMatching(/^[0-9a-f]{64}$/) })
    const register = renderedPage(await administrator.get(path).expect(200)).text('register')
    expect(register).toContain('绥创函〔2026〕1号')
    expect(
      renderedPage(await administrator.get(path))
        .$('form')
        .text(),
    ).toContain('绥创函〔2026〕2号')
  })

  it('list the numbers in a register by pages, with links to the case or tenancy of each', async () => {
    const id = 'a'.repeat(24)
    await give(`application:${id}:event-0`)
    await give(`tenancy:${id}:letter`)
    for (let other = 0; other < 50; other += 1) await give(`cause-${other}`)
    const administrator = await anAdministrator()
    const first = renderedPage(await administrator.get(path).expect(200))
    expect(first.$('[data-test=register] tbody tr')).toHaveLength(50)
    expect(first.$('.pagination [rel=next]').attr('href')).toBe(`${path}?page=2#register`)
    const second = renderedPage(await administrator.get(`${path}?page=2`).expect(200))
    const links = second
      .$('[data-test=register] a')
      .map((_, link) => second.$(link).attr('href'))
      .get()
    expect(links).toEqual([`/zh/staff/tenancies/${id}`, `/zh/staff/applications/${id}`])
    expect(
      renderedPage(await administrator.get(`${path}?page=99`).expect(200)).$('[data-test=register] a'),
    ).toHaveLength(2)
  })

  it('show every row of the register once, even if several numbers were given at the same time', async () => {
    const at = new Date('2026-11-25T04:00:00Z')
    const row = (series: 'letter' | 'contract', number: number) => ({
      cause: `${series}:${String(number)}`,
      series,
      year: 2026,
      number,
      pattern: 'P{year}-{number}',
      at,
      text: `${series}-${String(number)}`,
    })
    const numbers = Array.from({ length: 60 }, (_, index) => index + 1)
    await DocumentNumberModel.create([
      ...numbers.map(number => row('letter', number)),
      ...numbers.map(number => row('contract', number)),
    ])
    const { register } = site.services.letterhead.numbers
    const shown = (await Promise.all([1, 2, 3].map(page => register(page)))).flatMap(({ items }) => items)
    expect(new Set(shown.map(({ text }) => text)).size).toBe(120)
    const [index] = await DocumentNumberModel.collection.indexes().then(all => all.filter(({ key }) => 'at' in key))
    expect(Object.keys(index!.key)).toEqual(['at', 'number', '_id'])
  })

  it('do not restore a pattern that another kind of document uses meanwhile', async () => {
    const administrator = await anAdministrator()
    const first = 'M{year}-{number}'
    expect((await save(administrator, { letterNumber: first })).status).toBe(303)
    site.clock.set(new Date(site.clock.now().getTime() + 60_000))
    expect((await save(administrator, { letterNumber: 'N{year}-{number}' })).status).toBe(303)
    const at = site.clock.now().toISOString()
    site.clock.set(new Date(site.clock.now().getTime() + 60_000))
    expect((await save(administrator, { contractNumber: first })).status).toBe(303)
    const { revision, settings } = await site.services.programme.current()
    const back = { at, revision: String(revision) }
    const refused = await administrator.post('/en/staff/settings/take-back').type('form').send(back).expect(409)
    expect(renderedPage(refused).main).toContain('Letters and contracts have to differ.')
    expect((await site.services.programme.current()).settings).toEqual(settings)
  })

  it('refuse patterns that could repeat the number of another document, and a pattern without placeholders', async () => {
    const administrator = await anAdministrator()
    await give('a letter')
    const same = await save(administrator, {
      contractNumber: '绥俄创〔{year}〕{number}号',
      letterNumber: 'L{year}-{number}',
    })
    expect(same.status).toBe(422)
    expect(renderedPage(same).$('[name=contractNumber]').attr('aria-invalid')).toBe('true')
    const bare = await save(administrator, { letterNumber: '绥俄创1号' })
    expect(bare.status).toBe(422)
    expect(await site.services.letterhead.numbers.next('letter')).toBe('绥俄创〔2026〕2号')
  })

  it('put the seal on issued letters only, and show it to administrators only', async () => {
    const administrator = await anAdministrator()
    const without = await rejected()
    await upload(administrator, await aSeal()).expect(303)
    const withSeal = await rejected()
    expect(withSeal.bytes.length).toBeGreaterThan(without.bytes.length + 1_000)
    expect(withSeal.bytes.includes('/Subtype /Image')).toBe(true)
    expect(without.bytes.includes('/Subtype /Image')).toBe(false)
    const sample = await administrator.get('/zh/staff/letters/preview/rejected/ru').responseType('blob').expect(200)
    expect((sample.body as Buffer).includes('/Subtype /Image')).toBe(false)
    expect(readPdf(sample.body as Buffer).text).toContain('绥俄创〔2026〕×号')
    expect(await DocumentNumberModel.countDocuments()).toBe(2)

    const { seal: seen } = await site.services.programme.settings()
    const picture = `${path}/seal/${seen}.png`
    const shown = await administrator.get(picture).responseType('blob').expect(200)
    expect(shown.headers['cache-control']).toBe('private, no-store')
    const { channels } = await sharp(shown.body as Buffer).stats()
    expect(channels[3]?.min).toBe(0)
    for (const role of ['decider', 'reviewer', 'listing_manager'] as const)
      await (await site.as(await aColleague(role))).get(picture).expect(403)

    await upload(administrator, await aSeal(300), { seen: 'f'.repeat(64) }).expect(409)
    await administrator.post(`${path}/seal/remove`).type('form').send({ seen }).expect(303)
    await administrator.get(picture).expect(404)
    expect((await rejected()).bytes.includes('/Subtype /Image')).toBe(false)
  })

  it('pass the data check when the key of the seal is lost, and accept the same picture again', async () => {
    const administrator = await anAdministrator()
    const { letterhead, programme } = site.services
    const png = await aSeal()
    await withSealing({ on: true, secrets: [oldKey] }, async () => {
      await rememberKey(site.clock)
      await upload(administrator, png).expect(303)
    })
    const { seal } = await programme.settings()
    await loseKey(keyIdOf(oldKey), site.clock)
    await requireKnownKeys()
    expect(await problems(letterheadChecks(letterhead.seals)[0]!)).toEqual([])
    await administrator.get(`${path}/seal/${seal}.png`).expect(410)

    await upload(administrator, png, { seen: seal }).expect(303)
    expect((await programme.settings()).seal).toBe(seal)
    expect((await rejected()).bytes.includes('/Subtype /Image')).toBe(true)
  })

  it('report a seal with a missing part', async () => {
    await upload(await anAdministrator(), await aSeal()).expect(303)
    const { seal } = await site.services.programme.settings()
    await mongoose.connection.collection('seals.chunks').deleteMany({})
    expect(await problems(letterheadChecks(site.services.letterhead.seals)[0]!)).toEqual([seal.slice(0, 12)])
  })

  it.each(['renewed', 'converted_to_paid', 'terminated'])(
    'show a sample of each letter of a tenancy: %s',
    async decision => {
      const manager = await site.as(await aColleague('listing_manager'))
      const samples = renderedPage(await manager.get('/en/staff/texts?group=letter').expect(200)).$(
        '[data-test=samples] a',
      )
      const hrefs = samples.toArray().map(link => link.attribs.href ?? '')
      const own = hrefs.filter(href => href.includes(`/tenancies/${decision}/`))
      expect(own.map(href => href.split('/').at(-1))).toEqual(['ru', 'en', 'zh'])
      for (const href of own) {
        const { text } = readPdf((await manager.get(href).responseType('blob').expect(200)).body as Buffer)
        expect(text).toContain('绥俄创〔2026〕×号')
        expect(text).toContain('SFH-A-0107')
      }
      await manager.get('/en/staff/letters/preview/tenancies/rejected/ru').expect(404)
      await (await site.as(await aColleague('reviewer'))).get(own[0]!).expect(403)
      expect(await DocumentNumberModel.countDocuments()).toBe(0)
    },
  )

  it.each([
    [
      'seal.jpg',
      async () =>
        sharp(await aSeal())
          .jpeg()
          .toBuffer(),
    ],
    [
      'seal.png',
      async () =>
        sharp(await aSeal())
          .jpeg()
          .toBuffer(),
    ],
    ['seal.png', () => aSeal(120)],
    [
      'seal.png',
      () =>
        sharp({ create: { width: 300, height: 300, channels: 3, background: '#fff' } })
          .png()
          .toBuffer(),
    ],
    ['seal.png', () => Promise.resolve(Buffer.from('no picture'))],
  ])('refuse a file that is no seal: %s', async (name, make) => {
    const administrator = await anAdministrator()
    const answer = await upload(administrator, await make(), { name }).expect(422)
    expect(renderedPage(answer).$('#seal-error').text()).not.toBe('')
    expect((await site.services.programme.settings()).seal).toBe('')
  })
})
