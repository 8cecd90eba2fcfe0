/**
 * Kinds of records, in their order: first the description (`about`), then collections with their documents as of when each
 * was read, then what writes had changed meanwhile, and `end`. A record is its kind in one byte, the length of its content
 * in four, and the content.
 */
const kinds = { about: 'A', collection: 'C', document: 'D', changed: 'R', gone: 'G', emptied: 'X', end: 'E' } as const
type Kind = keyof typeof kinds

export type BackupRecord =
  | { kind: 'about' | 'collection' | 'end'; value: unknown }
  /** Documents as the engine stores them; for a deleted one, a document with only its `_id`. */
  | { kind: 'document' | 'changed' | 'gone'; bytes: Buffer }
  | { kind: 'emptied' }

const prefixBytes = 5
const minPieceBytes = 256 * 1024
/** MongoDB stores no document larger than 16 MB. */
const maxRecordBytes = 17 * 1024 * 1024
const kindOf = new Map<number, Kind>(
  Object.entries(kinds).map(([kind, letter]) => [letter.charCodeAt(0), kind as Kind]),
)

/** Writes records as bytes, in pieces of at least 256 KB except the last. */
export async function* encodeRecords(records: AsyncIterable<BackupRecord>): AsyncGenerator<Buffer> {
  let pieces: Buffer[] = []
  let length = 0
  for await (const record of records) {
    const bytes = bytesOf(record)
    const prefix = Buffer.alloc(prefixBytes, kinds[record.kind])
    prefix.writeUInt32LE(bytes.length, 1)
    pieces.push(prefix, bytes)
    length += prefixBytes + bytes.length
    if (length < minPieceBytes) continue
    yield Buffer.concat(pieces)
    pieces = []
    length = 0
  }
  yield Buffer.concat(pieces)
}

function bytesOf(record: BackupRecord): Buffer {
  if ('bytes' in record) return record.bytes
  return Buffer.from('value' in record ? JSON.stringify(record.value) : '')
}

/** Reads records from bytes; throws when the bytes contain something else. */
export async function* decodeRecords(pieces: AsyncIterable<Buffer>): AsyncGenerator<BackupRecord> {
  let remaining: Buffer = Buffer.alloc(0)
  for await (const piece of pieces) {
    remaining = remaining.length === 0 ? piece : Buffer.concat([remaining, piece])
    let at = 0
    while (remaining.length - at >= prefixBytes) {
      const length = remaining.readUInt32LE(at + 1)
      if (length > maxRecordBytes) throw new Error('The back-up holds something that is no record.')
      if (remaining.length - at < prefixBytes + length) break
      yield recordOf(remaining[at] ?? 0, remaining.subarray(at + prefixBytes, at + prefixBytes + length))
      at += prefixBytes + length
    }
    remaining = remaining.subarray(at)
  }
  if (remaining.length > 0) throw new Error('The back-up ends within a record.')
}

function recordOf(letter: number, bytes: Buffer): BackupRecord {
  const kind = kindOf.get(letter)
  switch (kind) {
    case 'about':
    case 'collection':
    case 'end':
      return { kind, value: JSON.parse(bytes.toString('utf8')) as unknown }
    case 'document':
    case 'changed':
    case 'gone':
      return { kind, bytes }
    case 'emptied':
      return { kind }
    case undefined:
      throw new Error('The back-up holds something that is no record.')
  }
}
