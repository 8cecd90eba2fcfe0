import type { AccountRole } from '#models/accounts/account.ts'
import type { EventActor } from '#models/parts/history.ts'
import type { MessageKey } from './texts/i18n.ts'

/** Who gives work on: a colleague, or the program for whoever may use the machine. */
export type Giver = { kind: EventActor; id?: string; name?: string }
export type Taker = { id: string; name: string }

/** Something open in one colleague's hands. */
export type Held = {
  id: string
  /** A reference or a code, or what it is called. */
  about: string
  more: string
  /** Where it is seen to, below `/:l/staff`. */
  path: string
  /** Somebody has to have it: people come. */
  needsSomebody?: true
}

/** One kind of work that is in colleagues' hands by name, as its slice tells it (ADR 128). */
export type HandSource = {
  kind: 'cases' | 'seats' | 'texts' | 'reopenings' | 'viewings' | 'enquiries'
  heading: MessageKey
  /** Who can have it. */
  roles: readonly AccountRole[]
  /** All that is open, the soonest first. */
  of(account: string): Promise<Held[]>
  /** Gives it on, with its event; null: to nobody, into the queue of what nobody has. Throws a conflict where it cannot be. */
  give(id: string, from: string, to: Taker | null, by: Giver): Promise<void>
  /** Everything open that is in hands: of whom, for the check of the data. */
  holders(): AsyncIterable<{ id: string; account: string }>
}
