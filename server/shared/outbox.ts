import type { PendingEffect } from '#models/parts/history.ts'

/** Facts of a slice's effects, by kind: `{ release: {}, 'stand-down': { reason: string } }`. */
export type FactsByKind = Record<string, object>
export type KindOf<Facts> = keyof Facts & string

/** An effect that a change asks for: one of the slice's kinds, with the facts of that kind. */
export type EffectOf<Facts> = { [Kind in KindOf<Facts>]: { kind: Kind; facts: Facts[Kind] } }[KindOf<Facts>]

/**
 * One effect as its handler receives it. `key` names the cause: a handler that is called again with it must change nothing.
 */
export type HandlerEffect<Facts> = { key: string; facts: Facts }
export type Handlers<Document, Facts> = {
  [Kind in KindOf<Facts>]: (document: Document, effect: HandlerEffect<Facts[Kind]>) => Promise<unknown>
}

/** Names of outboxes. They are stored with failed attempts and never renamed. */
export const outboxNames = ['applications', 'tenancies', 'enquiries', 'viewings', 'saved', 'push'] as const
export type OutboxName = (typeof outboxNames)[number]

/** How one slice carries out the pending effects of its documents. */
export type Outbox = {
  name: OutboxName
  /** Name of the collection; `field` holds the pending effects of its documents. */
  collection: string
  field: 'pendingEffects' | 'effects'
  kinds: readonly string[]
  knows: (kind: string) => boolean
  /** Checks whether an effect must wait, for example for a `notBefore` in the future. A held effect holds back no other. */
  isHeld: (document: object, effect: PendingEffect, now: Date) => boolean
  carryOut: (document: object, effect: PendingEffect) => Promise<unknown>
}

type Definition<Document, Facts> = Pick<Outbox, 'name' | 'collection'> & {
  field?: Outbox['field']
  handlers: Handlers<Document, Facts>
  isHeld?: (document: Document, effect: PendingEffect, now: Date) => boolean
}

/**
 * Returned by a handler whose effect has to stay: nothing failed, and its document tells until when `isHeld` holds it. It is
 * not counted as a failure, and no administrator is involved.
 */
export const notYet = Symbol('not yet')

/**
 * Makes the outbox of a slice. Stored effects were written through `EffectOf`, so an effect of a known kind has the facts of
 * that kind.
 */
export function createOutbox<Document extends object, Facts extends FactsByKind>({
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

/** Number of failures after which an effect is parked and waits for an administrator. */
export const maxAttempts = 8

/**
 * Returns how long an effect waits after its nth failure, in milliseconds: 5 s, doubled each time; about ten minutes in all
 * before it is parked.
 */
export const retryAfterMs = (failures: number): number => 5_000 * 2 ** (failures - 1)
