import type mongoose from 'mongoose'
import { DamagedFileError, fileKeyOf, layoutOf, openChunk, type FileHead } from './sealed-chunks.ts'

type GridId = mongoose.mongo.ObjectId
type StoredFile = FileHead & { _id: GridId }
type StoredChunk = { files_id: GridId; n: number; data: mongoose.mongo.Binary }

/**
 * Yields the bytes of a file as they were sent, a chunk at a time, each after it is verified. Throws when the file is gone,
 * cut off or changed, or when its key is missing. The file may be sealed or opened meanwhile.
 */
export async function* contentOf(db: mongoose.mongo.Db, bucket: string, id: GridId): AsyncGenerator<Buffer> {
  let file = await headOf(db, bucket, id)
  const { chunks, sizeOf } = layoutOf(file)
  let key: Buffer | null = null
  let n = 0
  for await (const { n: found, data } of chunksOf(db, bucket, id)) {
    if (found !== n) throw new DamagedFileError(`Chunk ${String(n)} of the file ${id.toHexString()} is missing.`)
    const bytes = bytesOf(data)
    const isPlain = bytes.length === sizeOf(n)
    // The file was opened, or its sealing began, after the head was read.
    if (isPlain ? isSealed(file) : !markIn(file)) file = await headOf(db, bucket, id)
    if (isPlain) yield asPlain(file, bytes)
    else yield openChunk((key ??= keyOf(file, bucket)), { n, last: n === chunks - 1 }, bytes)
    n += 1
  }
  if (n !== chunks) throw new DamagedFileError(`The file ${id.toHexString()} is cut off.`)
}

const chunksOf = (db: mongoose.mongo.Db, bucket: string, id: GridId) =>
  db.collection<StoredChunk>(`${bucket}.chunks`).find({ files_id: id }).sort({ n: 1 })

/** Returns the bytes without copying them. */
export function bytesOf(data: mongoose.mongo.Binary): Buffer {
  const { buffer, byteOffset, byteLength } = data.value()
  return Buffer.from(buffer, byteOffset, byteLength)
}

const markIn = ({ metadata }: FileHead) => metadata?.sealed
const isSealed = (file: FileHead): boolean => markIn(file)?.done === true

async function headOf(db: mongoose.mongo.Db, bucket: string, id: GridId): Promise<StoredFile> {
  const file = await db.collection<StoredFile>(`${bucket}.files`).findOne({ _id: id })
  if (!file) throw new DamagedFileError(`There is no file ${id.toHexString()} in ${bucket}.`)
  return file
}

/** Throws for a plain chunk in a completely sealed file: somebody else has put it there. */
function asPlain(file: StoredFile, bytes: Buffer): Buffer {
  if (isSealed(file)) throw new DamagedFileError(`A chunk of the sealed file ${file._id.toHexString()} is not sealed.`)
  return bytes
}

function keyOf(file: StoredFile, bucket: string): Buffer {
  const mark = markIn(file)
  if (!mark) throw new DamagedFileError(`A chunk of the file ${file._id.toHexString()} is not as long as it was.`)
  return fileKeyOf(mark, bucket, file._id.toHexString())
}
