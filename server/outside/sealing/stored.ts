import mongoose from 'mongoose'
import type { Clock } from '../clock.ts'
import { forgetKeys, knownKeys } from './known-keys.ts'
import { sealing } from './sealing.ts'

/** Numbers of stored items that are open, and that are sealed, by the id of their key. */
export type SealingCounts = { open: number; sealed: Map<string, number> }

/** One kind of stored data that may be sealed. */
export type SealedStore = {
  name: string
  /**
   * Brings a batch of items after this id to the wanted state: sealed with the newest key, or open. Each may be done twice
   * or by two processes, and be read at the same time. `last` is null at the end.
   */
  bring(
    target: 'sealed' | 'open',
    after: string | null,
  ): Promise<{ last: string | null; changed: number; skipped: number }>
  count(): Promise<SealingCounts>
}

/** How far one store has been processed, and to which state. */
type Progress = { _id: string; to: string; after: string | null; done: boolean; at: Date }
type SealingResult = { name: string; changed: number; skipped: number }

/** Brings stored data to the state of new data: after the first key is set, and after a new one (ADR 106). */
export function storedSealing({ clock, stores }: { clock: Clock; stores: readonly SealedStore[] }) {
  const progress = () => mongoose.connection.collection<Progress>('sealing_progress')

  /**
   * Continues where the last run, of any process, stopped. New data is sealed with the newest key, so one pass is enough.
   * `skipped` items could not be opened because their key is missing.
   */
  async function bring(target: 'sealed' | 'open', signal?: AbortSignal): Promise<SealingResult[]> {
    const to = target === 'open' ? 'open' : (sealing().keyIds[0] ?? '')
    const been = new Map((await progress().find().toArray()).map(one => [one._id, one]))
    const brought: SealingResult[] = []
    for (const store of stores) {
      const before = been.get(store.name)
      const from = before?.to === to ? before : { after: null, done: false }
      if (!from.done) brought.push(await changeStore(store, { wanted: target, to, after: from.after, signal }))
    }
    if (target === 'sealed' && brought.length > 0 && !signal?.aborted) await settleKeys()
    return brought
  }

  type RunOptions = { wanted: 'sealed' | 'open'; to: string; after: string | null; signal: AbortSignal | undefined }

  async function changeStore(store: SealedStore, { wanted, to, after, signal }: RunOptions): Promise<SealingResult> {
    const all = { name: store.name, changed: 0, skipped: 0 }
    for (let last = after; !signal?.aborted;) {
      const batch = await store.bring(wanted, last)
      all.changed += batch.changed
      all.skipped += batch.skipped
      last = batch.last
      const reached = { to, after: last, done: last === null, at: clock.machineNow() }
      await progress().updateOne({ _id: store.name }, { $set: reached }, { upsert: true })
      if (last === null) break
    }
    return all
  }

  /** Forgets the ids of keys that no stored data use, except the newest. */
  async function settleKeys(): Promise<void> {
    const used = new Set((await lying()).flatMap(({ sealed }) => [...sealed.keys()]))
    const [newest] = sealing().keyIds
    await forgetKeys((await knownKeys()).filter(id => id !== newest && !used.has(id)))
  }

  /** Starts again from the beginning: what was written while sealing was off is open. */
  const forgetProgress = async (): Promise<void> => void (await progress().deleteMany({}))

  const lying = () => Promise.all(stores.map(async store => ({ name: store.name, ...(await store.count()) })))

  return { bring, forgetProgress, lying }
}
export type StoredSealing = ReturnType<typeof storedSealing>
