import type { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import pLimit from 'p-limit'
import { isOffice, fileTypeCheck, officeRefusalReason } from '#outside/files/file-content.ts'
import { type Deposit, type FileStore, readBytes } from '#outside/files/files.ts'
import { pictureRefusalReason } from '#outside/files/images.ts'
import { hasTooMuchText } from '#outside/files/png-texts.ts'
import { cleanFileName } from '#shared/files/file-name.ts'
import {
  type Extension,
  extensionOf,
  fileTypes,
  isPicture,
  type ReceivedFile,
  type RefusalReason,
  type RefusedFile,
  type UploadQuota,
} from '#shared/files/file-rules.ts'
import { siteSettings } from '#shared/site-settings.ts'
import type { ZipBounds } from '#shared/files/zip.ts'

export type Intake = { ok: true; file: ReceivedFile } | { ok: false; file: RefusedFile }
export type IntakeRules = {
  room: UploadQuota
  extensions: readonly Extension[]
  /** Maximum size of one file. */
  maxBytes?: number
  /** Limits for the unpacked content of an Office file, where it is read in another way than by the scanner. */
  unpacked?: ZipBounds
}
type StoredUpload = Omit<ReceivedFile, 'field' | 'name'>
type Meter = { count(bytes: number): RefusalReason | null; giveBack(): void }

// An Office file or a picture is read back whole to be checked: at most two of them are in memory, 40 MB as a rule.
const limitToTwo = pLimit(2)
// An upload keeps half a megabyte in memory. Uploads that wait have sent only their first packets (ADR 33).
const limitToFifty = pLimit(50)

/**
 * Stores the files of one request, with one verdict for each file. A refused file is read to its end and discarded, so that
 * the other files are kept. Nothing of it is in the store when its verdict is given. The part stream is never destroyed from
 * here and every write is awaited, because otherwise an aborted upload leaves chunks behind.
 */
export function uploadIntake(
  store: FileStore,
  { room, extensions, maxBytes = siteSettings().fileBytes, unpacked }: IntakeRules,
) {
  const remaining = { ...room }
  // The end of one file and the beginning of the next arrive together. In turn, the verdicts do not depend on timing.
  const inTurn = pLimit(1)

  function receive(field: string, rawName: string, stream: Readable): Promise<Intake> {
    const name = cleanFileName(rawName)
    return inTurn(async () => {
      const stored = await limitToFifty(() => storeUpload(extensionOf(name), stream))
      if (typeof stored !== 'string') return { ok: true, file: { field, name, ...stored } }
      await drain(stream)
      return { ok: false, file: { field, name, reason: stored } }
    })
  }

  async function storeUpload(extension: Extension | null, stream: Readable): Promise<StoredUpload | RefusalReason> {
    if (!extension || !extensions.includes(extension)) return 'extension'
    if (remaining.files < 1) return 'too-many'
    const meter = startMeter()
    const deposit = await store.begin()
    try {
      const stored =
        (await copy({ stream, deposit, extension, meter })) ?? (await finish({ store, deposit, extension, unpacked }))
      if (typeof stored !== 'string') return stored
      meter.giveBack()
      await deposit.abandon()
      return stored
    } catch (error) {
      await deposit.abandon()
      throw error
    }
  }

  function startMeter(): Meter {
    let bytes = 0
    remaining.files -= 1
    return {
      count(more) {
        bytes += more
        remaining.bytes -= more
        if (bytes > maxBytes) return 'too-large'
        return remaining.bytes < 0 ? 'no-room' : null
      },
      giveBack() {
        remaining.files += 1
        remaining.bytes += bytes
      },
    }
  }

  return { receive }
}

type CopyOptions = { stream: Readable; deposit: Deposit; extension: Extension; meter: Meter }

/** Returns null when everything is written and the content matches the claimed type, otherwise the reason for refusal. */
async function copy({ stream, deposit, extension, meter }: CopyOptions): Promise<RefusalReason | null> {
  const type = fileTypeCheck(extension)
  let empty = true
  for await (const chunk of stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    empty = false
    const over = meter.count(chunk.length)
    if (over) return over
    if (!(await type.agrees(chunk))) return 'content'
    await deposit.write(chunk)
  }
  if (wasCutOff(stream)) throw new Error('cut off at the outer bound of the request')
  if (empty) return 'empty'
  return (await type.agreesAtEnd()) ? null : 'content'
}

type FinishOptions = { store: FileStore; deposit: Deposit; extension: Extension; unpacked: ZipBounds | undefined }

async function finish({ store, deposit, extension, unpacked }: FinishOptions): Promise<StoredUpload | RefusalReason> {
  const written = await deposit.finish()
  const stored = { ...written, extension, mediaType: fileTypes[extension], storageId: deposit.id }
  if (isPicture(extension))
    return limitToTwo(async () => (await whyRefused(await readBytes(store, deposit.id))) ?? stored)
  if (!isOffice(extension)) return stored
  return limitToTwo(
    async () => (await officeRefusalReason(extension, await readBytes(store, deposit.id), unpacked)) ?? stored,
  )
}

/** Texts are checked first, because counting the pixels reads all texts. */
async function whyRefused(picture: Buffer): Promise<RefusalReason | null> {
  return (await hasTooMuchText(picture)) ? 'texts' : pictureRefusalReason(picture)
}

async function drain(stream: Readable): Promise<void> {
  stream.resume()
  await finished(stream, { writable: false })
}

/** Checks whether busboy stopped passing on a part. It sets a `truncated` flag that the stream types lack. */
function wasCutOff(stream: Readable): boolean {
  return 'truncated' in stream && stream.truncated === true
}
