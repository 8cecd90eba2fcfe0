import mongoose from 'mongoose'
import { describe, expect, it } from 'vitest'
import { CatalogueModel } from '#models/premises/catalogue.ts'
import { PremisesModel } from '#models/premises/premises.ts'
import { changeCatalogue } from '#features/premises/catalogue.ts'
import { noFilter, type PremisesFilter, type PremisesSort } from '#features/catalogue/search/filter.ts'
import { catalogueService } from '#features/catalogue/service.ts'
import { demonstrationStreet } from '#features/street/demonstration/service.ts'
import { premisesService } from '#features/premises/service.ts'
import { showTaken } from '../factories/occupancies.ts'
import { aBuilding, aPremises } from '../factories/premises.ts'
import { testClock } from '../support/clock.ts'
import { useDatabase } from '../support/database.ts'

describe('the catalogue', () => {
  useDatabase()
  const clock = testClock()
  const premises = premisesService({ clock })
  const catalogue = catalogueService({ clock })
  const demonstration = demonstrationStreet({ clock })

  const search = (filter: Partial<PremisesFilter> = {}, sort: PremisesSort = 'code', page = 1) =>
    catalogue.search({ filter: { ...noFilter, ...filter }, sort, page })
  const codes = async (filter: Partial<PremisesFilter> = {}, sort: PremisesSort = 'code') =>
    (await search(filter, sort)).items.map(item => item.code)

  it('finds nothing on an empty street', async () => {
    const found = await search()
    expect(found).toMatchObject({ total: 0, page: 1, pages: 1, items: [] })
  })

  it('finds only units that are public now', async () => {
    await aPremises({ code: 'SFH-A-0101' })
    for (const status of ['draft', 'archived'] as const) await aPremises({ status })
    for (const status of ['held', 'let', 'paused'] as const) await aPremises({ status })
    await aPremises({ publishAt: null })
    await aPremises({ code: 'SFH-A-0102', publishAt: new Date('2026-11-26T00:00:00Z') })
    await aPremises({ code: 'SFH-A-0103', expiresAt: new Date('2026-11-26T00:00:00Z') })
    clock.set('2026-11-25T12:00:00+08:00')
    expect((await search()).total).toBe(5)
    clock.set('2026-11-27T12:00:00+08:00')
    expect(await codes({ status: ['available'] })).toEqual(['SFH-A-0101', 'SFH-A-0102'])
    clock.set('2026-11-25T12:00:00+08:00')
    expect(await codes({ status: ['available'] })).toEqual(['SFH-A-0101', 'SFH-A-0103'])
  })

  it('filters by each fact', async () => {
    await aPremises({ code: 'SFH-A-0101', allowedUses: ['retail', 'office'], areaUsableSqM: 30, floor: 1 })
    await aPremises({
      code: 'SFH-A-0102',
      allowedUses: ['catering'],
      areaUsableSqM: 60,
      floor: 2,
      extraction: true,
      frontageM: 12.5,
    })
    await aPremises({
      code: 'SFH-B-0101',
      buildingCode: 'B1',
      areaUsableSqM: 90,
      status: 'held',
      availableFrom: '2026-12-05',
    })
    expect(await codes({ use: ['catering', 'office'] })).toEqual(['SFH-A-0101', 'SFH-A-0102'])
    expect(await codes({ status: ['held'] })).toEqual(['SFH-B-0101'])
    expect(await codes({ building: 'B1' })).toEqual(['SFH-B-0101'])
    expect(await codes({ building: 'B9' })).toEqual([])
    expect(await codes({ zone: 'suifenhe' })).toHaveLength(3)
    expect(await codes({ zone: 'harbin' })).toEqual([])
    expect(await codes({ floor: 2 })).toEqual(['SFH-A-0102'])
    expect(await codes({ minArea: 30, maxArea: 60 })).toEqual(['SFH-A-0101', 'SFH-A-0102'])
    expect(await codes({ minArea: 30.01 })).toEqual(['SFH-A-0102', 'SFH-B-0101'])
    expect(await codes({ minFrontage: 8.5 })).toEqual(['SFH-A-0102'])
    expect(await codes({ minFrontage: 8.4, maxFrontage: 8.4 })).toEqual(['SFH-A-0101', 'SFH-B-0101'])
    expect(await codes({ feature: ['extraction', 'water'] })).toEqual(['SFH-A-0102'])
    expect(await codes({ from: '2026-12-04' })).toEqual(['SFH-A-0101', 'SFH-A-0102'])
    expect(await codes({ from: '2026-12-05' })).toHaveLength(3)
  })

  it.each([
    ['магазин', true],
    ['МАГАЗИНЫ', true],
    ['мага свет', true],
    ['shops', true],
    ['店铺', true],
    ['店', true],
    ['sfh-a-0101', true],
    ['0101', true],
    ['кафе', false],
    ['магазин кафе', false],
    ['', true],
    ['!!!', true],
    ['.*', true],
  ])('finds by words: %s', async (q, found) => {
    await aPremises({ code: 'SFH-A-0101' })
    expect(await codes({ q })).toEqual(found ? ['SFH-A-0101'] : [])
  })

  it('counts the results of other choices', async () => {
    await aPremises({ allowedUses: ['retail'], areaUsableSqM: 30 })
    await aPremises({ allowedUses: ['retail', 'office'], areaUsableSqM: 60, status: 'held' })
    await aPremises({ allowedUses: ['office'], areaUsableSqM: 90, gas: true, floor: 2 })
    const { counts } = await search({ use: ['retail'] })
    expect(counts.total).toBe(2)
    expect(counts.available).toBe(1)
    expect(counts.use).toMatchObject({ retail: 2, office: 2, catering: 0 })
    expect(counts.status).toEqual({ available: 1, held: 1, let: 0, paused: 0 })
    expect(counts.feature).toMatchObject({ water: 2, gas: 0 })
    expect(counts.floor).toEqual([{ floor: 1, count: 2 }])
    expect(counts.building).toEqual([{ code: 'A1', count: 2 }])
    const narrow = await search({ minArea: 80 })
    expect(narrow.total).toBe(1)
    expect(narrow.counts.area.bars.reduce((sum, bar) => sum + bar, 0)).toBe(3)
    expect(narrow.counts.frontage.bars.reduce((sum, bar) => sum + bar, 0)).toBe(1)
    const wide = await search({ minFrontage: 20 })
    expect(wide.counts.frontage.bars.reduce((sum, bar) => sum + bar, 0)).toBe(3)
    expect(wide.counts.frontage.step).toBe(1)
  })

  it('shows units that take applications today before those that do not yet, unless another order is chosen', async () => {
    const day = (number: number) => new Date(`2026-11-0${number}T00:00:00Z`)
    const later = { from: '2026-12-10', to: null }
    await aPremises({ code: 'SFH-A-0101', publishAt: day(1), areaUsableSqM: 40 })
    await aPremises({ code: 'SFH-A-0102', publishAt: day(2), areaUsableSqM: 30, availableFrom: '2026-12-20' })
    await aPremises({ code: 'SFH-A-0103', publishAt: day(3), areaUsableSqM: 20, applicationWindow: later })
    await aPremises({ code: 'SFH-A-0104', publishAt: day(4), areaUsableSqM: 10, status: 'let' })
    const ordered = ['SFH-A-0102', 'SFH-A-0101', 'SFH-A-0103', 'SFH-A-0104']
    expect(await codes({}, 'relevance')).toEqual(ordered)
    expect(await codes({}, 'small')).toEqual(['SFH-A-0103', 'SFH-A-0102', 'SFH-A-0101', 'SFH-A-0104'])
    for (let number = 201; number < 225; number += 1)
      await aPremises({ code: `SFH-A-0${String(number)}`, publishAt: day(5) })
    const pages = [await search({}, 'relevance', 1), await search({}, 'relevance', 2)]
    expect(pages.flatMap(({ items }) => items.map(({ code }) => code)).slice(24)).toEqual(ordered)
  })

  it('sorts, and keeps the order when a unit is added', async () => {
    await aPremises({ code: 'SFH-A-0101', areaUsableSqM: 50, publishAt: new Date('2026-03-01') })
    await aPremises({ code: 'SFH-A-0102', areaUsableSqM: 20, publishAt: new Date('2026-01-01') })
    expect(await codes({}, 'new')).toEqual(['SFH-A-0101', 'SFH-A-0102'])
    expect(await codes({}, 'small')).toEqual(['SFH-A-0102', 'SFH-A-0101'])
    await aPremises({ code: 'SFH-A-0103', areaUsableSqM: 30, publishAt: new Date('2026-02-01') })
    expect(await codes({}, 'new')).toEqual(['SFH-A-0101', 'SFH-A-0103', 'SFH-A-0102'])
    expect(await codes({}, 'small')).toEqual(['SFH-A-0102', 'SFH-A-0103', 'SFH-A-0101'])
    expect(await codes({}, 'large')).toEqual(['SFH-A-0101', 'SFH-A-0103', 'SFH-A-0102'])
    expect(await codes({}, 'cheap')).toEqual(['SFH-A-0102', 'SFH-A-0103', 'SFH-A-0101'])
  })

  it('lists available units before let ones, even if the words fit less', async () => {
    await aPremises({
      code: 'SFH-A-0101',
      status: 'let',
      title: { en: 'Amber workshop amber' },
      summary: { en: 'Amber.' },
    })
    await aPremises({ code: 'SFH-A-0102', description: { en: 'A shop that once sold amber.' } })
    expect(await codes({ q: 'amber' }, 'relevance')).toEqual(['SFH-A-0102', 'SFH-A-0101'])
  })

  it('lists available units first in every order, with the start of the others', async () => {
    await aPremises({ code: 'SFH-A-0101', status: 'held', areaUsableSqM: 10 })
    for (let number = 10; number < 33; number += 1) await aPremises({ code: `SFH-A-01${number}` })
    await aPremises({ code: 'SFH-A-0102', status: 'let', areaUsableSqM: 20 })
    await aPremises({ code: 'SFH-A-0140', areaUsableSqM: 900 })
    await aPremises({ code: 'SFH-A-0103', status: 'paused', areaUsableSqM: 30 })
    for (const sort of ['new', 'small', 'large', 'cheap', 'code'] as const) {
      const first = await search({}, sort, 1)
      const second = await search({}, sort, 2)
      expect(first, sort).toMatchObject({ free: null, counts: { available: 24 } })
      expect(first.items.map(({ code }) => code)).toContain('SFH-A-0140')
      expect(second.free, sort).toBe(0)
      expect(second.items.map(({ code }) => code).sort()).toEqual(['SFH-A-0101', 'SFH-A-0102', 'SFH-A-0103'])
    }
    const few = await search({ maxArea: 35 }, 'code')
    expect(few.free).toBe(0)
    await aPremises({ code: 'SFH-A-0104', areaUsableSqM: 15 })
    expect(await search({ maxArea: 35 }, 'small')).toMatchObject({ free: 1 })
    expect(await codes({ maxArea: 35 }, 'small')).toEqual(['SFH-A-0104', 'SFH-A-0101', 'SFH-A-0102', 'SFH-A-0103'])
  })

  it('has pages of 24, and shows the last one for a number beyond it', async () => {
    for (let number = 10; number < 60; number += 1) await aPremises({ code: `SFH-A-01${number}` })
    const second = await search({}, 'code', 2)
    expect(second).toMatchObject({ total: 50, page: 2, pages: 3 })
    expect(second.items[0]?.code).toBe('SFH-A-0134')
    expect((await search({}, 'code', 99)).items.map(item => item.code)).toEqual(['SFH-A-0158', 'SFH-A-0159'])
  })

  it('shows a change at once, including code, title and status', async () => {
    await aPremises({ code: 'SFH-A-0101' })
    expect(await codes({ status: ['available'] })).toEqual(['SFH-A-0101'])
    await showTaken('SFH-A-0101', {})
    expect(await codes({ status: ['available'] })).toEqual([])
    expect((await search({ status: ['held'] })).total).toBe(1)
    await changeCatalogue(revision =>
      PremisesModel.updateOne({ code: 'SFH-A-0101' }, { $set: { status: 'archived', revision } }),
    )
    expect((await search()).total).toBe(0)
  })

  describe('a change in another process', () => {
    const soon = { timeout: 2_000, interval: 50 }
    /** Creates a process that read the catalogue during a write, after its revision had been raised. */
    async function aReaderDuring(write: (revision: number) => Promise<unknown>) {
      const reader = catalogueService({ clock })
      await reader.warm()
      const raised = await CatalogueModel.findOneAndUpdate({}, { $inc: { revision: 1 } }, { returnDocument: 'after' })
      await expect.poll(async () => (await reader.published.mark()).split('-')[1], soon).toBe(String(raised?.revision))
      await write(raised?.revision ?? 0)
      return async () =>
        (await reader.search({ filter: noFilter, sort: 'code', page: 1 })).items.map(({ code }) => code)
    }

    it('is found once it is announced, even if many units were written at the same time', async () => {
      const like = await aPremises({ code: 'SFH-A-0101' })
      const many = Array.from({ length: 450 }, (_, number) => ({
        ...like,
        _id: new mongoose.Types.ObjectId(),
        code: `SFH-B-${1000 + number}`,
      }))
      const found = await aReaderDuring(async revision => {
        await PremisesModel.collection.insertMany(many.map(one => ({ ...one, revision })))
        await CatalogueModel.updateOne({}, { $inc: { revision: 1 } })
      })
      await expect.poll(async () => (await found()).length, soon).toBe(24)
    })

    it('is found after a minute if its process was killed before announcing it', async () => {
      await aPremises({ code: 'SFH-A-0101' })
      const found = await aReaderDuring(revision =>
        PremisesModel.updateOne({ code: 'SFH-A-0101' }, { $set: { status: 'archived', revision } }),
      )
      expect(await found()).toEqual(['SFH-A-0101'])
      clock.advance({ minutes: 1 })
      await expect.poll(found, soon).toEqual([])
    })

    it('is found after the database was restored from an earlier copy', async () => {
      await aPremises({ code: 'SFH-A-0101' })
      const found = await aReaderDuring(() =>
        PremisesModel.updateOne({}, { $set: { status: 'archived', revision: 1 } }),
      )
      await CatalogueModel.updateOne({}, { $set: { revision: 2 } })
      await expect.poll(found, soon).toEqual([])
    })
  })

  it('shows the changes of a write that failed half-way', async () => {
    await aPremises({ code: 'SFH-A-0101' })
    expect(await codes()).toEqual(['SFH-A-0101'])
    const halfDone = changeCatalogue(async revision => {
      await PremisesModel.updateOne({ code: 'SFH-A-0101' }, { $set: { status: 'archived', revision } })
      throw new Error('broken')
    })
    await expect(halfDone).rejects.toThrow('broken')
    expect(await codes()).toEqual([])
  })

  it('shows a change of its own process even while it reads another one', async () => {
    await aPremises({ code: 'SFH-A-0101' })
    for (let round = 0; round < 20; round += 1) {
      const reading = [1, 2, 3].map(() => codes())
      const status = round % 2 === 0 ? 'archived' : 'available'
      await changeCatalogue(revision => PremisesModel.updateOne({}, { $set: { status, revision } }))
      const begun = codes()
      await changeCatalogue(revision => PremisesModel.updateOne({}, { $set: { status: 'held', revision } }))
      expect(await codes({ status: ['held'] })).toEqual(['SFH-A-0101'])
      await Promise.all([...reading, begun])
    }
  })

  it('returns the cards of a page, the unit with a code, and similar units', async () => {
    await aPremises({ code: 'SFH-A-0101', areaUsableSqM: 50 })
    await aPremises({ code: 'SFH-A-0102', areaUsableSqM: 52 })
    await aPremises({ code: 'SFH-A-0103', areaUsableSqM: 80 })
    await aPremises({ code: 'SFH-A-0104', areaUsableSqM: 50, status: 'let' })
    await aPremises({ code: 'SFH-A-0105', areaUsableSqM: 50, allowedUses: ['warehouse'] })
    const found = await search({ floor: 1 })
    const cards = await catalogue.cards(found.items.map(item => item.id))
    expect(cards).toHaveLength(5)
    expect(cards[0]).not.toHaveProperty('events')
    expect((await catalogue.similar('SFH-A-0101', 3)).map(item => item.code)).toEqual(['SFH-A-0102', 'SFH-A-0103'])
    await aPremises({ code: 'SFH-A-0106', areaUsableSqM: 51 })
    const nearest = async (count: number) => (await catalogue.similar('SFH-A-0101', count)).map(item => item.code)
    expect(await nearest(0)).toEqual([])
    expect(await nearest(1)).toEqual(['SFH-A-0106'])
    expect(await nearest(2)).toEqual(['SFH-A-0106', 'SFH-A-0102'])
    const one = await catalogue.byCode('sfh-a-0101')
    expect(one?.premises.code).toBe('SFH-A-0101')
    expect(one?.premises).not.toHaveProperty('events')
    expect(one?.building.code).toBe('A1')
    expect(await catalogue.byCode('SFH-A-9999')).toBeNull()
    expect(await catalogue.byCode('nonsense')).toBeNull()
  })

  it('returns the status of a unit', async () => {
    await aPremises({ code: 'SFH-A-0101', status: 'paused' })
    expect(await premises.summaries.one('SFH-A-0101')).toMatchObject({ code: 'SFH-A-0101', status: 'paused' })
    expect(await premises.summaries.one('SFH-A-0102')).toBeNull()
    await showTaken('SFH-A-0101', { status: 'held' })
    expect((await premises.summaries.one('SFH-A-0101'))?.status).toBe('held')
    await showTaken('SFH-A-0101', null)
    expect((await premises.summaries.one('SFH-A-0101'))?.status).toBe('paused')
  })

  it('records a let and a release once, even if they are repeated', async () => {
    await aPremises({ code: 'SFH-A-0101' })
    for (const status of ['held', 'held', 'let', 'let'] as const)
      await showTaken('SFH-A-0101', { application: '6565656565656565656565ff', status })
    await showTaken('SFH-A-0101', null)
    await showTaken('SFH-A-0101', null)
    const stored = await PremisesModel.findOne({ code: 'SFH-A-0101' }).lean()
    expect(stored?.events.map(event => event.kind)).toEqual(['held', 'let', 'released'])
    expect(stored?.hold).toBeNull()
  })

  it('returns the whole street', async () => {
    await aBuilding({ code: 'B1' })
    await aPremises({ code: 'SFH-A-0101', areaUsableSqM: 18 })
    await aPremises({ code: 'SFH-A-0102', areaUsableSqM: 320, status: 'available' })
    await aPremises({ code: 'SFH-A-0103', areaUsableSqM: 900, status: 'let', demo: true })
    const plan = await catalogue.plan()
    expect(plan).toMatchObject({
      vacancies: { now: 2, later: 0, closed: 0 },
      smallestSqM: 18,
      largestSqM: 320,
      lengthM: 126,
      demo: true,
    })
    expect(plan.buildings.map(building => building.code).toSorted()).toEqual(['A1', 'B1'])
    expect(plan.units).toHaveLength(3)
  })

  it('creates the demonstration street once, and completes it after a crash', async () => {
    expect(await demonstration.seed()).toBe(360)
    expect(await demonstration.seed()).toBe(0)
    await PremisesModel.deleteOne({ code: 'SFH-B-0305' })
    expect(await demonstration.seed()).toBe(1)
    expect(await PremisesModel.countDocuments()).toBe(360)
    const found = await search({}, 'new')
    expect(found.demo).toBe(true)
    expect(found.counts.status.available).toBeGreaterThan(120)
    expect(await catalogue.byCode('SFH-A-0101')).not.toBeNull()
  })
})
