import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/**
 * A stream sealed in chunks, after the STREAM construction (Hoang, Reyhanitabar, Rogaway and Vizár, 2015): each chunk is
 * sealed by AES-256-GCM with a key of this stream alone; its nonce is its number and whether it is the last one. A chunk
 * that is changed, left out, repeated or moved is refused, and so is a stream that ends early or continues after its end.
 */
const magic = Buffer.from('STREETBK')
const version = 1
const keyNameBytes = 8
const saltBytes = 32
const headerBytes = magic.length + 1 + keyNameBytes + saltBytes
const chunkBytes = 64 * 1024
const tagBytes = 16

const damagedMessage = 'The back-up is damaged or was cut short; nothing in it can be relied on.'

type Secret = string
const derive = (secret: Secret, salt: Buffer, use: string, bytes: number): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, salt, `startup-street back-up ${use}`, bytes))

function nonceOf(number: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeBigUInt64BE(BigInt(number), 3)
  nonce[11] = last ? 1 : 0
  return nonce
}

/** Seals a stream of any length, in pieces of any size. */
export async function* seal(plain: AsyncIterable<Buffer>, secret: Secret): AsyncGenerator<Buffer> {
  const salt = randomBytes(saltBytes)
  const header = Buffer.concat([magic, Buffer.of(version), derive(secret, salt, 'name of the key', keyNameBytes), salt])
  const key = derive(secret, salt, 'key', 32)
  yield header
  let number = 0
  for await (const { chunk, last } of chunksOf(plain, chunkBytes)) {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number, last))
    cipher.setAAD(header)
    yield Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()])
    number += 1
  }
}

/**
 * Opens what was sealed with one of these secrets. Every byte it yields is as it was sealed; only at the end is the stream
 * known to be complete. Throws a sentence when the key is another one, or when anything was changed.
 */
export async function* unseal(sealed: AsyncIterable<Buffer>, secrets: readonly Secret[]): AsyncGenerator<Buffer> {
  const [header, rest] = await headerOf(sealed)
  const key = keyFor(header, secrets)
  let number = 0
  for await (const { chunk, last } of chunksOf(rest, chunkBytes + tagBytes)) {
    if (chunk.length < tagBytes) throw new Error(damagedMessage)
    const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(number, last))
    decipher.setAAD(header)
    decipher.setAuthTag(chunk.subarray(-tagBytes))
    yield openOrRefuse(() => Buffer.concat([decipher.update(chunk.subarray(0, -tagBytes)), decipher.final()]))
    number += 1
  }
}

function openOrRefuse(work: () => Buffer): Buffer {
  try {
    return work()
  } catch (error) {
    throw new Error(damagedMessage, { cause: error })
  }
}

/** Returns the header, which is different in every stream, and the rest of the stream. */
async function headerOf(sealed: AsyncIterable<Buffer>): Promise<[Buffer, AsyncIterable<Buffer>]> {
  const pieces = sealed[Symbol.asyncIterator]()
  let begun: Buffer = Buffer.alloc(0)
  while (begun.length < headerBytes) {
    const next = await pieces.next()
    if (next.done) break
    begun = Buffer.concat([begun, next.value])
  }
  if (!begun.subarray(0, magic.length).equals(magic)) throw new Error('This is not a back-up of Startup Street.')
  if (begun.length < headerBytes) throw new Error(damagedMessage)
  if (begun[magic.length] !== version)
    throw new Error('This back-up was made by a newer version of the program, in a form that this one cannot read.')
  async function* rest() {
    yield begun.subarray(headerBytes)
    yield* { [Symbol.asyncIterator]: () => pieces }
  }
  return [begun.subarray(0, headerBytes), rest()]
}

function keyFor(header: Buffer, secrets: readonly Secret[]): Buffer {
  const nameAt = magic.length + 1
  const name = header.subarray(nameAt, nameAt + keyNameBytes)
  const salt = header.subarray(nameAt + keyNameBytes)
  const secret = secrets.find(one => derive(one, salt, 'name of the key', keyNameBytes).equals(name))
  if (secret === undefined) throw new Error('This back-up was made with another BACKUP_KEY.')
  return derive(secret, salt, 'key', 32)
}

/** Splits into pieces of one size. The last one may be smaller, and is empty only when the stream is empty. */
async function* chunksOf(
  pieces: AsyncIterable<Buffer>,
  size: number,
): AsyncGenerator<{ chunk: Buffer; last: boolean }> {
  let waiting: Buffer[] = []
  let length = 0
  for await (const piece of pieces) {
    waiting.push(piece)
    length += piece.length
    if (length <= size) continue
    const all = Buffer.concat(waiting)
    let at = 0
    for (; length - at > size; at += size) yield { chunk: all.subarray(at, at + size), last: false }
    waiting = [all.subarray(at)]
    length -= at
  }
  yield { chunk: Buffer.concat(waiting), last: true }
}
