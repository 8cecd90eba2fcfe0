import type { Readable } from 'node:stream'
import type { Locale, Translate } from './texts/i18n.ts'

/** A part of a page that people take away: pairs of facts, then things with a text and perhaps a file beside the page. */
export type OwnSection = {
  title?: string
  rows?: { label: string; value: string }[]
  items?: { title: string; text: string; href?: string }[]
}

/** One file of an archive. A function opens the bytes when their turn has come. */
export type ArchiveEntry = { name: string; at: Date; content: string | (() => Readable) }

/** The holder of an account. An address that nobody has confirmed may be somebody else's. */
export type Holder = { id: string; email: string; verified: boolean }

/** Who wants to take away what is kept about them, in which language, and when. */
export type OwnDataAsked = { holder: Holder; t: Translate; locale: Locale; at: Date }

/** What one slice keeps about people. */
export type PersonalData = {
  /**
   * The files of the slice for somebody's archive; returns what the first page says of them. Everything is named, so that
   * what is internal to the office, or is added to a model later, is not told before somebody has decided that it may be.
   */
  archive: (asked: OwnDataAsked) => AsyncGenerator<ArchiveEntry, OwnSection[]>
  /** Forgets somebody whose account is being deleted; may be asked again after a kill. Absent: what is kept goes with time. */
  erase?: (leaver: Holder) => Promise<unknown>
}

/** A file for programs. */
export const jsonEntry = ({ at }: Pick<OwnDataAsked, 'at'>, name: string, value: unknown): ArchiveEntry => ({
  name: `${name}.json`,
  at,
  content: `${JSON.stringify(value, null, 2)}\n`,
})

/** A part of a page for people; nothing when it would be empty. */
export const ownSection = (title: string, items: NonNullable<OwnSection['items']>): OwnSection[] =>
  items.length > 0 ? [{ title, items }] : []
