import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormatsModule from 'ajv-formats'
import supertest from 'supertest'
import { describe, expect, it } from 'vitest'
import { AccessTokenModel } from '#models/accounts/access-token.ts'
import { AccountModel } from '#models/accounts/account.ts'
import { AuditEntryModel } from '#models/audit/audit-entry.ts'
import { PremisesModel, type Premises } from '#models/premises/premises.ts'
import { ImportRowModel, PremisesImportModel } from '#models/transfer/premises-import.ts'
import { auditChecks } from '#features/audit/checks.ts'
import { aToken, type TestToken } from '../factories/access-token.ts'
import { aColleague } from '../factories/account.ts'
import { aBuilding, aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

// The package is CommonJS whose types declare a `default` that is the module itself.
const addFormats = addFormatsModule as unknown as typeof addFormatsModule.default

const at = '/api/v1/staff/premises'
type Row = Record<string, unknown>
type Outcome = {
  row: number
  code: string
  outcome: string
  version: number | null
  errors: { field: string; code: string; detail: string }[]
}
type Answer = { import: string | null; counts: Record<string, number>; rows: Outcome[] }

const whole: Row = {
  'title.en': 'A shop',
  areaUsableSqM: 50,
  areaGrossSqM: 60,
  ceilingHeightM: 3,
  frontageM: 0,
  layout: 'open',
  condition: 'shell',
  allowedUses: ['warehouse', 'office'],
  electricityKw: 10,
  heating: 'none',
  deposit: 10,
  marketRentPerSqMMonth: 10.5,
  managementFeePerSqMMonth: 1.5,
  heatingFeePerSqMSeason: 2,
  water: true,
  'position.row': 'north',
  'position.offsetM': 20,
  'position.widthM': 8,
}

describe('the staff API for premises', () => {
  const site = useSite({ env: { API_REQUESTS_PER_MINUTE: '100000', STAFF_API_REQUESTS_PER_MINUTE: '40' } })
  /** Makes requests like a program on a server: no cookies, and no headers that a browser adds. */
  const ask = (token: TestToken | null, path = at) => {
    const request = supertest(site.app).get(path)
    return token ? request.set('Authorization', `Bearer ${token.secret}`) : request
  }
  const send = (token: TestToken | null, body: object, path = at) => {
    const request = supertest(site.app).post(path)
    return (token ? request.set('Authorization', `Bearer ${token.secret}`) : request).send(body)
  }
  const stored = (code: string) => PremisesModel.findOne({ code }).lean<Premises>()

  it('creates drafts and changes units by the rules of a file, with their history, and can be undone', async () => {
    const { code } = await aPremises({ depositFen: 300_000 })
    const token = await aToken()
    const rows = [
      { code, deposit: 4500, 'summary.en': '=1+1', availableFrom: '2026-12-24' },
      { code: 'SFH-A-0199', ...whole },
    ]
    const { body } = await send(token, { rows }).expect(200).expect('Cache-Control', 'no-store')
    const answer = body as Answer
    expect(answer.counts).toEqual({ changed: 1, created: 1 })
    expect(answer.rows).toMatchObject([
      { row: 1, code, outcome: 'changed', version: 1, errors: [] },
      { row: 2, code: 'SFH-A-0199', outcome: 'created', version: 0, errors: [] },
    ])
    expect(await stored(code)).toMatchObject({ depositFen: 450_000, summary: { en: '=1+1' }, version: 1 })
    const by = `${token.account.name}\u00a0· Space register`
    expect((await stored(code))?.events.at(-1)).toMatchObject({ kind: 'sent-by-program', byName: by })
    expect(await stored('SFH-A-0199')).toMatchObject({
      status: 'draft',
      version: 0,
      allowedUses: ['warehouse', 'office'],
      water: true,
      marketRentPerSqMMonthFen: 1_050,
      rentFreeMonths: 36,
    })

    const manager = await site.as(token.account)
    const versions = renderedPage(await manager.get(`/en/staff/premises/${code}/versions`).expect(200))
    expect(versions.$('[data-test="version"]').text()).toMatch(/Changed by a program[^]*Space register/)
    const page = `/en/staff/premises/import/${String(answer.import)}`
    expect((await manager.get(page).expect(200)).text).toContain('Space register')
    await manager.post(`${page}/undo`).type('form').expect(303)
    await site.runJobs()
    expect(await stored(code)).toMatchObject({ depositFen: 300_000, version: 2 })
    expect(await stored('SFH-A-0199')).toBeNull()
  })

  it('explains errors by row and field in the requested language, and writes all or nothing or the good rows', async () => {
    const { code } = await aPremises({ depositFen: 300_000 })
    const token = await aToken()
    const rows = [
      { code, deposit: 7 },
      { code, deposit: 8 },
      { code: 'SFH-A-0198', ...whole, areaUsableSqM: 70 },
      { code: 'nowhere', colour: 'red' },
      { code: 'SFH-A-0197', ...whole, heating: { kind: 'stove' }, floor: 9 },
    ]
    const refused = await send(token, { rows }).set('Accept-Language', 'zh').expect(422)
    expect(refused.headers['content-type']).toContain('application/problem+json')
    expect(refused.headers['content-language']).toBe('zh')
    const wrong = (refused.body as Answer).rows
    expect(wrong.map(({ row, errors }) => [row, errors.map(({ field, code: why }) => `${field} ${why}`)])).toEqual([
      [2, ['code transfer.wrong.twice']],
      [3, ['areaUsableSqM listing.form.usable-over-gross']],
      [4, ['colour access.wrong.column', 'code transfer.wrong.code']],
      [5, ['heating access.wrong.value', 'heating form.choose']],
    ])
    expect(wrong[0]?.errors[0]?.detail).toBe('该编号已在第1行出现。')
    expect(await stored(code)).toMatchObject({ version: 0 })
    expect(await PremisesImportModel.countDocuments()).toBe(0)

    const { body } = await send(token, { rows, mode: 'skip-bad' }).expect(200)
    expect((body as Answer).counts).toEqual({ changed: 1, bad: 4 })
    expect(await stored(code)).toMatchObject({ version: 1, depositFen: 700 })
    const again = await send(token, { rows: [{ code, deposit: 7 }] }).expect(200)
    expect((again.body as Answer).rows[0]).toMatchObject({ outcome: 'same', version: null })
  })

  it('offers a dry run, and never overwrites a newer version', async () => {
    const { code } = await aPremises({ depositFen: 300_000 })
    const token = await aToken()
    const dry = await send(token, { dryRun: true, rows: [{ code, deposit: 7, version: 0 }] }).expect(200)
    expect(dry.body as Answer).toMatchObject({ import: null, counts: { 'would-change': 1 }, rows: [{ version: null }] })
    expect(await stored(code)).toMatchObject({ version: 0, depositFen: 300_000 })
    expect(await ImportRowModel.countDocuments()).toBe(0)
    await PremisesModel.updateOne({ code }, { $inc: { version: 1 } })
    const stale = await send(token, { rows: [{ code, deposit: 7, version: 0 }] }).expect(422)
    expect((stale.body as Answer).rows[0]?.errors).toMatchObject([{ field: 'version', code: 'transfer.wrong.version' }])
    await send(token, { rows: [{ code, deposit: 7, version: 1 }] }).expect(200)
  })

  it('returns what it accepts: sent again it changes nothing, and creates the same unit where there was none', async () => {
    await site.services.street.demonstration.seed({ premises: 30 })
    const odd = await aPremises({
      code: 'SFH-A-0199',
      title: { ru: "'=Лавка", en: '-', zh: '店；铺' },
      certificateNumber: '007',
      availableFrom: '2027-01-15',
      publishAt: new Date('2026-12-01T09:05:00+08:00'),
    })
    const token = await aToken()
    const items: Row[] = []
    for (let next: string | null = `${at}?limit=7`; next;) {
      const { body } = await ask(token, next.replace('http://street.test', '')).expect(200)
      const page = body as { items: Row[]; total: number; next: string | null }
      expect(page.total).toBe(31)
      items.push(...page.items)
      next = page.next
    }
    expect(items.map(({ code }) => code)).toEqual(
      (await PremisesModel.find().sort({ code: 1 }).lean()).map(({ code }) => code),
    )
    const same = await send(token, { rows: items }).expect(200)
    expect((same.body as Answer).counts).toEqual({ same: 31 })

    const before = await stored(odd.code)
    await PremisesModel.deleteMany({})
    const made = await send(token, { rows: items }).expect(200)
    expect((made.body as Answer).counts).toEqual({ created: 31 })
    expect(await stored(odd.code)).toMatchObject({
      title: before?.title,
      certificateNumber: '007',
      availableFrom: '2027-01-15',
      publishAt: before?.publishAt,
      areaUsableSqM: before?.areaUsableSqM,
      position: before?.position,
      status: 'draft',
    })
    const bad = await ask(token, `${at}?limit=0&colour=red&after=x&status=sold`).expect(400)
    expect((bad.body as { parameters: { name: string }[] }).parameters.map(({ name }) => name).sort()).toEqual([
      'after',
      'colour',
      'limit',
      'status',
    ])
    const drafts = await ask(token, `${at}?status=draft&building=A1`).expect(200)
    expect(
      (drafts.body as { items: Row[] }).items.every(({ status, building }) => status === 'draft' && building === 'A1'),
    ).toBe(true)
  })

  it('repeats the first answer to a repeated request, and refuses another request under the same key', async () => {
    const { code } = await aPremises({ depositFen: 300_000 })
    const token = await aToken()
    const body = { rows: [{ code, deposit: 7 }] }
    const once = await send(token, body).set('Idempotency-Key', 'monthly-2026-11').expect(200)
    await send(token, { rows: [{ code, deposit: 8 }] }).expect(200)
    const twice = await send(token, body).set('Idempotency-Key', 'monthly-2026-11').expect(200)
    expect(twice.body).toEqual(once.body)
    expect(await stored(code)).toMatchObject({ depositFen: 800, version: 2 })
    await send(token, { rows: [{ code, deposit: 9 }] })
      .set('Idempotency-Key', 'monthly-2026-11')
      .expect(422)
    await send(token, body).set('Idempotency-Key', 'no').expect(400)
    // Idempotency keys belong to one program.
    await send(await aToken(), body)
      .set('Idempotency-Key', 'monthly-2026-11')
      .expect(200)
    expect(await stored(code)).toMatchObject({ depositFen: 700, version: 3 })
  })

  it('writes once when the same request is sent twice at the same time', async () => {
    const { code } = await aPremises()
    const token = await aToken()
    const body = {
      rows: [
        { code, deposit: 7 },
        { code: 'SFH-A-0199', ...whole },
      ],
    }
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => send(token, body).set('Idempotency-Key', 'all-at-once')),
    )
    expect(answers.filter(({ status }) => status !== 200 && status !== 409)).toEqual([])
    expect(await PremisesImportModel.countDocuments()).toBe(1)
    expect(await stored(code)).toMatchObject({ version: 1 })
    expect((await stored('SFH-A-0199'))?.events).toHaveLength(1)
    const last = await send(token, body).set('Idempotency-Key', 'all-at-once').expect(200)
    expect((last.body as Answer).counts).toEqual({ changed: 1, created: 1 })
  })

  it('continues with what a killed process had received, and starts anew with an incomplete one', async () => {
    const { code } = await aPremises()
    const token = await aToken()
    const body = { rows: [{ code, deposit: 7 }] }
    const keyed = () => send(token, body).set('Idempotency-Key', 'night-run')
    await keyed().expect(200)
    // State left by a process that is killed before its rows are stored.
    await PremisesImportModel.updateMany({}, { $set: { state: 'receiving' } })
    await ImportRowModel.deleteMany({})
    await PremisesModel.updateOne({ code }, { $set: { depositFen: 1, events: [] } })
    await keyed().expect(409).expect('Retry-After', '5')
    site.clock.set(new Date(site.clock.now().getTime() + 61_000).toISOString())
    await keyed().expect(200)
    expect(await stored(code)).toMatchObject({ depositFen: 700 })
    // State before any row is written: the worker writes them, and a repeated request finds it done.
    await PremisesImportModel.updateMany({}, { $set: { state: 'writing', turn: { token: '', until: new Date(0) } } })
    await keyed().expect(409)
    await site.runJobs()
    expect(((await keyed().expect(200)).body as Answer).counts).toEqual({ changed: 1 })
  })

  it('requires a valid token of a colleague who may do the same by hand', async () => {
    await aPremises()
    const refusals: [TestToken | null, number][] = [
      [null, 401],
      [{ ...(await aToken()), secret: `sst_${'x'.repeat(43)}` }, 401],
      [await aToken(undefined, { expiresAt: site.clock.now() }), 401],
      [await aToken(undefined, { revokedAt: site.clock.now() }), 401],
      [await aToken(await aColleague('listing_manager', { deactivatedAt: new Date() })), 401],
      [await aToken(await aColleague('reviewer')), 403],
      [await aToken(undefined, { scopes: [] }), 403],
    ]
    for (const [token, status] of refusals) {
      const read = await ask(token)
      const written = await send(token, { rows: [] })
      for (const { status: got, headers, body } of [read, written]) {
        expect(got).toBe(status)
        expect(status !== 401 || 'www-authenticate' in headers).toBe(true)
        expect(headers['content-type']).toContain('application/problem+json')
        expect((body as { requestId: string }).requestId).toBe(headers['x-request-id'])
        expect(headers['www-authenticate'] ?? 'Bearer').toContain('Bearer')
      }
    }
    const reader = await aToken(undefined, { scopes: ['premises:read'] })
    await ask(reader).expect(200)
    const scope = await send(reader, { rows: [] }).expect(403)
    expect(scope.headers['www-authenticate']).toContain('scope="premises:write"')
    await ask(await aToken(undefined, { scopes: ['premises:write'] })).expect(403)
    await ask(await aToken(await aColleague('administrator'))).expect(200)
    // A right that the person loses is lost for the program at once.
    await AccountModel.updateOne({ _id: reader.account._id }, { $set: { role: 'reviewer' } })
    await ask(reader).expect(403)
  })

  it('cannot be used with a browser’s cookie or by pages of other sites', async () => {
    const manager = await site.as(await aColleague('administrator'))
    const refused = await manager.get(at).expect(401)
    expect(refused.headers['set-cookie']).toBeUndefined()
    await manager.post(at).send({ rows: [] }).expect(401)
    const token = await aToken()
    const asked = await ask(token).set('Origin', 'https://elsewhere.example').expect(200)
    expect(asked.headers['access-control-allow-origin']).toBeUndefined()
    expect(asked.headers['set-cookie']).toBeUndefined()
    const before = await supertest(site.app).options(at).set('Origin', 'https://elsewhere.example')
    expect(before.status).toBe(401)
    expect(before.headers['access-control-allow-origin']).toBeUndefined()
    const put = supertest(site.app).put(at).set('Authorization', `Bearer ${token.secret}`)
    await put.expect(405).expect('Allow', 'GET, HEAD, POST')
    await ask(token, '/api/v1/staff/people').expect(404)
  })

  it('is limited to the buildings of the token’s owner, and marks texts as reviewed only with that permission', async () => {
    const mine = await aPremises()
    const other = await aBuilding({ code: 'B1' })
    const theirs = await aPremises({ buildingCode: other.code, code: 'SFH-B-0101' })
    const limited = await aToken(await aColleague('listing_manager', { buildings: ['A1'] }))
    const listed = (await ask(limited).expect(200)).body as { items: Row[] }
    expect(listed.items.map(({ code }) => code)).toEqual([mine.code])
    const rows = [
      { code: mine.code, deposit: 7 },
      { code: theirs.code, deposit: 7 },
    ]
    const refused = await send(limited, { rows }).expect(403)
    expect((refused.body as Answer).rows[0]).toMatchObject({ row: 2, errors: [{ code: 'transfer.wrong.not-yours' }] })
    const some = await send(limited, { rows, mode: 'skip-bad' }).expect(200)
    expect((some.body as Answer).counts).toEqual({ changed: 1, bad: 1 })
    expect(await stored(theirs.code)).toMatchObject({ version: 0 })

    const writer = await aToken(undefined, { scopes: ['premises:write'] })
    const review = { rows: [{ code: mine.code, 'title.en': 'Read', 'reviewed.en': true }] }
    await PremisesModel.updateOne({ code: mine.code }, { $set: { reviewed: { ru: true, en: false, zh: true } } })
    const unread = await send(writer, review).expect(422)
    expect((unread.body as Answer).rows[0]?.errors).toMatchObject([
      { field: 'reviewed.en', code: 'access.wrong.review' },
    ])
    await send(limited, review).expect(200)
    expect(await stored(mine.code)).toMatchObject({ reviewed: { ru: true, en: true, zh: true } })
    const changed = await send(writer, { rows: [{ code: mine.code, 'title.ru': 'Иначе' }] }).expect(200)
    expect((changed.body as { rows: object[] }).rows[0]).toMatchObject({ outcome: 'changed', unread: true })
    expect(await stored(mine.code)).toMatchObject({ reviewed: { ru: false, en: true, zh: true } })
  })

  it('limits rows, bytes and requests, and explains an invalid body', async () => {
    const token = await aToken()
    const many = await send(token, { rows: Array.from({ length: 501 }, () => ({ code: 'x' })) }).expect(413)
    expect((many.body as { detail: string }).detail).toContain('500 rows and 4 MB')
    await send(token, { rows: [{ code: 'x'.repeat(4 * 1024 * 1024) }] }).expect(413)
    for (const body of [{}, { rows: [] }, { rows: ['x'] }, { rows: [{}], mode: 'some' }, { rows: [{}], force: true }])
      await send(token, body).expect(400)
    await send(token, []).expect(400)
    const any = await send(token, {}).set('Accept-Language', '*').expect(400)
    expect(any.headers['content-language']).toBe('en')
    const raw = (type: string, body: string) =>
      supertest(site.app).post(at).set('Authorization', `Bearer ${token.secret}`).set('Content-Type', type).send(body)
    await raw('application/json', '{"rows": [').expect(400)
    await raw('application/json', '{"rows":[{"__proto__":{"code":"x"},"constructor":1}],"dryRun":true}').expect(200)
    await raw('application/x-www-form-urlencoded', 'rows=1').expect(415)
    await raw('text/plain', '{}').expect(415)

    let last = await ask(token)
    for (let asked = 0; last.status === 200 && asked < 60; asked += 1) last = await ask(token)
    expect(last.status).toBe(429)
    expect(Number(last.headers['retry-after'])).toBeGreaterThan(0)
    expect(last.headers['ratelimit-policy']).toContain('q=40')
    // Each program has its own limit.
    await ask(await aToken()).expect(200)
  })

  it('is logged in the audit trail with the person and the program, and never with the token', async () => {
    const { code } = await aPremises()
    const token = await aToken()
    await ask(token).expect(200)
    await send(token, { rows: [{ code, deposit: 7 }] }).expect(200)
    await send(token, { rows: [{ code, deposit: 8 }], dryRun: true }).expect(200)
    await send(await aToken(token.account, { scopes: [] }), { rows: [] }).expect(403)
    await site.services.audit.settled()
    const entries = await AuditEntryModel.find().sort({ _id: 1 }).lean()
    expect(entries.map(({ action, outcome, route }) => `${action} ${outcome} ${route}`)).toEqual([
      `premises.read done GET ${at}`,
      `import.received done POST ${at}`,
      `posted done POST ${at}`,
      `refused refused POST ${at}`,
    ])
    const via = `Space register (${token.secret.slice(0, 12)}…)`
    expect(entries[1]?.who).toEqual({ id: token.account.id, role: 'listing_manager', via })
    const broken: string[] = []
    for (const { look } of auditChecks(site)) for await (const { why } of look()) broken.push(why)
    expect(broken).toEqual([])
    expect(JSON.stringify([entries, site.log.lines(), await PremisesImportModel.find().lean()])).not.toContain(
      token.secret,
    )
    expect(site.log.lines()).toContainEqual(
      expect.objectContaining({ account: token.account.id, key: token.secret.slice(0, 12) }),
    )
    expect((await AccessTokenModel.findById(token.id))?.lastUsedAt).toEqual(site.clock.now())
    const page = await (
      await site.as(await aColleague('administrator'))
    ).get(`/en/staff/audit/${String(entries[1]?._id)}`)
    expect(page.text).toContain(via)
  })

  it('answers as its OpenAPI description states', async () => {
    const { code } = await aPremises()
    const token = await aToken()
    const document = (await supertest(site.app).get('/api/v1/staff/openapi.json').expect(200)).body as object
    const ajv = new Ajv2020({ strict: false, allErrors: true })
    addFormats(ajv)
    ajv.addSchema(document, 'document')
    const faults = (method: string, status: number, answer: unknown) => {
      const type = status === 200 ? 'application~1json' : 'application~1problem+json'
      const pointer = `document#/paths/${at.replaceAll('/', '~1')}/${method}/responses/${status}/content/${type}/schema`
      const validate = ajv.compile({ $ref: pointer })
      validate(answer)
      return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`)
    }
    const read = (await ask(token).expect(200)).body as { items: Row[] }
    expect(faults('get', 200, read)).toEqual([])
    expect(faults('get', 200, { ...read, total: 'many' })).not.toEqual([])
    expect(faults('get', 401, (await ask(null).expect(401)).body)).toEqual([])
    expect(faults('post', 200, (await send(token, { rows: read.items }).expect(200)).body)).toEqual([])
    expect(faults('post', 422, (await send(token, { rows: [{ code, floor: 99 }] }).expect(422)).body)).toEqual([])
    expect(faults('post', 400, (await send(token, {}).expect(400)).body)).toEqual([])
  })
})
