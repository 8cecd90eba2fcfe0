import type { Model, Query, Schema } from 'mongoose'

/** Kinds of work that a write may leave for the background jobs. */
export type WorkKind = 'effects' | 'push' | 'mail' | 'scans' | 'imports' | 'bulk'
type Listener = (kind: WorkKind) => void
const listeners = new Set<Listener>()

/**
 * Signals within this process that a write has left work, so that the job that does it need not poll all the time. The
 * signal is lost when the process dies; each job therefore also polls now and then.
 */
export function signalWork(kind: WorkKind): void {
  for (const listener of listeners) listener(kind)
}

/** Adds a listener. Returns a function that removes it. */
export function onWorkSignal(listener: Listener): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

type Update = Record<string, Record<string, unknown> | undefined>

/** Signals after every write through the model that adds to `field`, the pending effects of a document. */
export function signalEffects<T, M extends Model<T>>(
  schema: Schema<T, M>,
  field: 'pendingEffects' | 'effects',
  kind: WorkKind = 'effects',
): void {
  schema.post(['updateOne', 'findOneAndUpdate'], function (this: Query<unknown, T>) {
    const update = (this.getUpdate() ?? {}) as Update
    const adds = ['$push', '$set', '$setOnInsert'].some(operator => update[operator] && field in update[operator])
    if (adds) signalWork(kind)
  })
  schema.post('save', () => signalWork(kind))
}
