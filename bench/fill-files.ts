import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import mongoose from 'mongoose'
import { openDatabase } from '../server/outside/database/database.ts'

const fileBytes = 5 * 1024 * 1024
const chunkBytes = 255 * 1024
const restMs = 80
const { ObjectId } = mongoose.mongo

/** Stores so many gigabytes of files of 5 MB in the store of pictures; no record claims them. */
export async function fillFiles(uri: string, gigabytes: number): Promise<void> {
  const database = await openDatabase(uri, { patient: true })
  for (let done = 0; done < gigabytes * 1e9; done += fileBytes) await addFile('pictures')
  await database.close()
}

async function addFile(bucket: string): Promise<mongoose.mongo.ObjectId> {
  const _id = new ObjectId()
  const bytes = randomBytes(fileBytes)
  const chunks = Array.from({ length: Math.ceil(fileBytes / chunkBytes) }, (_, n) => ({
    files_id: _id,
    n,
    data: bytes.subarray(n * chunkBytes, (n + 1) * chunkBytes),
  }))
  await mongoose.connection.collection(`${bucket}.chunks`).insertMany(chunks)
  const file = { _id, length: fileBytes, chunkSize: chunkBytes, uploadDate: new Date(), filename: _id.toHexString() }
  await mongoose.connection.collection(`${bucket}.files`).insertOne(file)
  return _id
}

/** Writes beside a running site until it is stopped: documents, and sometimes a file that is added and deleted. */
export async function keepWriting(uri: string) {
  const database = await openDatabase(uri)
  const state = { going: true, writes: 0, longestMs: 0 }
  /** Together some 40 writes and a file each second: a busy office, on a machine with other load. */
  const timed = async (write: () => Promise<unknown>) => {
    await wait(restMs)
    const began = performance.now()
    await write()
    state.writes += 1
    state.longestMs = Math.max(state.longestMs, performance.now() - began)
  }
  const documents = mongoose.connection.collection<{ _id: number }>('bench-writes')
  const change = async (writer: number) => {
    for (let n = 0; state.going; n += 1) {
      const _id = writer * 100 + (n % 100)
      await timed(() => documents.updateOne({ _id }, { $set: { n, text: 'x'.repeat(2_000) } }, { upsert: true }))
      await timed(() => documents.updateMany({ n: { $lt: n - 500 } }, { $inc: { n: 1 } }))
    }
  }
  const bringFiles = async () => {
    while (state.going) {
      await wait(1_000)
      const _id = await addFile('bench')
      await timed(() => mongoose.connection.collection('bench.files').deleteOne({ _id }))
      await timed(() => mongoose.connection.collection('bench.chunks').deleteMany({ files_id: _id }))
    }
  }
  await documents.createIndexes([{ key: { n: 1 } }])
  await mongoose.connection.collection('bench.chunks').createIndexes([{ key: { files_id: 1 } }])
  const all = Promise.all([...[1, 2, 3].map(change), bringFiles()])
  return {
    stop: async () => {
      state.going = false
      await all
      await database.close()
      return { writes: state.writes, longestMs: state.longestMs }
    },
  }
}
