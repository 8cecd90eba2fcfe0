import type { Model, Query, Schema } from 'mongoose'

/** What a write may leave for the chores of the program. */
export type WorkKind = 'effects' | 'push' | 'mail' | 'scans' | 'imports' | 'bulk'
type Listener = (kind: WorkKind) => void
const listeners = new Set<Listener>()

/**
 * Says within this process that a write has left work, so that whoever does it need not ask all the time. It may get lost
 * with the process: each chore also looks by itself now and then.
 */
export function workLeft(kind: WorkKind): void {
  for (const listener of listeners) listener(kind)
}

/** Returns how to stop listening. */
export function onWorkLeft(listener: Listener): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

type Update = Record<string, Record<string, unknown> | undefined>

/** Every write through the model that adds to `field`, the pending effects of a document, is told. */
export function signalsEffects<T, M extends Model<T>>(
  schema: Schema<T, M>,
  field: 'pendingEffects' | 'effects',
  kind: WorkKind = 'effects',
): void {
  schema.post(['updateOne', 'findOneAndUpdate'], function (this: Query<unknown, T>) {
    const update = (this.getUpdate() ?? {}) as Update
    const adds = ['$push', '$set', '$setOnInsert'].some(operator => update[operator] && field in update[operator])
    if (adds) workLeft(kind)
  })
  schema.post('save', () => workLeft(kind))
}
