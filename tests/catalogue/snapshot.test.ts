import mongoose from 'mongoose'
import { beforeEach, describe, expect, it } from 'vitest'
import { BuildingModel } from '#models/premises/building.ts'
import { PremisesModel, type Premises } from '#models/premises/premises.ts'
import { codeAt } from '#features/catalogue/search/index/columns.ts'
import { noFilter, type PremisesFilter } from '#features/catalogue/search/filter.ts'
import type { PlainSort } from '#features/catalogue/search/order.ts'
import { catalogueService, type CatalogueService } from '#features/catalogue/service.ts'
import { demonstrationStreet } from '#features/street/demonstration/service.ts'
import { changeCatalogue, renewCatalogue } from '#features/premises/catalogue.ts'
import { aPremises } from '../factories/premises.ts'
import { testClock } from '../support/clock.ts'
import { useDatabase } from '../support/database.ts'

const day = 24 * 3_600_000

describe('the snapshot of a large catalogue', () => {
  useDatabase()
  const clock = testClock()
  beforeEach(async () => {
    for (const name of ['files', 'chunks']) await mongoose.connection.collection(stored(name)).deleteMany({})
  })

  /** Creates a process for which a street is large from its first unit on. */
  const aProcess = () => catalogueService({ clock, large: 1 })
  const found = async (process: CatalogueService, filter: Partial<PremisesFilter> = {}) =>
    (await process.search({ filter: { ...noFilter, ...filter }, sort: 'code', page: 1 })).items.map(({ code }) => code)
  const stored = (name: string) => `catalogue_snapshots.${name}`
  const snapshots = () => mongoose.connection.collection(stored('files')).find().toArray()

  /** Counts how often the whole catalogue was read from the units during `work`. */
  async function wholeReadings(work: () => Promise<unknown>): Promise<number> {
    let readings = 0
    const client = mongoose.connection.getClient()
    const watch = ({ command }: { command: mongoose.mongo.Document }) => {
      if (command['find'] === 'premises' && Object.keys((command['filter'] ?? {}) as object).length === 0) readings += 1
    }
    client.on('commandStarted', watch)
    await work()
    client.off('commandStarted', watch)
    return readings
  }

  it('is stored by the first process and read by later ones', async () => {
    await aPremises({ code: 'SFH-A-0101' })
    const first = aProcess()
    expect(await wholeReadings(() => first.warm())).toBe(1)
    expect(await snapshots()).toHaveLength(1)
    const second = aProcess()
    expect(await wholeReadings(() => second.warm())).toBe(0)
    expect(await found(second)).toEqual(['SFH-A-0101'])
    expect(await second.published.mark()).toBe(await first.published.mark())
  })

  it('is made once when processes start at the same moment', async () => {
    await aPremises({ code: 'SFH-A-0101' })
    const several = [aProcess(), aProcess(), aProcess()]
    expect(await wholeReadings(() => Promise.all(several.map(one => one.warm())))).toBe(1)
    for (const one of several) expect(await found(one)).toEqual(['SFH-A-0101'])
  })

  it('gives the same answers as the database itself', async () => {
    await demonstrationStreet({ clock }).seed({ premises: 400 })
    await aProcess().warm()
    const fromSnapshot = aProcess()
    const fromDatabase = catalogueService({ clock })
    for (const sort of ['new', 'small', 'large', 'cheap', 'code'] as const) {
      const asked = { filter: { ...noFilter, q: 'магазин', use: ['retail' as const] }, sort, page: 2 }
      const one = await fromSnapshot.search(asked)
      const other = await fromDatabase.search(asked)
      expect(one.items.map(({ id, code, revision }) => [id, code, revision])).toEqual(
        other.items.map(({ id, code, revision }) => [id, code, revision]),
      )
      expect(one.items.length).toBeGreaterThan(5)
      expect(one.counts).toEqual(other.counts)
    }
    expect(await ordersOf(fromSnapshot)).toEqual(await ordersOf(fromDatabase))
    const street = await fromSnapshot.plan()
    const same = await fromDatabase.plan()
    expect(street.buildings).toEqual(same.buildings)
    expect(street.units.map(({ slot, ...unit }) => unit)).toEqual(same.units.map(({ slot, ...unit }) => unit))
  })

  /** Returns the codes in each order of the staff's table. */
  async function ordersOf(process: CatalogueService): Promise<string[][]> {
    const sorts: PlainSort[] = ['new', 'small', 'large', 'cheap', 'code', 'status', 'floor', 'expiry', 'changed']
    const { index } = await process.index.reader.current()
    return sorts.map(sort => [...index.orders.slotsBy(sort)].map(slot => codeAt(index.columns, slot)))
  }

  describe('a change after the snapshot', () => {
    it('is found: a new unit, an archived one and new words', async () => {
      await aPremises({ code: 'SFH-A-0101' })
      await aPremises({ code: 'SFH-A-0102' })
      await aProcess().warm()
      await aPremises({ code: 'SFH-A-0103', title: { ru: 'Шляпная мастерская', en: 'Hats', zh: '帽子店' } })
      await changeCatalogue(revision =>
        PremisesModel.updateOne({ code: 'SFH-A-0101' }, { $set: { status: 'archived', revision } }),
      )
      const later = aProcess()
      expect(await wholeReadings(() => later.warm())).toBe(0)
      expect(await found(later)).toEqual(['SFH-A-0102', 'SFH-A-0103'])
      expect(await found(later, { q: 'шляпный' })).toEqual(['SFH-A-0103'])
    })

    it('is found in buildings, even from an earlier version without revisions', async () => {
      await aPremises({ code: 'SFH-A-0101' })
      await aProcess().warm()
      const lengthOf = async (process: CatalogueService) => (await process.plan()).buildings[0]?.lengthM
      await changeCatalogue(revision =>
        BuildingModel.collection.updateOne(
          { code: 'A1' },
          { $set: { 'position.lengthM': 61, revision, updatedAt: new Date(Date.now() - day) } },
        ),
      )
      expect(await lengthOf(aProcess())).toBe(61)
      await changeCatalogue(() => BuildingModel.updateOne({ code: 'A1' }, { $set: { 'position.lengthM': 62 } }))
      expect(await lengthOf(aProcess())).toBe(62)
    })

    it('causes a complete reading if units were removed or the database was restored', async () => {
      await aPremises({ code: 'SFH-A-0101' })
      await aPremises({ code: 'SFH-A-0102' })
      await aProcess().warm()
      await PremisesModel.deleteOne({ code: 'SFH-A-0101' })
      await renewCatalogue()
      expect(await found(aProcess())).toEqual(['SFH-A-0102'])
      expect(await snapshots()).toHaveLength(1)
    })
  })

  describe('is replaced', () => {
    beforeEach(async () => {
      await aPremises({ code: 'SFH-A-0101' })
      await aProcess().warm()
    })
    const isMadeAnew = async () => {
      const [before] = await snapshots()
      const process = aProcess()
      expect(await wholeReadings(() => process.warm())).toBe(1)
      expect(await found(process)).toEqual(['SFH-A-0101'])
      const after = await snapshots()
      expect(after.map(({ _id }) => String(_id))).not.toContain(String(before?._id))
      expect(after).toHaveLength(1)
      expect(await wholeReadings(() => aProcess().warm())).toBe(0)
    }
    const chunks = () => mongoose.connection.collection(stored('chunks'))

    it('if a byte was changed', async () => {
      const chunk = await chunks().findOne<{ data: mongoose.mongo.Binary }>({})
      const bytes = Buffer.from(chunk?.data.buffer ?? [])
      bytes[100] = (bytes[100] ?? 0) ^ 1
      await chunks().updateOne({}, { $set: { data: new mongoose.mongo.Binary(bytes) } })
      await isMadeAnew()
    })

    it('if a chunk is missing', async () => {
      await chunks().deleteMany({})
      await isMadeAnew()
    })
  })

  it('of another version stays for its processes for a day', async () => {
    await aPremises({ code: 'SFH-A-0101' })
    await aProcess().warm()
    const files = mongoose.connection.collection(stored('files'))
    await files.updateOne({}, { $set: { 'metadata.shape': 'of another version' } })
    expect(await wholeReadings(() => aProcess().warm())).toBe(1)
    expect(await snapshots()).toHaveLength(2)
    const old = { 'metadata.shape': 'of another version' }
    await files.updateOne(old, { $set: { uploadDate: new Date(Date.now() - 2 * day) } })
    await renewCatalogue()
    await aProcess().warm()
    expect(await files.countDocuments(old)).toBe(0)
    expect(await snapshots()).toHaveLength(1)
  })

  it('removes the chunks of a process that was killed while storing', async () => {
    await aPremises({ code: 'SFH-A-0101' })
    const chunks = mongoose.connection.collection(stored('chunks'))
    await chunks.insertOne({ files_id: new mongoose.Types.ObjectId(), n: 0, data: Buffer.from('half of it') })
    await aProcess().warm()
    const [{ _id }] = (await snapshots()) as [{ _id: mongoose.Types.ObjectId }]
    expect(await chunks.distinct('files_id')).toEqual([_id])
    expect(await found(aProcess())).toEqual(['SFH-A-0101'])
  })

  it('is renewed by the worker after many changes, and removed from a small street', async () => {
    const like = await aPremises({ code: 'SFH-A-0101' })
    const process = aProcess()
    expect(await process.renewSnapshot()).toBe(true)
    expect(await process.renewSnapshot()).toBe(false)
    await many(like, 2_000)
    expect(await process.renewSnapshot()).toBe(true)
    expect(await process.renewSnapshot()).toBe(false)
    expect(await snapshots()).toHaveLength(1)
    const later = aProcess()
    const { total } = await later.search({ filter: noFilter, sort: 'new', page: 1 })
    expect(total).toBe(2_001)
    expect(await catalogueService({ clock }).renewSnapshot()).toBe(false)
    expect(await snapshots()).toHaveLength(0)
    expect(await mongoose.connection.collection(stored('chunks')).countDocuments()).toBe(0)
  })

  async function many(like: Premises, count: number): Promise<void> {
    const codes = Array.from({ length: count }, (_, number) => `SFH-B-${10_000 + number}`)
    await changeCatalogue(revision =>
      PremisesModel.collection.insertMany(
        codes.map(code => ({
          ...like,
          _id: new mongoose.Types.ObjectId(),
          code,
          revision,
        })),
      ),
    )
  }
})
