import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormatsModule from 'ajv-formats'
import mongoose from 'mongoose'
import { describe, expect, it } from 'vitest'
import { PremisesModel } from '#models/premises/premises.ts'
import { changeCatalogue } from '#features/premises/catalogue.ts'
import { aPremises } from '../factories/premises.ts'
import { useSite } from '../support/site.ts'

// The package is CommonJS whose types declare a `default` that is the module itself.
const addFormats = addFormatsModule as unknown as typeof addFormatsModule.default

type Page = { items: { code: string; status: string }[]; total: number; next: string | null }
type Document = { openapi: string; paths: Record<string, { get: { parameters: { name: string }[] } }> }

describe('the open data', () => {
  const site = useSite({ env: { API_REQUESTS_PER_MINUTE: '100000' } })
  const get = (path: string) => site.visit.get(`/api/v1${path}`)
  const codesOf = (body: unknown) => (body as Page).items.map(({ code }) => code)

  /** Checks a response against the document, as a generated client would. */
  async function checker() {
    const document = (await get('/openapi.json').expect(200)).body as Document
    const ajv = new Ajv2020({ strict: false, allErrors: true })
    addFormats(ajv)
    ajv.addSchema(document, 'document')
    return (path: string, status: number, answer: unknown): string[] => {
      const pointer = `document#/paths/${path.replaceAll('/', '~1')}/get/responses/${status}/content`
      const type = status === 200 ? 'application~1json' : 'application~1problem+json'
      const validate = ajv.compile({ $ref: `${pointer}/${type}/schema` })
      validate(answer)
      return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`)
    }
  }

  it('answers every path as its own document describes', async () => {
    await site.services.incentives.seedStartingContent()
    await site.services.street.demonstration.seed({ premises: 40 })
    await aPremises({ title: { ru: 'Только по-русски' }, certificateNumber: 'X-1', availableFrom: '2027-01-15' })
    const faults = await checker()
    const list = (await get('/premises?limit=100').expect(200)).body as Page
    expect(list.items.length).toBe(list.total)
    expect(faults('/api/v1/premises', 200, list)).toEqual([])
    expect(faults('/api/v1/premises', 200, { ...list, total: 'many' })).not.toEqual([])
    const one = (await get(`/premises/${list.items[0]!.code}`).expect(200)).body
    expect(one).toEqual(list.items[0])
    expect(faults('/api/v1/premises/{code}', 200, one)).toEqual([])
    const incentives = (await get('/incentives').expect(200)).body
    expect(incentives.items.length).toBeGreaterThan(5)
    expect(faults('/api/v1/incentives', 200, incentives)).toEqual([])
    expect(faults('/api/v1/premises', 400, (await get('/premises?zone=moon').expect(400)).body)).toEqual([])
    const refused = (await get(`/premises/${list.items[0]!.code}?colour=red`).expect(400)).body
    expect(faults('/api/v1/premises/{code}', 400, refused)).toEqual([])
    expect(faults('/api/v1/premises/{code}', 404, (await get('/premises/SFH-A-9999').expect(404)).body)).toEqual([])
  })

  it('documents all its paths and parameters', async () => {
    const body = (await get('/openapi.json').expect(200)).body as Document
    expect(body.openapi).toBe('3.1.0')
    expect(Object.keys(body.paths)).toEqual([
      '/api/v1/premises',
      '/api/v1/premises/{code}',
      '/api/v1/premises.csv',
      '/api/v1/incentives',
    ])
    const names = body.paths['/api/v1/premises']!.get.parameters.map(({ name }) => name)
    expect(names).toEqual(
      expect.arrayContaining([
        'q',
        'zone',
        'building',
        'use',
        'status',
        'minArea',
        'maxArea',
        'minFrontage',
        'maxFrontage',
        'floor',
        'feature',
        'from',
      ]),
    )
  })

  it('has texts in three languages with their review state, and money in fen with its currency', async () => {
    const { code } = await aPremises({
      title: { ru: 'Магазин', en: 'Shop' },
      reviewed: { ru: true, en: false, zh: false },
    })
    const { body, headers } = await get(`/premises/${code}`).expect(200)
    expect(body).toMatchObject({
      code,
      status: 'available',
      title: { ru: 'Магазин', en: 'Shop', zh: null },
      reviewed: { ru: true, en: false, zh: false },
      money: {
        currency: 'CNY',
        rentFreeMonths: 36,
        marketRentMonthlyFen: 588_885,
        rentWaivedFen: 21_199_860,
        firstYearMonthlyFen: 124_001,
        depositFen: 300_000,
      },
      building: { code: 'A1', latitude: 44.396, longitude: 131.13 },
      links: { self: `http://street.test/api/v1/premises/${code}`, zh: `http://street.test/zh/premises/${code}` },
    })
    expect(headers['content-type']).toContain('application/json')
    expect(headers['x-content-type-options']).toBe('nosniff')
  })

  it('contains what the site shows, without the holder and the history of a unit', async () => {
    const hold = { application: new mongoose.Types.ObjectId(), until: new Date('2027-01-01') }
    const held = await aPremises({ status: 'held', hold, events: [{ at: new Date(), kind: 'held' }] as never })
    const { code: leased } = await aPremises({ status: 'let' })
    for (const hidden of ['draft', 'archived'] as const) await aPremises({ status: hidden })
    await aPremises({ publishAt: new Date('2027-01-01') })
    await aPremises({ expiresAt: new Date('2026-01-01') })
    const { body, text } = await get('/premises').expect(200)
    expect(codesOf(body)).toEqual([held.code, leased])
    expect(body.items[0].status).toBe('held')
    for (const secret of ['hold', 'events', 'texts', '_id', 'version', 'revision', hold.application.toHexString()]) {
      expect(text).not.toContain(secret)
    }
  })

  it('filters by the names of the search page', async () => {
    const shop = await aPremises({ areaUsableSqM: 40, title: { ru: 'Пекарня у вокзала' } })
    const hall = await aPremises({ areaUsableSqM: 200, allowedUses: ['warehouse'], floor: 2, stepFree: true })
    const asked = async (query: string) => codesOf((await get(`/premises?${query}`).expect(200)).body)
    expect(await asked('minArea=100')).toEqual([hall.code])
    expect(await asked('maxArea=100&zone=suifenhe&building=A1')).toEqual([shop.code])
    expect(await asked('use=warehouse&use=office')).toEqual([hall.code])
    expect(await asked('floor=2&feature=step_free')).toEqual([hall.code])
    expect(await asked(`q=${encodeURIComponent('пекарня')}`)).toEqual([shop.code])
    expect(await asked('minFrontage=9')).toEqual([])
    expect(await asked('maxFrontage=9&minFrontage=8')).toEqual([shop.code, hall.code])
    expect(await asked('status=let')).toEqual([])
  })

  it('pages through all units once each, although some appear and disappear meanwhile', async () => {
    const all: string[] = []
    for (let count = 0; count < 7; count += 1) all.push((await aPremises()).code)
    const first = await get('/premises?limit=3&use=retail').expect(200)
    expect(codesOf(first.body)).toEqual(all.slice(0, 3))
    expect(first.body.total).toBe(7)
    expect(first.headers.link).toBe(`<${first.body.next}>; rel="next"`)

    await changeCatalogue(revision => PremisesModel.updateOne({ code: all[1]! }, { status: 'archived', revision }))
    await aPremises({ code: 'SFH-A-0001' })

    const seen = codesOf(first.body)
    for (let next = first.body.next as string | null; next;) {
      const { body } = await site.visit.get(next.replace('http://street.test', '')).expect(200)
      seen.push(...codesOf(body))
      next = body.next
    }
    expect(seen).toEqual(all)
  })

  it.each([
    ['limit=0', 'limit', 'At least 1.'],
    ['limit=-1', 'limit', 'At least 1.'],
    ['limit=101', 'limit', 'At most 100.'],
    ['limit=1000000000', 'limit', 'At most 100.'],
    ['limit=1e9', 'limit', 'A number is needed.'],
    ['limit=0x10', 'limit', 'A number is needed.'],
    ['limit=5.5', 'limit', 'A number is needed.'],
    ['limit=5&limit=6', 'limit', 'A number is needed.'],
    ['maxFrontage=', 'maxFrontage', 'A number is needed.'],
    ['minArea=0', 'minArea', 'More than 0.'],
    ['status=draft', 'status', 'Possible values: available, held, let, paused.'],
    ['limit=ten', 'limit', 'A number is needed.'],
    ['cursor=nonsense', 'cursor', 'There is no such place in the list: take the cursor from the next link.'],
    ['zone=moon', 'zone', 'Possible values: suifenhe, heihe, harbin.'],
    ['use=castle', 'use', /^Possible values: retail/],
    ['from=2026-02-31', 'from', 'The value is not written as expected.'],
    ['q=a&q=b', 'q', 'This parameter is given once.'],
    ['colour=red', 'colour', 'There is no such parameter.'],
    ['__proto__=x', '__proto__', 'There is no such parameter.'],
  ])('explains what is wrong with ?%s', async (query, name, reason) => {
    const { body, headers } = await get(`/premises?${query}`).expect(400)
    expect(headers['content-type']).toContain('application/problem+json')
    expect(headers['cache-control']).toBe('no-store')
    expect(body).toMatchObject({ type: 'about:blank', status: 400, requestId: headers['x-request-id'] })
    expect(body.parameters).toEqual([{ name, reason: expect.stringMatching(reason) }])
  })

  it.each([
    ['ru', 'Страница не найдена'],
    ['zh', '页面不存在'],
    ['', 'Page not found'],
  ])('answers “not found” in the requested language ("%s")', async (language, title) => {
    for (const path of ['/premises/SFH-A-9999', '/nowhere', '/premises/../x']) {
      const { body, headers } = await get(path).set('Accept-Language', language).expect(404)
      expect(headers['content-type']).toContain('application/problem+json')
      expect(body.title).toBe(title)
    }
    await site.visit
      .get('/api')
      .expect(404)
      .expect('Content-Type', /problem/)
  })

  it('is answered with 304 until something changes', async () => {
    await aPremises()
    await site.services.incentives.seedStartingContent()
    for (const path of ['/premises', '/premises.csv', '/incentives', '/openapi.json']) {
      const { headers } = await get(path).expect(200)
      expect(headers['cache-control']).toMatch(/public, max-age=\d+/)
      await get(path).set('If-None-Match', headers.etag!).expect(304)
    }
    const { headers } = await get('/premises').expect(200)
    const again = (match: string) => get('/premises').set('If-None-Match', match)
    for (const match of [`"other", ${headers.etag!}`, '*', headers.etag!.replace('W/', '')])
      await again(match).expect(304)
    await again('"other"').expect(200)
    await get('/premises?colour=red').set('If-None-Match', '*').expect(400)
    await get('/premises/SFH-A-9999').set('If-None-Match', '*').expect(404)
    await aPremises()
    await again(headers.etag!).expect(200)
  })

  it('is sent again when a building gets another address', async () => {
    const { code } = await aPremises()
    const { headers } = await get('/premises').expect(200)
    const { services } = site
    const { version, ...building } = await services.listings.buildings.get('A1')
    const [longitude = 0, latitude = 0] = building.point.coordinates
    const address = { ru: 'Новый адрес', en: 'New address', zh: '新地址' }
    const by = { id: '0123456789abcdef01234567', name: '王芳' }
    const facts = { ...building, address, latitude, longitude }
    await services.listings.buildings.edit({ code: 'A1', version, facts, by, reason: '' })
    const { body } = await get('/premises').set('If-None-Match', headers.etag!).expect(200)
    expect(body.items[0]).toMatchObject({ code, building: { address } })
  })

  it('answers HEAD like GET, without the body', async () => {
    await site.services.incentives.seedStartingContent()
    const { code } = await aPremises()
    for (const path of ['/premises', `/premises/${code}`, '/premises.csv', '/incentives', '/openapi.json']) {
      const whole = await get(path).buffer(true).expect(200)
      const { headers, text } = await site.visit.head(`/api/v1${path}`).expect(200)
      expect(text).toBeUndefined()
      for (const name of ['content-type', 'etag', 'cache-control']) expect(headers[name]).toBe(whole.headers[name])
      expect(headers['ratelimit-policy']).toMatch(/w=60$/)
    }
  })

  it('rejects a cursor that it did not issue', async () => {
    await aPremises({ code: 'SFH-A-0101' })
    const encoded = (text: string) => Buffer.from(text).toString('base64url')
    for (const text of [
      '',
      'after ',
      'after SFH-A-01',
      'before SFH-A-0101',
      'after SFH-A-0101\n',
      'after \0',
      'x'.repeat(50),
    ])
      await get(`/premises?cursor=${encoded(text)}`).expect(400)
    for (const typed of ['..%2F..', '%00', 'null', '[]', `${encoded('after SFH-A-0101')}!`, 'ж'.repeat(40)])
      await get(`/premises?cursor=${encodeURIComponent(decodeURIComponent(typed))}`).expect(400)
    const { body } = await get(`/premises?cursor=${encoded('after SFH-Z-9999')}`).expect(200)
    expect(body).toMatchObject({ items: [], total: 1, next: null })
  })

  it('can be read, but not changed, by pages of other sites', async () => {
    const { headers } = await get('/premises')
      .set({ Origin: 'https://partner.example', Cookie: 'session=x' })
      .expect(200)
    expect(headers['access-control-allow-origin']).toBe('*')
    expect(headers['access-control-allow-credentials']).toBeUndefined()
    expect(headers['access-control-expose-headers']).toContain('Link')
    expect(headers['set-cookie']).toBeUndefined()
    const asked = await site.visit.options('/api/v1/premises').expect(204)
    expect(asked.headers['access-control-allow-methods']).toBe('GET, HEAD')
    const refused = await site.visit.post('/api/v1/premises').send({ code: 'X' }).expect(405)
    expect(refused.headers.allow).toBe('GET, HEAD, OPTIONS')
    expect(refused.headers['content-type']).toContain('problem+json')
    const page = await site.visit.get('/en/premises').set('Origin', 'https://partner.example').expect(200)
    expect(page.headers['access-control-allow-origin']).toBeUndefined()
  })

  it('never fails on an odd query', async () => {
    for (const query of [
      '%E0%A4%A',
      'a[$ne]=1',
      'limit[]=1',
      'cursor=%00',
      'q=%00',
      `q=${'x'.repeat(5000)}`,
      'floor=1e400',
    ]) {
      const { status } = await get(`/premises?${query}`)
      expect(status).toBeLessThan(500)
    }
  })
})

describe('the table of all units', () => {
  const site = useSite()

  it('opens in a spreadsheet without changes and without formulas', async () => {
    await aPremises({
      code: 'SFH-A-0001',
      title: { en: '=HYPERLINK("http://evil.example")', ru: '+7', zh: '@SUM(A1)' },
    })
    await aPremises({ code: 'SFH-A-0002', title: { en: '-1"; "two", three', ru: '\tтаб' } })
    const { text, headers } = await site.visit.get('/api/v1/premises.csv').buffer(true).expect(200)
    expect(headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(headers['content-disposition']).toContain('premises.csv')
    expect(text.codePointAt(0)).toBe(0xfeff)
    const [head, first, second] = text.split('\r\n')
    expect(head).toMatch(/^\ufeffcode,status,zone,building,address_ru/)
    expect(first).toContain(`"'=HYPERLINK(""http://evil.example"")"`)
    expect(first).toContain("'+7")
    expect(first).toContain("'@SUM(A1)")
    expect(second).toContain(`"'-1""; ""two"", three"`)
    expect(text).not.toMatch(/(^|,)"?[=+@\t-][^,]*HYPERLINK/m)
  })

  it('contains each unit that matches the filter once, in batches', async () => {
    const like = await aPremises({ code: 'SFH-A-0001' })
    const many = Array.from({ length: 450 }, (_, number) => ({
      ...like,
      _id: new mongoose.Types.ObjectId(),
      code: `SFH-A-${String(20_000 + number)}`,
      status: number % 2 === 0 ? 'let' : 'available',
    }))
    await changeCatalogue(revision =>
      PremisesModel.collection.insertMany(many.map(one => ({ ...one, revision })) as never[]),
    )
    const rows = async (query: string) =>
      (await site.visit.get(`/api/v1/premises.csv${query}`).buffer(true).expect(200)).text.trim().split('\r\n').slice(1)
    const all = await rows('')
    expect(new Set(all.map(row => row.split(',')[0])).size).toBe(451)
    expect(await rows('?status=let')).toHaveLength(225)
    await site.visit.get('/api/v1/premises.csv?limit=5').expect(400)
    expect((await site.visit.head('/api/v1/premises.csv').expect(200)).text).toBeUndefined()
  })

  it('creates files and long lists without a warning from Node', async () => {
    await aPremises()
    const warnings: string[] = []
    const heard = ({ message }: Error) => void warnings.push(message)
    process.on('warning', heard)
    for (const path of ['/api/v1/premises.csv', '/en/premises.csv', '/sitemap.xml?part=1'])
      await site.visit.get(path).buffer(true).expect(200)
    // Node emits warnings after the current turn.
    await new Promise(setImmediate)
    process.off('warning', heard)
    expect(warnings).toEqual([])
  })
})

describe('the request limit of the API', () => {
  const site = useSite({ env: { API_REQUESTS_PER_MINUTE: '3' } })

  it('applies to each address, reports what is left, and ignores a forwarded address', async () => {
    const ask = (forwarded: string) => site.visit.get('/api/v1/incentives').set('X-Forwarded-For', forwarded)
    const first = await ask('198.51.100.1').expect(200)
    expect(first.headers['ratelimit-policy']).toBe('"minute";q=3;w=60')
    expect(first.headers.ratelimit).toMatch(/^"minute";r=2;t=\d+$/)
    expect(first.headers['ratelimit-limit']).toBe('3')
    await ask('198.51.100.2').expect(200)
    await ask('198.51.100.3').expect(200)
    const refused = await ask('198.51.100.4').expect(429)
    expect(refused.headers['content-type']).toContain('problem+json')
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect(refused.headers['ratelimit-remaining']).toBe('0')
    expect(refused.body.detail).toMatch(/^Too many requests in a minute/)
    expect(refused.headers['access-control-allow-origin']).toBe('*')
    await site.visit.get('/en/premises').expect(200)
  })
})

describe('the request limit behind a proxy', () => {
  const site = useSite({ env: { API_REQUESTS_PER_MINUTE: '1', TRUST_PROXY: '1' } })

  it('applies to each address that the proxy names, and to an IPv6 network as one', async () => {
    const ask = (forwarded: string) => site.visit.get('/api/v1/incentives').set('X-Forwarded-For', forwarded)
    await ask('198.51.100.1').expect(200)
    await ask('198.51.100.2').expect(200)
    await ask('198.51.100.1').expect(429)
    await ask('2001:db8:1:2::1').expect(200)
    await ask('2001:db8:1:2:ffff::9').expect(429)
    await ask('2001:db8:1:3::1').expect(200)
  })
})
