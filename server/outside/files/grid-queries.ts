import type mongoose from 'mongoose'
import { layoutOf, type FileHead } from './sealed-chunks.ts'

type GridId = mongoose.mongo.ObjectId
type StoredFile = { _id: GridId; uploadDate: Date } & FileHead
const headFields = { length: 1, chunkSize: 1, 'metadata.sealed.done': 1 } as const
const onlyId = [{ $project: { _id: 1 } }]

/** Queries over a whole bucket that do not read file contents. */
export function gridLooks(name: string, database: () => mongoose.mongo.Db) {
  /**
   * Returns the sizes in bytes of those files whose chunks are all there, by id: the plain size, however they are stored.
   */
  async function whole(ids: readonly GridId[]): Promise<Map<string, number>> {
    const files = await database()
      .collection<StoredFile>(`${name}.files`)
      .find({ _id: { $in: [...ids] } }, { projection: headFields })
      .toArray()
    const chunks = database().collection<{ files_id: GridId }>(`${name}.chunks`)
    const counted = await chunks
      .aggregate<{ _id: GridId; count: number }>([
        { $match: { files_id: { $in: [...ids] } } },
        { $project: { _id: 0, files_id: 1 } },
        { $group: { _id: '$files_id', count: { $sum: 1 } } },
      ])
      .toArray()
    const countOf = new Map(counted.map(({ _id, count }) => [_id.toHexString(), count]))
    const present = files.filter(file => countOf.get(file._id.toHexString()) === layoutOf(file).chunks)
    return new Map(present.map(file => [file._id.toHexString(), layoutOf(file).size]))
  }

  /** Streams every id that has a file or chunks; chunks without a file get the oldest possible date. */
  async function* all(): AsyncIterable<{ id: string; size: number; at: Date }> {
    const files = database().collection<StoredFile>(`${name}.files`)
    for await (const file of files.find({}, { projection: { ...headFields, uploadDate: 1 } })) {
      yield { id: file._id.toHexString(), size: layoutOf(file).size, at: file.uploadDate }
    }
    const stray = database()
      .collection(`${name}.chunks`)
      .aggregate<{ _id: GridId }>([
        { $project: { _id: 0, files_id: 1 } },
        { $group: { _id: '$files_id' } },
        { $lookup: { from: `${name}.files`, localField: '_id', foreignField: '_id', as: 'file', pipeline: onlyId } },
        { $match: { file: { $size: 0 } } },
        { $lookup: { from: `${name}.pending`, localField: '_id', foreignField: '_id', as: 'pending' } },
        { $match: { pending: { $size: 0 } } },
      ])
    for await (const { _id } of stray) yield { id: _id.toHexString(), size: 0, at: new Date(0) }
  }

  return { whole, all }
}
