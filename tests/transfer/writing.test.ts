import mongoose from 'mongoose'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { PremisesModel } from '#models/premises/premises.ts'
import { writeAll } from '#features/transfer/table/writing.ts'

const { MongoBulkWriteError, MongoNetworkError } = mongoose.mongo
const duplicate = { code: 11_000, index: 0, errmsg: 'E11000' }

/** Creates an error as the driver does. */
const failing = (error: object) =>
  vi.spyOn(PremisesModel, 'bulkWrite').mockRejectedValue(new MongoBulkWriteError(error as never, {} as never))
const write = () => writeAll([{ updateOne: { filter: { code: 'SFH-A-0101' }, update: { $set: { floor: 2 } } } }])

describe('the rows of an import', () => {
  afterEach(() => void vi.restoreAllMocks())

  it('are written even when one of them fails as a duplicate', async () => {
    failing({ message: 'E11000', code: 11_000, writeErrors: [duplicate] })
    await expect(write()).resolves.toBeUndefined()
  })

  it('raise an error when the connection breaks', async () => {
    failing(new MongoNetworkError('connection 1 closed'))
    await expect(write()).rejects.toThrow('connection 1 closed')
  })
})
