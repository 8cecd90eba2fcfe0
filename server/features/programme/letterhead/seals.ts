import { createHash } from 'node:crypto'
import type { Clock } from '#outside/clock.ts'
import { isLostFile, readBytes, storeBytes, type FileStore } from '#outside/files/files.ts'
import { UnreadableImage } from '#outside/files/images.ts'
import { isKnownLoss } from '#outside/sealing/known-keys.ts'
import { encodeSeal, type SealRefusal } from '#outside/files/seal-images.ts'
import type { ReceivedFile } from '#shared/files/file-rules.ts'

const unclaimedForMs = 60 * 60 * 1000

type Deps = {
  clock: Clock
  files: FileStore
  /** Returns the current seal and those that can be restored. */
  inUse: () => Promise<Set<string>>
}
type Added = { ok: true; seal: string } | { ok: false; reason: SealRefusal | 'damaged' }

/**
 * Builds the functions for pictures of the office's seal, named by their content. Only administrators can load one.
 * Otherwise a seal is visible only in an issued document.
 */
export function createSealStore({ clock, files, inUse }: Deps) {
  /**
   * Encodes and stores an upload. Documents use it only when a setting names it. After that, call `keep` so that it is not
   * removed.
   */
  async function add(file: ReceivedFile): Promise<Added> {
    const png = await encodeUpload(file)
    if (typeof png === 'string') return { ok: false, reason: png }
    const seal = createHash('sha256').update(png).digest('hex')
    const there = await files.find(seal)
    const isLost = there !== null && (await lossOf(seal)) !== null
    if (there && isLost) await files.remove(there.id)
    if (!there || isLost) await storeBytes(files, png, seal)
    return { ok: true, seal }
  }

  async function encodeUpload(file: ReceivedFile): Promise<Buffer | SealRefusal | 'damaged'> {
    try {
      return await encodeSeal(await readBytes(files, file.storageId))
    } catch (error) {
      if (error instanceof UnreadableImage) return 'damaged'
      throw error
    } finally {
      await files.remove(file.storageId)
    }
  }

  /**
   * Keeps the file of the seal that a setting now names; '' for none. Marks for removal the files that no setting can
   * restore any more.
   */
  async function keep(seal: string): Promise<void> {
    await files.settle(await idsOf(seal ? [seal] : []))
    const usedIds = new Set(await idsOf(await inUse()))
    for await (const { id } of files.all()) if (!usedIds.has(id)) await files.markForRemoval([id])
  }

  /** Returns the PNG; null when there is none. */
  async function read(seal: string): Promise<Buffer | null> {
    const found = seal ? await files.find(seal) : null
    return found && readBytes(files, found.id)
  }

  /** Returns what is wrong with a stored picture; null when it is as it was loaded. */
  async function lossOf(seal: string): Promise<'damaged' | 'key' | null> {
    try {
      const png = await read(seal)
      return png && createHash('sha256').update(png).digest('hex') === seal ? null : 'damaged'
    } catch (error) {
      if (!isLostFile(error)) throw error
      return isKnownLoss(error) ? 'key' : 'damaged'
    }
  }

  /** A picture whose key is lost counts as whole: the check of the keys lists it. */
  const isWhole = async (seal: string): Promise<boolean> => (await lossOf(seal)) !== 'damaged'

  async function idsOf(seals: Iterable<string>): Promise<string[]> {
    const found = await Promise.all([...seals].map(files.find))
    return found.flatMap(file => (file ? [file.id] : []))
  }

  /** Removes files that no setting names or can restore. Returns how many were removed. */
  const sweep = (): Promise<number> => files.sweep(new Date(clock.machineNow().getTime() - unclaimedForMs), claimed)

  async function claimed(ids: string[]): Promise<Set<string>> {
    if (ids.length === 0) return new Set()
    const usedIds = new Set(await idsOf(await inUse()))
    return new Set(ids.filter(id => usedIds.has(id)))
  }

  return { add, keep, read, isWhole, inUse, sweep, claimed, store: files }
}
