import fc from 'fast-check'
import { load } from 'cheerio'
import supertest from 'supertest'
import { describe, expect, it } from 'vitest'
import { type Premises, PremisesModel } from '#models/premises/premises.ts'
import { ImportRowModel } from '#models/transfer/premises-import.ts'
import { createOverlapFinder } from '#features/street/units-along-wall.ts'
import { isOverlapping, type PlacedUnit } from '#features/street/placing.ts'
import { aToken } from '../factories/access-token.ts'
import { aColleague } from '../factories/account.ts'
import { aBuilding, aPremises } from '../factories/premises.ts'
import { typedInto } from '../support/staff-form.ts'
import { cellsOf } from '../support/files/table-cells.ts'
import { useSite } from '../support/site.ts'

const metres = fc.integer({ min: 0, max: 600 }).map(tenths => tenths / 10)
const aUnit = fc.record({
  floor: fc.integer({ min: 1, max: 2 }),
  position: fc.record({
    row: fc.constantFrom('north' as const, 'south' as const),
    offsetM: metres,
    widthM: fc.integer({ min: 5, max: 200 }).map(tenths => tenths / 10),
    depth: fc.constantFrom('whole' as const, 'street' as const, 'yard' as const),
  }),
})

describe('the overlap finder', () => {
  it('finds only units that overlap, at most as many as requested', () => {
    fc.assert(
      fc.property(fc.array(aUnit, { maxLength: 40 }), fc.integer({ min: 1, max: 60 }), (places, most) => {
        const units: PlacedUnit[] = places.map((place, number) => ({ ...place, code: String(number) }))
        const runsInto = createOverlapFinder(units)
        for (const unit of units) {
          const all = units.filter(other => other.code !== unit.code && isOverlapping(unit, other))
          const found = runsInto(unit, most)
          expect(found).toHaveLength(Math.min(most, all.length))
          for (const other of found) expect(all).toContain(other)
        }
      }),
    )
  })
})

describe('a doubtful place in an import', () => {
  const site = useSite()
  const position = (offsetM: number) => ({ row: 'north' as const, offsetM, widthM: 8, depth: 'whole' as const })
  /** Creates four shops in a row with nothing between them, of 8 m each. */
  async function fourShops(): Promise<Premises[]> {
    const shops: Premises[] = []
    for (const offsetM of [10, 18, 26, 34]) shops.push(await aPremises({ position: position(offsetM), frontageM: 8 }))
    return shops
  }
  const stored = async (code: string) => (await PremisesModel.findOne({ code }).lean<Premises>())!

  async function checked(lines: (string | number)[][]) {
    const manager = await site.as(await aColleague('listing_manager'))
    const bytes = Buffer.from(lines.map(line => line.join(',')).join('\n'))
    const sent = await manager.post('/zh/staff/premises/import').attach('file', bytes, 'places.csv').expect(303)
    const page = sent.headers['location'] ?? ''
    const form = typedInto(await manager.get(page).expect(200), {}, 'form[action$="/columns"]')
    await manager.post(`${page}/columns`).type('form').send(form).expect(303)
    await site.runJobs()
    return { manager, page, $: load((await manager.get(page).expect(200)).text) }
  }
  const doubtsIn = ($: ReturnType<typeof load>) => cellsOf({ $ }, '[data-test="place-doubts"]')

  it('is shown at its cell in the dry run, against the future street, and is still written', async () => {
    const [one, two, three, four] = await fourShops()
    const archived = await aPremises({ position: position(60), status: 'archived' })
    const { manager, page, $ } = await checked([
      ['code', 'position.offsetM', 'frontageM', 'deposit', 'position.row'],
      // The first two change places, which raises no doubt; the third overlaps the fourth and leaves its front.
      [one!.code, 18, 8, 3000, '北侧'],
      [two!.code, 10, 8, 3000, '北侧'],
      [three!.code, '30.5', 9, 3000, '北侧'],
      [four!.code, 34, 8, 4000, '北侧'],
      [archived.code, '120.5', 8, 3000, '南侧'],
    ])
    expect(doubtsIn($)).toEqual([
      ['4', three!.code, 'position.offsetM', '30.5', `与相邻房源重叠：${four!.code}。`],
      ['4', three!.code, 'frontageM', '9', '门面宽度大于平面图上的宽度。'],
      ['6', archived.code, 'position.row', '南侧', '该楼栋位于街道另一侧。'],
    ])
    expect($('[data-test="counts"]').text()).toContain('位置存疑2')
    expect($('.transfer-errors')).toHaveLength(1)
    expect((await manager.get(`${page}/errors.csv`).expect(200)).text).toContain(`与相邻房源重叠：${four!.code}。`)
    await manager.post(`${page}/write`).type('form').send({ how: 'whole' }).expect(303)
    await site.runJobs()
    expect([await stored(one!.code), await stored(three!.code)]).toMatchObject([
      { position: { offsetM: 18 }, version: 1 },
      { position: { offsetM: 30.5 }, version: 1 },
    ])
  })

  it('is not shown without a place, and once after a check is repeated', async () => {
    const [one, two] = await fourShops()
    await PremisesModel.updateOne({ code: two!.code }, { $set: { 'position.offsetM': 12 } })
    const plain = await checked([
      ['code', 'deposit'],
      [one!.code, 4000],
    ])
    expect(doubtsIn(plain.$)).toEqual([])
    const moved = await checked([
      ['code', 'position.offsetM'],
      [one!.code, 11],
    ])
    expect(doubtsIn(moved.$)).toHaveLength(1)
    await PremisesModel.updateOne({ code: two!.code }, { $set: { 'position.offsetM': 80 } })
    const form = typedInto(await moved.manager.get(moved.page), {}, 'form[action$="/columns"]')
    await moved.manager.post(`${moved.page}/columns`).type('form').send(form).expect(303)
    await site.runJobs()
    expect(doubtsIn(load((await moved.manager.get(moved.page)).text))).toEqual([])
  })

  it('is reported to a program in the dry run, when written, and in a repeated request', async () => {
    const [one, two] = await fourShops()
    await aBuilding({ code: 'B1' })
    const token = await aToken()
    const send = (body: object, key = '') =>
      supertest(site.app)
        .post('/api/v1/staff/premises')
        .set({
          Authorization: `Bearer ${token.secret}`,
          'Accept-Language': 'en',
          ...(key ? { 'Idempotency-Key': key } : {}),
        })
        .send(body)
        .expect(200)
    const rows = [
      { code: one!.code, 'position.offsetM': 13 },
      { code: two!.code, deposit: 4000 },
    ]
    const overlapping = {
      field: 'position.offsetM',
      code: 'placing.overlap',
      detail: `It overlaps with its neighbours: ${two!.code}.`,
    }
    type Answer = { rows: { outcome: string; errors: unknown[]; warnings: unknown[] }[] }
    const said = (answer: { body: unknown }) => (answer.body as Answer).rows
    const dry = said(await send({ rows, dryRun: true }))
    expect(dry.map(({ outcome, warnings }) => [outcome, warnings])).toEqual([
      ['would-change', [overlapping]],
      ['would-change', []],
    ])
    expect(await ImportRowModel.countDocuments()).toBe(0)
    const written = said(await send({ rows }, 'places-once'))
    expect(written[0]).toMatchObject({ outcome: 'changed', errors: [], warnings: [overlapping] })
    expect(said(await send({ rows }, 'places-once'))).toEqual(written)
    expect((await stored(one!.code)).position.offsetM).toBe(13)
    // An unchanged place is not asked about again.
    expect(said(await send({ rows: [{ code: one!.code, deposit: 7 }] }))[0]?.warnings).toEqual([])
  })
})
