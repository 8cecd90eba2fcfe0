import mongoose, { Schema } from 'mongoose'
import { beforeAll, describe, expect, it } from 'vitest'
import { useDatabase } from '../support/database.ts'

const thing = new Schema({ a: Number, b: Number, c: Number })
thing.index({ a: 1, c: 1 })
thing.index({ b: 1, c: 1 })
const ThingModel = mongoose.model('Thing', thing)

describe('the embedded engine', () => {
  useDatabase()
  beforeAll(async () => {
    await ThingModel.createCollection()
  })

  it('answers a query with two candidate indexes and almost no results', async () => {
    // Without the parameter set at opening this fails with "the slot-based execution engine is not part of this build".
    await ThingModel.insertMany(Array.from({ length: 5_000 }, (_, i) => ({ a: i % 7, b: i % 11, c: i })))
    expect(await ThingModel.find({ a: 3, b: 4, c: -1 }).lean()).toEqual([])
    expect(await ThingModel.countDocuments({ a: 3, b: 4 })).toBeGreaterThan(0)
    expect(
      await ThingModel.find({ a: 3, b: { $eq: 4 } })
        .sort({ c: 1 })
        .skip(60)
        .limit(5)
        .lean(),
    ).toHaveLength(5)
  })

  it('treats an object with operators as a value unless our code marks it as trusted', async () => {
    await ThingModel.create({ a: 1 })
    await expect(ThingModel.find({ a: { $gt: 0 } }).lean()).rejects.toThrow()
    expect(await ThingModel.find({ a: mongoose.trusted({ $gt: 0 }) }).lean()).toHaveLength(1)
  })
})
