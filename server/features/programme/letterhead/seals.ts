import { createHash } from 'node:crypto'
import type { Clock } from '#outside/clock.ts'
import { readBytes, saveBytes, type FileStore } from '#outside/files/files.ts'
import { UnreadableImage } from '#outside/files/images.ts'
import { encodeSeal, type SealRefusal } from '#outside/files/seal-images.ts'
import type { ReceivedFile } from '#shared/files/file-rules.ts'

const unclaimedForMs = 60 * 60 * 1000

type Deps = {
  clock: Clock
  files: FileStore
  /** The seal that is set, and those that can be put back. */
  inUse: () => Promise<Set<string>>
}
type Added = { ok: true; seal: string } | { ok: false; reason: SealRefusal | 'damaged' }

/**
 * Pictures of the office's seal, named by what is in them. Nobody but administrators gets one; otherwise it is seen only
 * within a document that was issued.
 */
export function sealsOf({ clock, files, inUse }: Deps) {
  /** Encodes what was uploaded. No document has it before a setting names it, and then it has to be kept with `keep`. */
  async function add(file: ReceivedFile): Promise<Added> {
    const png = await encodedFrom(file)
    if (typeof png === 'string') return { ok: false, reason: png }
    const seal = createHash('sha256').update(png).digest('hex')
    if (!(await files.find(seal))) await saveBytes(files, png, seal)
    return { ok: true, seal }
  }

  async function encodedFrom(file: ReceivedFile): Promise<Buffer | SealRefusal | 'damaged'> {
    try {
      return await encodeSeal(await readBytes(files, file.storageId))
    } catch (error) {
      if (error instanceof UnreadableImage) return 'damaged'
      throw error
    } finally {
      await files.remove(file.storageId)
    }
  }

  /** A setting names this seal now, or none where it is empty. What no setting can bring back any more is marked for the sweeper. */
  async function keep(seal: string): Promise<void> {
    await files.settle(await idsOf(seal ? [seal] : []))
    const wanted = new Set(await idsOf(await inUse()))
    for await (const { id } of files.all()) if (!wanted.has(id)) await files.markForRemoval([id])
  }

  /** Its PNG; null where there is none. */
  async function read(seal: string): Promise<Buffer | null> {
    const found = seal ? await files.find(seal) : null
    return found && readBytes(files, found.id)
  }

  async function isWhole(seal: string): Promise<boolean> {
    const png = await read(seal)
    return png !== null && createHash('sha256').update(png).digest('hex') === seal
  }

  async function idsOf(seals: Iterable<string>): Promise<string[]> {
    const found = await Promise.all([...seals].map(files.find))
    return found.flatMap(file => (file ? [file.id] : []))
  }

  /** Removes files that no setting names or can bring back. Returns how many went. */
  const sweep = (): Promise<number> => files.sweep(new Date(clock.machineNow().getTime() - unclaimedForMs), claimed)

  async function claimed(ids: string[]): Promise<Set<string>> {
    if (ids.length === 0) return new Set()
    const wanted = new Set(await idsOf(await inUse()))
    return new Set(ids.filter(id => wanted.has(id)))
  }

  return { add, keep, read, isWhole, inUse, sweep, claimed, store: files }
}
