import type { Model, QueryFilter, Types, UpdateQuery } from 'mongoose'
import type { PendingEffect } from '#models/parts/history.ts'

type Guarded = { _id: Types.ObjectId }
type Fields = Record<string, unknown>

type GuardedWrite<T> = {
  /** As it was read: what the change was decided on must still be so. */
  was: T
  /** Which fields guard it, such as state and revision. */
  guard: readonly (keyof T & string)[]
  /** The guard that grows by one with every write, where there is one. */
  counter?: keyof T & string
  /** What else must hold of the document: also a part of what was read. */
  provided?: QueryFilter<T>
  /** Where it says `updatedAt` itself, that holds; otherwise it is the machine's time. */
  set?: Fields
  unset?: readonly string[]
  push?: Fields
  /** What is taken out of arrays, whatever they hold by then. */
  pull?: Fields | undefined
  /** What the history says of it. Left out where `push` carries them, as in listings, whose documents keep the newest only. */
  events?: readonly object[]
  /** What is to follow, and the field that holds it. Left out where the array is written as a whole by `set`. */
  effects?: { field: 'pendingEffects' | 'effects'; added: readonly PendingEffect[] }
}

/**
 * The guarded write of every aggregate (ADR 10): ONE atomic write that carries the change, its events and its effects. Returns
 * the document as it is afterwards, or null when somebody else was faster.
 */
export async function guardedWrite<T extends Guarded>(
  model: Model<T>,
  { was, guard, counter, provided = {}, set = {}, unset = [], push = {}, pull, events, effects }: GuardedWrite<T>,
): Promise<T | null> {
  const asRead = Object.fromEntries(['_id' as const, ...guard].map(field => [field, was[field as keyof T]]))
  const update = {
    $set: set,
    ...(unset.length > 0 ? { $unset: Object.fromEntries(unset.map(field => [field, 1])) } : {}),
    ...(counter ? { $inc: { [counter]: 1 } } : {}),
    ...(pull ? { $pull: pull } : {}),
    $push: {
      ...push,
      ...(events ? { events: { $each: [...events] } } : {}),
      ...(effects && effects.added.length > 0 ? { [effects.field]: { $each: [...effects.added] } } : {}),
    },
  }
  return model
    .findOneAndUpdate({ ...asRead, ...provided } as QueryFilter<T>, update as unknown as UpdateQuery<T>, {
      returnDocument: 'after',
      timestamps: !('updatedAt' in set),
    })
    .lean<T>()
}
