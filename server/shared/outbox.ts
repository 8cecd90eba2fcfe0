import type { PendingEffect } from '#models/parts/history.ts'

/** What the effects of a slice carry, by kind: `{ release: {}, 'stand-down': { reason: string } }`. */
export type FactsByKind = Record<string, object>
export type KindOf<Facts> = keyof Facts & string

/** What a change asks to be done afterwards: one of the slice's kinds, with the facts of that kind. */
export type EffectOf<Facts> = { [Kind in KindOf<Facts>]: { kind: Kind; facts: Facts[Kind] } }[KindOf<Facts>]

/** One effect as its handler sees it. `key` names the cause: a handler that is asked again with it changes nothing. */
export type Handed<Facts> = { key: string; facts: Facts }
export type Handlers<Document, Facts> = {
  [Kind in KindOf<Facts>]: (document: Document, effect: Handed<Facts[Kind]>) => Promise<unknown>
}

/** The names are stored with failed attempts and are never renamed. */
export const outboxNames = ['applications', 'tenancies', 'enquiries', 'viewings', 'saved', 'push'] as const
export type OutboxName = (typeof outboxNames)[number]

/** How one slice carries out the effects that are pending in its documents. */
export type Outbox = {
  name: OutboxName
  /** The collection, and the field of its documents that holds their pending effects. */
  collection: string
  field: 'pendingEffects' | 'effects'
  kinds: readonly string[]
  knows: (kind: string) => boolean
  /** Whether an effect with a `notBefore` in the future waits for it. It holds nothing else back. */
  isHeld: (document: object, effect: PendingEffect, now: Date) => boolean
  carryOut: (document: object, effect: PendingEffect) => Promise<unknown>
}

type Definition<Document, Facts> = Pick<Outbox, 'name' | 'collection'> & {
  field?: Outbox['field']
  handlers: Handlers<Document, Facts>
  isHeld?: (document: Document, effect: PendingEffect, now: Date) => boolean
}

/**
 * What a handler answers when its effect is to stay: nothing failed, its document says until when `isHeld` holds it. It is not
 * counted as a failure, and no administrator is asked.
 */
export const notYet = Symbol('not yet')

/** What is stored was written through `EffectOf`, so a kind that has a handler carries that kind's facts. */
export function outboxOf<Document extends object, Facts extends FactsByKind>({
  field = 'pendingEffects',
  handlers,
  isHeld = (_document, effect, now) => isEarly(effect, now),
  ...place
}: Definition<Document, Facts>): Outbox {
  const knows = (kind: string) => Object.hasOwn(handlers, kind)
  return {
    ...place,
    field,
    kinds: Object.keys(handlers),
    knows,
    isHeld: (document, effect, now) => isHeld(document as Document, effect, now),
    carryOut: (document, { key, kind, facts }) =>
      handlers[kind as KindOf<Facts>](document as Document, { key, facts: facts as Facts[KindOf<Facts>] }),
  }
}

export const isEarly = ({ notBefore }: PendingEffect, now: Date): boolean => Boolean(notBefore && notBefore > now)

/** After so many failures an effect waits for an administrator. */
export const mostAttempts = 8

/** How long an effect waits after its nth failure: 5 s, doubled each time; all in all about ten minutes before it is parked. */
export const retryAfterMs = (failures: number): number => 5_000 * 2 ** (failures - 1)
