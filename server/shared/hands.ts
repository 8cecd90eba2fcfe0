import type { AccountRole } from '#models/accounts/account.ts'
import type { EventActor } from '#models/parts/history.ts'
import type { MessageKey } from './texts/i18n.ts'

/** Who gives work on: a colleague, or the program for whoever may use the machine. */
export type ReassigningActor = { kind: EventActor; id?: string; name?: string }
export type NewAssignee = { id: string; name: string }

/** An open item of work that is assigned to one colleague. */
export type AssignedItem = {
  id: string
  /** Reference, code or name of the item. */
  about: string
  more: string
  /** Path of the page on which it is handled, below `/:l/staff`. */
  path: string
  /** Somebody must be assigned, because people come. */
  needsSomebody?: true
}

/** One kind of work that is assigned to colleagues by name, as its slice provides it (ADR 128). */
export type AssignedWorkSource = {
  kind: 'cases' | 'seats' | 'texts' | 'reopenings' | 'viewings' | 'enquiries'
  heading: MessageKey
  /** Roles to which it may be assigned. */
  roles: readonly AccountRole[]
  /** Returns all open items of a colleague, the soonest first. */
  of(account: string): Promise<AssignedItem[]>
  /**
   * Assigns an item to somebody else and records the event; null: to nobody, into the queue of unassigned work. Throws a
   * conflict where that is not possible.
   */
  give(id: string, from: string, to: NewAssignee | null, by: ReassigningActor): Promise<void>
  /** Streams every open assigned item with its account, for the check of the data. */
  holders(): AsyncIterable<{ id: string; account: string }>
}
