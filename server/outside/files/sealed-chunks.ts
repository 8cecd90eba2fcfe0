import { randomBytes } from 'node:crypto'
import type mongoose from 'mongoose'
import { extraBytes, openWith, sealWith } from '../sealing/aes.ts'
import { sealing, type WrappedKey } from '../sealing/sealing.ts'

/**
 * How a file is stored: in chunks, each sealed separately with the file's own key, so that the file opens while it is read.
 * The vector counts the chunks and marks the last one: none can be left out, doubled, moved or cut off (the STREAM
 * construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015). `done` is false while an older file is being sealed and has
 * chunks of both kinds: then `length` and `chunkSize` are those of the plain file.
 */
export type SealMark = WrappedKey & { version: 1; done: boolean }

/** A file as GridFS stores it. */
export type FileHead = { length: number; chunkSize: number; metadata?: { sealed?: SealMark } | null }

/** GridFS's default chunk size: 255 KiB. */
export const chunkBytes = 255 * 1024
/** Plain bytes in a chunk of that size. */
export const plainBytes = chunkBytes - extraBytes

export const newFileKey = (): Buffer => randomBytes(32)

/** Returns the context in which a file's key is sealed: with another file it does not open. */
const contextOf = (bucket: string, id: string): string => `${bucket} ${id}`
export const markOf = (key: Buffer, bucket: string, id: string, done: boolean): SealMark => ({
  version: 1,
  ...sealing().wrap(key, contextOf(bucket, id)),
  done,
})
export const fileKeyOf = (mark: SealMark, bucket: string, id: string): Buffer =>
  sealing().unwrap(mark, contextOf(bucket, id))

type ChunkPosition = { n: number; last: boolean }

function vectorOf({ n, last }: ChunkPosition): Buffer {
  const iv = Buffer.alloc(12)
  iv.writeUInt32BE(n, 7)
  iv.writeUInt8(last ? 1 : 0, 11)
  return iv
}

/** Thrown when the stored data differ from what was sent. A missing key is a different error. */
export class DamagedFileError extends Error {
  override readonly name = 'DamagedFileError'
}

export const sealChunk = (key: Buffer, place: ChunkPosition, plain: Buffer): Buffer =>
  sealWith(key, vectorOf(place), plain)

export function openChunk(key: Buffer, place: ChunkPosition, sealed: Buffer): Buffer {
  const plain = openWith(key, vectorOf(place), sealed)
  if (!plain)
    throw new DamagedFileError(`Chunk ${String(place.n)} of a sealed file does not open: it was changed, or moved.`)
  return plain
}

/** Returns the layout of the plain file, whether it is stored sealed, plain or as a mixture of both. Sizes in bytes. */
export function layoutOf({ length, chunkSize, metadata }: FileHead) {
  const done = metadata?.sealed?.done === true
  const chunks = Math.ceil(length / chunkSize)
  const size = done ? length - chunks * extraBytes : length
  const most = done ? chunkSize - extraBytes : chunkSize
  return {
    chunks,
    size,
    /** Returns the size of a plain chunk. */
    sizeOf: (n: number): number => (n === chunks - 1 ? size - n * most : most),
    /** Head of the same file when it is sealed completely, or not at all. */
    whenSealed: { length: size + chunks * extraBytes, chunkSize: most + extraBytes },
    whenPlain: { length: size, chunkSize: most },
  }
}

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
