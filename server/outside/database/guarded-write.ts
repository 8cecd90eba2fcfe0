import type { Model, QueryFilter, Types, UpdateQuery } from 'mongoose'
import type { PendingEffect } from '#models/parts/history.ts'

type Guarded = { _id: Types.ObjectId }
type Fields = Record<string, unknown>

type GuardedWrite<T> = {
  /** The document as it was read; the fields of `guard` must still have these values. */
  was: T
  /** Which fields guard it, such as state and revision. */
  guard: readonly (keyof T & string)[]
  /** The field of the guard that each write increments, if there is one. */
  counter?: keyof T & string
  /** Further conditions on the document, also on a part of what was read. */
  provided?: QueryFilter<T>
  /** Fields to set. An `updatedAt` among them is kept; otherwise Mongoose sets it. */
  set?: Fields
  unset?: readonly string[]
  push?: Fields
  /** Elements to remove from arrays, whatever the arrays contain by then. */
  pull?: Fields | undefined
  /** Entries for the history. Left out where `push` contains them, as in listings, whose documents keep only the newest. */
  events?: readonly object[]
  /** Effects to add, and the field that holds them. Left out where `set` writes the whole array. */
  effects?: { field: 'pendingEffects' | 'effects'; added: readonly PendingEffect[] }
}

/**
 * The guarded write of every aggregate (ADR 10): ONE atomic write of the change, its events and its effects. Returns the
 * document after the write, or null when another write was faster.
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
