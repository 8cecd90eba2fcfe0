import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { Clock } from '#outside/clock.ts'
import { readBytes, storeBytes, type FileStore } from '#outside/files/files.ts'
import { UnreadableImage } from '#outside/files/images.ts'
import { encodeLogo, logoSizes, type EncodedLogo, type LogoRefusal, type LogoSize } from '#outside/files/logo-images.ts'
import type { ReceivedFile } from '#shared/files/file-rules.ts'
import { toLogoName } from './logo-name.ts'

const unclaimedForMs = 60 * 60 * 1000
const labelOf = (logo: string, size: LogoSize): string => `${logo}/${size}`

type Deps = {
  clock: Clock
  files: FileStore
  /** Returns the current logo and those that can be restored. */
  inUse: () => Promise<Set<string>>
}
type Added = { ok: true; logo: string } | { ok: false; reason: LogoRefusal | 'damaged' }

/**
 * Builds the service for the pictures of the office's logos. A logo is named by its content, so that nothing changes under
 * an address and the same picture is stored once. A setting decides which one is shown. Logos that can be restored keep
 * their files.
 */
export function logosService({ clock, files, inUse }: Deps) {
  /**
   * Encodes an upload and stores its pictures. It is shown only when a setting names it. After that, call `keep` so that it
   * is not removed.
   */
  async function add(file: ReceivedFile): Promise<Added> {
    const encoded = await encodeUpload(file)
    if (typeof encoded === 'string') return { ok: false, reason: encoded }
    const logo = nameOf(encoded)
    for (const size of logoSizes) {
      const existing = await files.find(labelOf(logo, size))
      if (!existing) await storeBytes(files, encoded.files[size], labelOf(logo, size))
    }
    return { ok: true, logo }
  }

  async function encodeUpload(file: ReceivedFile): Promise<EncodedLogo | LogoRefusal | 'damaged'> {
    try {
      return await encodeLogo(await readBytes(files, file.storageId))
    } catch (error) {
      if (error instanceof UnreadableImage) return 'damaged'
      throw error
    } finally {
      await files.remove(file.storageId)
    }
  }

  /**
   * Keeps the files of the logo that a setting now names; '' for none. Marks for removal the files that no setting can
   * restore any more.
   */
  async function keep(logo: string): Promise<void> {
    await files.settle([...(await idsOf(logo ? [logo] : []))])
    const usedIds = await idsOf(await inUse())
    for await (const { id } of files.all()) if (!usedIds.has(id)) await files.markForRemoval([id])
  }

  /** Returns the bytes of a size; null when there are none. */
  async function open(logo: string, size: LogoSize): Promise<{ bytes: Readable; size: number } | null> {
    const found = await files.find(labelOf(logo, size))
    return found && { bytes: files.open(found.id), size: found.size }
  }

  /** Checks whether all pictures of a logo exist and match its name. */
  async function isWhole(logo: string): Promise<boolean> {
    const hash = createHash('sha256')
    for (const size of logoSizes) {
      const found = await files.find(labelOf(logo, size))
      if (found) hash.update(await readBytes(files, found.id))
    }
    return logo.startsWith(`${hash.digest('hex')}-`)
  }

  async function idsOf(logos: Iterable<string>): Promise<Set<string>> {
    const ids = new Set<string>()
    const labels = [...logos].flatMap(logo => logoSizes.map(size => labelOf(logo, size)))
    for (const label of labels) {
      const found = await files.find(label)
      if (found) ids.add(found.id)
    }
    return ids
  }

  /** Removes files that no setting names or can restore. Returns how many were removed. */
  async function sweep(): Promise<number> {
    return files.sweep(new Date(clock.machineNow().getTime() - unclaimedForMs), claimed)
  }

  async function claimed(ids: string[]): Promise<Set<string>> {
    if (ids.length === 0) return new Set()
    const usedIds = await idsOf(await inUse())
    return new Set(ids.filter(id => usedIds.has(id)))
  }

  return { add, keep, open, isWhole, inUse, sweep, claimed, store: files }
}

function nameOf({ width, height, files }: EncodedLogo): string {
  const hash = createHash('sha256')
  for (const size of logoSizes) hash.update(files[size])
  return toLogoName({ hash: hash.digest('hex'), width, height })
}
